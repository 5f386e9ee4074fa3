// Draws the page from the data in it. Every text goes in as text, never as markup; nothing is fetched.
'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const words = data.words;
  const main = document.querySelector('main');
  const charts = [];
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  const ink = colour('ink'), soft = colour('soft'), faint = colour('faint'), rule = colour('rule');
  const accent = colour('accent'), good = colour('good'), warn = colour('warn'), bad = colour('bad');
  const pale = '#a9bfd4', ghost = '#cfd6dd';
  const font = getComputedStyle(document.body).fontFamily;
  const narrow = () => main.clientWidth < 620;

  // --- texts ---

  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text !== undefined && text !== null) made.textContent = text;
    if (className) made.className = className;
    return made;
  };
  const count = (number) => Number(number).toLocaleString('en-US');
  const share = (part, whole) => (whole > 0 ? `${(100 * part / whole).toFixed(1)} %` : '0 %');
  // Decimals come as texts and are shown as such, cut for the eye only.
  const points = (text, places = 2) => {
    if (text === undefined || text === null || text === '') return '–';
    const [whole, rest = ''] = String(Number(text).toFixed(places)).split('.');
    const kept = rest.replace(/0+$/, '');
    return whole.replace(/^-/, '−').replace(/\B(?=(\d{3})+$)/g, ',') + (kept ? `.${kept}` : '');
  };
  // In a column of a table the points stand below each other.
  const even = (text) => {
    if (text === undefined || text === null || text === '') return '–';
    const [whole, rest] = Number(text).toFixed(2).split('.');
    return `${whole.replace(/^-/, '−').replace(/\B(?=(\d{3})+$)/g, ',')}.${rest}`;
  };
  const evenSigned = (text) => (Number(text) > 0 ? `+${even(text)}` : even(text));
  const signed = (text, places = 2) => (Number(text) > 0 ? `+${points(text, places)}` : points(text, places));
  const directed = (text) => (Number(text) > 0 ? 'up' : Number(text) < 0 ? 'down' : '');

  // --- the frame of a chart ---

  const base = () => ({
    animation: false,
    textStyle: { fontFamily: font, color: ink },
    tooltip: {
      renderMode: 'richText', confine: true, backgroundColor: '#fff', borderColor: rule,
      textStyle: { color: ink, fontSize: 13, fontFamily: font },
    },
    grid: { left: 8, right: 24, top: 26, bottom: 8, containLabel: true },
  });
  const axisText = { color: soft, fontSize: 12 };
  const valueAxis = (more) => ({
    type: 'value', axisLabel: { ...axisText, hideOverlap: true }, axisLine: { show: false }, axisTick: { show: false },
    splitLine: { lineStyle: { color: '#edf0f3' } }, nameTextStyle: axisText, ...more,
  });
  const nameAxis = (names, more) => ({
    type: 'category', data: names, inverse: true, axisTick: { show: false }, axisLine: { lineStyle: { color: faint } },
    axisLabel: { color: ink, fontSize: 12.5, width: narrow() ? 96 : 190, overflow: 'truncate', interval: 0 }, ...more,
  });
  // On an inverse axis the upper end of a mark is its start.
  const markOf = (value, text, more) => ({
    silent: true, symbol: 'none', data: [{ xAxis: Number(value), label: { formatter: text } }],
    lineStyle: { color: ink, width: 1, type: [4, 3] },
    label: { color: ink, fontSize: 12, position: 'end', ...more },
  });

  function draw(holder, height, option) {
    holder.style.height = `${height}px`;
    const chart = echarts.init(holder, null, { renderer: 'svg', height });
    chart.setOption(option());
    charts.push({ chart, option });
  }

  const cell = (value) => (value !== null && typeof value === 'object' ? value : { text: value });

  // columns: [{ title, text: true for texts }]; the first cell of a row is its heading.
  function tableOf(columns, rows, more) {
    const holder = element('div', null, more ? `table ${more}` : 'table');
    const table = element('table');
    const head = element('tr');
    for (const column of columns) {
      const th = element('th', column.title, column.text ? 'text' : '');
      th.scope = 'col';
      head.append(th);
    }
    const thead = element('thead');
    thead.append(head);
    const body = element('tbody');
    for (const row of rows) {
      const line = element('tr', null, row.sum ? 'sum' : '');
      (row.cells || row).forEach((value, place) => {
        const { text, kind = '' } = cell(value);
        const td = element(place === 0 ? 'th' : 'td', text, `${columns[place].text ? 'text ' : ''}${kind}`.trim());
        if (place === 0) td.scope = 'row';
        line.append(td);
      });
      body.append(line);
    }
    table.append(thead, body);
    holder.append(table);
    return holder;
  }

  // A heading, a sentence, a chart and its numbers: beside it, or below it if there are many.
  function section(heading, sentence, chart, table, wide) {
    const part = element('section');
    const title = element('h2', heading);
    part.append(title);
    if (sentence) part.append(element('p', sentence));
    const pair = element('div', null, wide ? 'pair wide' : 'pair');
    const holder = element('div', null, 'chart');
    holder.setAttribute('role', 'img');
    holder.setAttribute('aria-label', `${heading}. ${words.table_follows}`);
    pair.append(holder);
    if (wide) {
      const details = element('details');
      details.append(element('summary', words.show_numbers), table);
      pair.append(details);
    } else {
      pair.append(table);
    }
    part.append(pair);
    main.append(part);
    draw(holder, chart.height, chart.option);
  }

  // --- charts ---

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
            return `${points(bin.from)} – ${points(bin.to)}\n${count(bin.cards)}  ${share(bin.cards, data.scored)}` +
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
      share(bin.cards, data.scored), ...(before ? [bin.before === undefined ? '–' : count(bin.before)] : [])]);
    section(words.histogram, before ? words.histogram_compared : words.histogram_note,
      { height: narrow() ? 280 : 520, option }, tableOf(columns, rows));
  }

  function bars(heading, sentence, first, items, whole) {
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
            formatter: ({ dataIndex }) => share(items[dataIndex].number, whole) },
          tooltip: { formatter: ({ dataIndex }) => `${items[dataIndex].label}\n${count(items[dataIndex].number)}  ` +
            share(items[dataIndex].number, whole) },
        },
        ...(before ? [{
          type: 'bar', data: items.map((item) => item.before || 0), itemStyle: { color: ghost }, barMaxWidth: 9, barGap: '15%',
          tooltip: { formatter: ({ dataIndex }) => `${words.before}: ${count(items[dataIndex].before || 0)}` },
        }] : []),
      ],
    });
    const columns = [{ title: first, text: true }, { title: words.enterprises }, { title: words.share }];
    if (before) columns.push({ title: words.before });
    const rows = items.map((item) => [item.label, count(item.number), share(item.number, whole),
      ...(before ? [item.before === undefined ? '–' : count(item.before)] : [])]);
    section(heading, sentence, { height: 24 + items.length * (before ? 46 : 36), option }, tableOf(columns, rows));
  }

  // From the tenth to the ninetieth percentile a line, the middle half a bar, the median a mark.
  function spread(heading, sentence, first, parts) {
    const shown = parts.filter((part) => part.quantiles.length === 5);
    if (parts.length === 0) return;
    const rows = parts.map((part) => [part.label, count(part.enterprises), count(part.scored),
      share(part.passed, part.enterprises), even(part.mean), even(part.quantiles[1]),
      { text: even(part.quantiles[2]), kind: 'strong' }, even(part.quantiles[3])]);
    const columns = [first, words.enterprises, words.scored, words.passed, words.mean, '25 %', words.median, '75 %']
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
        label: { show: true, position: 'right', color: ink, fontSize: 12, formatter: ({ value }) => `${value.toFixed(0)} %` },
        tooltip: { formatter: ({ dataIndex }) => `${items[dataIndex].label}\n${points(items[dataIndex].mean)} / ` +
          points(items[dataIndex].maximum) },
      }],
    });
    const columns = [{ title: words.indicator, text: true }, { title: words.with_value }, { title: words.mean_points },
      { title: words.maximum }];
    const rows = items.map((item) => [item.label, share(item.present, data.enterprises), even(item.mean), points(item.maximum)]);
    section(words.indicators, words.indicators_note, { height: 40 + items.length * 27, option }, tableOf(columns, rows), items.length > 14);
  }

  // --- the comparison ---

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
        data: cells.map(([row, column, number]) => ({
          value: [column, row, sums[row] > 0 ? 100 * number / sums[row] : 0], number,
          label: { color: number / sums[row] > 0.55 ? '#fff' : ink },
          itemStyle: { borderColor: '#fff', borderWidth: 2 },
        })),
        label: { show: true, fontSize: 12.5, formatter: ({ data: item }) => count(item.number) },
        tooltip: { formatter: ({ data: item }) => `${rows[item.value[1]]} → ${columns[item.value[0]]}\n` +
          `${count(item.number)}  ${item.value[2].toFixed(1)} %` },
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

  // --- the page ---

  function heading() {
    const header = element('header');
    header.append(element('p', words.kind, 'kind'), element('h1', data.title));
    const facts = element('dl', null, 'facts');
    for (const [label, value] of data.facts) {
      const fact = element('div');
      fact.append(element('dt', label), element('dd', value));
      facts.append(fact);
    }
    header.append(facts);
    const figures = element('ul', null, 'figures');
    for (const { label, value, note } of data.figures) {
      const item = element('li');
      item.append(element('span', label, 'label'), element('span', value, 'value'), element('span', note, 'note'));
      figures.append(item);
    }
    main.append(header, figures);
  }

  heading();
  histogram();
  bars(words.grades, '', words.grade, data.grades, data.enterprises);
  spread(words.counties, words.spread_note, words.county, [...data.counties].sort((left, right) =>
    Number(right.quantiles[2] || -1) - Number(left.quantiles[2] || -1)));
  spread(words.industries, words.spread_note, words.section, data.industries);
  spread(words.stages, words.spread_note, words.stage, data.stages);
  bars(words.not_scored, words.not_scored_note, words.cause, data.not_scored, data.enterprises);
  indicators();
  if (data.diff !== null) {
    main.append(element('h2', data.diff.title, 'part'));
    const moves = element('ul', null, 'figures');
    for (const { label, number } of data.diff.moves) {
      const item = element('li');
      item.append(element('span', label, 'label'), element('span', count(number), 'value'));
      moves.append(item);
    }
    main.append(moves);
    waterfall(data.diff);
    migration(data.diff);
    stability(data.diff);
    movers(data.diff);
  }
  const footer = element('footer');
  for (const line of data.footer) footer.append(element('p', line));
  main.append(footer);

  // --- sizes ---

  const resize = (width) => charts.forEach(({ chart, option }) => {
    chart.resize(width ? { width } : {});
    chart.setOption(option());
  });
  let waiting;
  addEventListener('resize', () => { clearTimeout(waiting); waiting = setTimeout(() => resize(), 120); });
  // Paper shows everything: what is folded too, at the width of a page.
  const folded = () => [...document.querySelectorAll('details')];
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = folded().filter((details) => !details.open);
    opened.forEach((details) => { details.open = true; });
    resize(680);
  });
  addEventListener('afterprint', () => {
    opened.forEach((details) => { details.open = false; });
    resize();
  });
})();
