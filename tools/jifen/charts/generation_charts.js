// The charts of one generation. They stand on page_frame.js.
'use strict';

function histogram() {
  const bins = data.histogram;
  if (bins.length === 0) return;
  const before = bins.some((bin) => bin.before !== undefined);
  const fill = { above: accent, below: pale, both: faint };
  const option = () => ({
    ...base(),
    tooltip: { ...base().tooltip, trigger: 'item' },
    grid: { left: 8, right: 20, top: 40, bottom: 24, containLabel: true },
    xAxis: valueAxis({
      min: 0, max: Number(data.maximum), splitLine: { show: false }, axisLine: { show: true, lineStyle: { color: faint } },
      name: words.total, nameLocation: 'middle', nameGap: 26,
    }),
    yAxis: valueAxis({ axisLabel: { ...axisText, formatter: count }, name: words.enterprises,
      nameTextStyle: { ...axisText, align: 'left' } }),
    series: [
      {
        type: 'custom', data: bins.map((bin) => [Number(bin.from), Number(bin.to), bin.cards]),
        encode: { x: [0, 1], y: 2 },
        tooltip: { formatter: ({ dataIndex }) => {
          const bin = bins[dataIndex];
          return `${points(bin.from)} – ${points(bin.to)}\n${count(bin.cards)}  ${bin.share}` +
            (bin.before === undefined ? '' : `\n${words.before}: ${count(bin.before)}`);
        } },
        renderItem: (params, api) => {
          const [left, top] = api.coord([api.value(0), api.value(2)]);
          const [right, bottom] = api.coord([api.value(1), 0]);
          const bin = bins[params.dataIndex];
          return { type: 'rect', shape: { x: left + 1, y: top, width: Math.max(1, right - left - 2), height: bottom - top },
            style: { fill: fill[bin.side] } };
        },
      },
      {
        type: 'line', step: 'end', symbol: 'none', silent: true, z: 5,
        data: before ? [...bins.map((bin) => [Number(bin.from), bin.before || 0]),
          [Number(data.maximum), bins[bins.length - 1].before || 0]] : [],
        lineStyle: { color: ink, width: 1.5 },
        markLine: data.pass_mark === null ? undefined : markOf(data.pass_mark, words.pass_mark),
      },
    ],
  });
  const columns = [{ title: words.total, text: true }, { title: words.enterprises }, { title: words.share }];
  if (before) columns.push({ title: words.before });
  const rows = bins.map((bin) => [`${points(bin.from)} – ${points(bin.to)}`, count(bin.cards),
    bin.share, ...(before ? [bin.before === undefined ? '–' : count(bin.before)] : [])]);
  section(words.histogram, before ? words.histogram_compared : words.histogram_note,
    { height: narrow() ? 280 : 520, option }, tableOf(columns, rows));
}

function bars(heading, sentence, first, items) {
  if (items.length === 0) return;
  const before = items.some((item) => item.before !== undefined);
  const option = () => ({
    ...base(),
    grid: { left: 8, right: 64, top: 8, bottom: 8, containLabel: true },
    xAxis: valueAxis({ axisLabel: { show: false }, splitLine: { show: false } }),
    yAxis: nameAxis(items.map((item) => item.label)),
    series: [
      {
        type: 'bar', data: items.map((item) => item.number), itemStyle: { color: accent }, barMaxWidth: 22,
        label: { show: true, position: 'right', color: ink, fontSize: 12,
          formatter: ({ dataIndex }) => items[dataIndex].share },
        tooltip: { formatter: ({ dataIndex }) => `${items[dataIndex].label}\n${count(items[dataIndex].number)}  ` +
          items[dataIndex].share },
      },
      ...(before ? [{
        type: 'bar', data: items.map((item) => item.before || 0), itemStyle: { color: ghost }, barMaxWidth: 9, barGap: '15%',
        tooltip: { formatter: ({ dataIndex }) => `${words.before}: ${count(items[dataIndex].before || 0)}` },
      }] : []),
    ],
  });
  const columns = [{ title: first, text: true }, { title: words.enterprises }, { title: words.share }];
  if (before) columns.push({ title: words.before });
  const rows = items.map((item) => [item.label, count(item.number), item.share,
    ...(before ? [item.before === undefined ? '–' : count(item.before)] : [])]);
  section(heading, sentence, { height: 24 + items.length * (before ? 46 : 36), option }, tableOf(columns, rows));
}

