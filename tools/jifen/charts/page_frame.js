// What all charts of the page share: its data and words, texts of numbers, the frame of a chart, tables and sections.
// Every text goes in as text, never as markup; nothing is fetched.
'use strict';

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
// Decimals come as texts and are rounded on their digits, half to even, as the terminal does it.
const rounded = (text, places) => {
  const [, sign, whole, rest = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) || [null, '', '0'];
  const dropped = rest.slice(places), half = '5'.padEnd(dropped.length, '0');
  let kept = BigInt(whole + rest.slice(0, places).padEnd(places, '0'));
  if (dropped > half || (dropped === half && kept % 2n === 1n)) kept += 1n;
  const digits = String(kept).padStart(places + 1, '0');
  const point = digits.length - places;
  return [(kept === 0n ? '' : sign) + digits.slice(0, point), digits.slice(point)];
};
const points = (text, places = 2) => {
  if (text === undefined || text === null || text === '') return '–';
  const [whole, rest] = rounded(String(text), places);
  const kept = rest.replace(/0+$/, '');
  return whole.replace(/^-/, '−').replace(/\B(?=(\d{3})+$)/g, ',') + (kept ? `.${kept}` : '');
};
// In a column of a table the points stand below each other.
const even = (text) => {
  if (text === undefined || text === null || text === '') return '–';
  const [whole, rest] = rounded(text, 2);
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
