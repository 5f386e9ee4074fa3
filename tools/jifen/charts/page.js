// The order of what the page shows, and its sizes on screens and paper. It stands on the scripts before it.
'use strict';

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
bars(words.grades, '', words.grade, data.grades);
spread(words.counties, words.spread_note, words.county, [...data.counties].sort((left, right) =>
  Number(right.quantiles[2] || -1) - Number(left.quantiles[2] || -1)));
spread(words.industries, words.spread_note, words.section, data.industries);
spread(words.stages, words.spread_note, words.stage, data.stages);
bars(words.not_scored, words.not_scored_note, words.cause, data.not_scored);
indicators();
if (data.diff !== null) {
  main.append(element('h2', data.diff.title, 'part'));
  if (data.diff.note) main.append(element('p', data.diff.note, 'warning'));
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