// From the tenth to the ninetieth percentile a line, the middle half a bar, the median a mark.
function spread(heading, sentence, first, parts) {
  const shown = parts.filter((part) => part.quantiles.length === 5);
  if (parts.length === 0) return;
  const rows = parts.map((part) => [part.label, count(part.enterprises), count(part.scored),
    ...(data.passes ? [part.passed_share] : []), even(part.mean), even(part.quantiles[1]),
    { text: even(part.quantiles[2]), kind: 'strong' }, even(part.quantiles[3])]);
  const columns = [first, words.enterprises, words.scored, ...(data.passes ? [words.passed] : []), words.mean, '25 %', words.median, '75 %']
    .map((title, place) => ({ title, text: place === 0 }));
  const table = tableOf(columns, rows);
  if (shown.length === 0) return;
  const greatest = Math.max(...shown.map((part) => Number(part.quantiles[4])));
  const option = () => ({
    ...base(),
    grid: { left: 8, right: 24, top: 26, bottom: 8, containLabel: true },
    xAxis: valueAxis({ min: 0, max: Math.min(Number(data.maximum), 10 * Math.ceil(greatest * 1.04 / 10)) }),
    yAxis: nameAxis(shown.map((part) => part.label)),
    series: [{
      type: 'custom', encode: { x: [1, 2, 3, 4, 5], y: 0 },
      data: shown.map((part, place) => [place, ...part.quantiles.map(Number)]),
      markLine: data.median === null ? undefined : markOf(data.median, `${words.median_all} ${points(data.median)}`, { position: 'start' }),
      tooltip: { formatter: ({ dataIndex }) => {
        const { label, quantiles, scored } = shown[dataIndex];
        return `${label}  ${count(scored)}\n${words.median} ${points(quantiles[2])}\n` +
          `25–75 %  ${points(quantiles[1])} – ${points(quantiles[3])}\n10–90 %  ${points(quantiles[0])} – ${points(quantiles[4])}`;
      } },
      renderItem: (params, api) => {
        const at = (place) => api.coord([api.value(place), api.value(0)]);
        const [, y] = at(1);
        const half = Math.min(8, api.size([0, 1])[1] * 0.32);
        return { type: 'group', children: [
          { type: 'line', shape: { x1: at(1)[0], y1: y, x2: at(5)[0], y2: y }, style: { stroke: pale, lineWidth: 1.5 } },
          { type: 'rect', shape: { x: at(2)[0], y: y - half, width: Math.max(1, at(4)[0] - at(2)[0]), height: 2 * half },
            style: { fill: pale } },
          { type: 'line', shape: { x1: at(3)[0], y1: y - half - 1, x2: at(3)[0], y2: y + half + 1 },
            style: { stroke: accent, lineWidth: 3 } },
        ] };
      },
    }],
  });
  section(heading, sentence, { height: 44 + shown.length * (shown.length > 24 ? 20 : 27), option }, table, true);
}

function indicators() {
  const items = data.indicators;
  if (items.length === 0) return;
  const part = (item) => (Number(item.maximum) > 0 && item.mean !== null ? 100 * Number(item.mean) / Number(item.maximum) : 0);
  const option = () => ({
    ...base(),
    grid: { left: 8, right: 56, top: 8, bottom: 24, containLabel: true },
    xAxis: valueAxis({ min: 0, max: 100, axisLabel: { ...axisText, formatter: '{value} %' } }),
    yAxis: nameAxis(items.map((item) => item.label)),
    series: [{
      type: 'bar', data: items.map(part), itemStyle: { color: accent }, barMaxWidth: 16, showBackground: true,
      backgroundStyle: { color: '#f0f3f6' },
      label: { show: true, position: 'right', color: ink, fontSize: 12, formatter: ({ dataIndex }) => items[dataIndex].mean_share },
      tooltip: { formatter: ({ dataIndex }) => `${items[dataIndex].label}\n${points(items[dataIndex].mean)} / ` +
        points(items[dataIndex].maximum) },
    }],
  });
  const columns = [{ title: words.indicator, text: true }, { title: words.with_value }, { title: words.mean_points },
    { title: words.maximum }];
  const rows = items.map((item) => [item.label, item.present_share, even(item.mean), points(item.maximum)]);
  section(words.indicators, words.indicators_note, { height: 40 + items.length * 27, option }, tableOf(columns, rows), items.length > 14);
}
