// The charts of what differs between two generations. They stand on page_frame.js.
'use strict';

function waterfall(diff) {
  let sum = 0;
  const steps = diff.causes.map((cause) => {
    const from = sum;
    sum += Number(cause.amount);
    return { ...cause, from, to: sum };
  });
  steps.push({ label: words.altogether, amount: diff.total, from: 0, to: Number(diff.total), all: true });
  const option = () => ({
    ...base(),
    grid: { left: 8, right: 20, top: 30, bottom: 8, containLabel: true },
    xAxis: { type: 'category', data: steps.map((step) => step.label), axisTick: { show: false },
      axisLine: { onZero: true, lineStyle: { color: faint } },
      axisLabel: { color: ink, fontSize: 12.5, interval: 0 } },
    yAxis: valueAxis({ axisLabel: { ...axisText, formatter: (value) => signed(value) }, name: words.points,
      nameTextStyle: { ...axisText, align: 'left' } }),
    series: [{
      type: 'custom', data: steps.map((step, place) => [place, step.from, step.to]), encode: { x: 0, y: [1, 2] },
      tooltip: { formatter: ({ dataIndex }) => `${steps[dataIndex].label}\n${signed(steps[dataIndex].amount)}` },
      renderItem: (params, api) => {
        const step = steps[params.dataIndex];
        const [x, from] = api.coord([api.value(0), step.from]);
        const [, to] = api.coord([api.value(0), step.to]);
        const width = Math.min(84, api.size([1, 0])[0] * 0.62);
        const next = api.coord([api.value(0) + 1, 0])[0];
        const fill = step.all ? ink : Number(step.amount) < 0 ? bad : good;
        return { type: 'group', children: [
          { type: 'rect', shape: { x: x - width / 2, y: Math.min(from, to), width, height: Math.max(1.5, Math.abs(to - from)) },
            style: { fill } },
          ...(params.dataIndex < steps.length - 1
            ? [{ type: 'line', shape: { x1: x + width / 2, y1: to, x2: next - width / 2, y2: to }, style: { stroke: faint, lineWidth: 1 } }]
            : []),
          { type: 'text', style: { text: signed(step.amount), x, y: Math.min(from, to) - 5, fill: ink, textAlign: 'center',
            textVerticalAlign: 'bottom', fontSize: 12, fontFamily: font } },
        ] };
      },
    }],
  });
  const columns = [{ title: words.cause, text: true }, { title: words.points }, { title: words.enterprises }];
  const rows = diff.causes.map((cause) => [cause.label, { text: evenSigned(cause.amount), kind: directed(cause.amount) }, count(cause.enterprises)]);
  rows.push({ sum: true, cells: [words.altogether, evenSigned(diff.total), ''] });
  section(words.by_cause, words.by_cause_note, { height: 330, option }, tableOf(columns, rows));
}

function migration(diff) {
  const { rows, columns, cells } = diff.migration;
  if (cells.length === 0) return;
  const sums = rows.map((ignored, row) => cells.filter((item) => item[0] === row).reduce((sum, item) => sum + item[2], 0));
  const option = () => ({
    ...base(),
    grid: { left: 8, right: 8, top: 52, bottom: 8, containLabel: true },
    xAxis: { type: 'category', data: columns, position: 'top', axisTick: { show: false }, axisLine: { show: false },
      axisLabel: { color: ink, fontSize: 12.5, interval: 0 }, name: words.after, nameLocation: 'middle', nameGap: 30,
      nameTextStyle: axisText },
    yAxis: nameAxis(rows, { axisLine: { show: false }, name: words.before, nameLocation: 'start',
      nameTextStyle: { ...axisText, align: 'right', padding: [0, 8, 0, 0] } }),
    visualMap: { show: false, min: 0, max: 100, inRange: { color: ['#f3f6f9', '#c9d8e6', '#7fa6cb', '#1f5f99'] } },
    series: [{
      type: 'heatmap',
      data: cells.map(([row, column, number, share]) => ({
        value: [column, row, sums[row] > 0 ? 100 * number / sums[row] : 0], number, share,
        label: { color: number / sums[row] > 0.55 ? '#fff' : ink },
        itemStyle: { borderColor: '#fff', borderWidth: 2 },
      })),
      label: { show: true, fontSize: 12.5, formatter: ({ data: item }) => count(item.number) },
      tooltip: { formatter: ({ data: item }) => `${rows[item.value[1]]} → ${columns[item.value[0]]}\n` +
        `${count(item.number)}  ${item.share}` },
    }],
  });
  const heads = [{ title: words.before_after, text: true }, ...columns.map((title) => ({ title }))];
  const lines = rows.map((title, row) => [title, ...columns.map((ignored, column) => {
    const found = cells.find((item) => item[0] === row && item[1] === column);
    return found === undefined ? '·' : count(found[2]);
  })]);
  section(words.migration, words.migration_note, { height: 66 + rows.length * 46, option }, tableOf(heads, lines));
}

function stability(diff) {
  const items = diff.stabilities;
  if (items.length === 0) return;
  const tint = { STABLE: good, MOVED: warn, UNSTABLE: bad };
  const option = () => ({
    ...base(),
    grid: { left: 8, right: 56, top: 26, bottom: 8, containLabel: true },
    xAxis: valueAxis({ min: 0, max: Math.max(0.3, ...items.map((item) => Math.ceil(Number(item.index) * 22) / 20)) }),
    yAxis: nameAxis(items.map((item) => item.label)),
    series: [{
      type: 'bar', barMaxWidth: 16,
      data: items.map((item) => ({ value: Number(item.index), itemStyle: { color: tint[item.mark] || accent } })),
      label: { show: true, position: 'right', color: ink, fontSize: 12, formatter: ({ dataIndex }) => items[dataIndex].index },
      markLine: { silent: true, symbol: 'none', lineStyle: { color: ink, width: 1, type: [4, 3] },
        label: { color: soft, fontSize: 12, position: 'start' },
        data: [{ xAxis: 0.1, label: { formatter: '0.10' } }, { xAxis: 0.25, label: { formatter: '0.25' } }] },
      tooltip: { formatter: ({ dataIndex }) => `${items[dataIndex].label}\nPSI ${items[dataIndex].index}  ${items[dataIndex].said}` },
    }],
  });
  const columns = [{ title: words.indicator, text: true }, { title: 'PSI' }, { title: '', text: true }];
  const rows = items.map((item) => [item.label, item.index, item.said]);
  section(words.stability, words.stability_note, { height: 44 + items.length * 27, option }, tableOf(columns, rows), items.length > 14);
}

function movers(diff) {
  if (diff.gains.length + diff.losses.length === 0) return;
  const part = element('section');
  part.append(element('h2', words.movers));
  const columns = [words.name, words.code, words.county, words.before, words.after, words.change, words.causes]
    .map((title, place) => ({ title, text: place < 3 || place === 6 }));
  for (const [heading, list] of [[words.gains, diff.gains], [words.losses, diff.losses]]) {
    if (list.length === 0) continue;
    part.append(element('h3', heading), tableOf(columns, list.map((mover) => [mover.name, { text: mover.code, kind: 'code' },
      mover.area, even(mover.before), { text: even(mover.after), kind: 'strong' },
      { text: evenSigned(mover.difference), kind: directed(mover.difference) },
      mover.causes.map((cause) => `${cause.label} ${signed(cause.amount)}`).join(', ')]), 'movers'));
  }
  main.append(part);
}
