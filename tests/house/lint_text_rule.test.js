// What the lint says of a scheme has its Chinese in tools/jifen/offline/lint_text.def: who writes schemes reads it on terminals.
'use strict';

const assert = require('node:assert/strict');
const test = require('node:test');
const { files, read } = require('./repository.js');

// Literals that stand one after the other are one.
const joined = (text) => text.replace(/"\s*\n\s*"/g, '');

const sources = files('scoring/scheme').filter((file) => /\.(cc|h)$/.test(file)).map((file) => joined(read(file)));
const vectors = joined(read('scoring/evaluate/vectors.cc'));
const table = [...read('tools/jifen/offline/lint_text.def').matchAll(/^JIFEN_LINT_TEXT\("([^"]*)", "([^"]*)"\)$/gm)];
const told = new Set(table.map((row) => row[1]));

// Whole messages as they stand in a finding; the text of a fault that is put together begins with a literal, which ends in a blank or a stage.
const calls = [
  /\.message = "([^"]+)"[,}]/g,
  /\.message = [^"]+\? "([^"]+)"/g,
  /\bReportStructure\(\s*"([^"]+)"/g,
  /\bReportPoints\((?:[^"(]|\("[^"]*"\)|\([^")]*\))*?,\s*"([^"]+)"/g,
  /\b(?:Report|ReportBand|refuse)\((?:[^"(;{}]|\("[^"]*"(?:, [^")]*)?\)|\([^")]*\))*?,\s*"([^"]+)"/g,
  /\.message = absl::StrCat\("([^"]*[^" ])", in_?[sS]tage/g,
];
const said = [...sources, vectors].flatMap((text) => calls.flatMap((call) => [...text.matchAll(call)].map((match) => match[1])));

test('each message of the lint is told in Chinese too', () => {
  assert.ok(said.length > 70, `${said.length} messages`);
  assert.deepEqual(said.filter((text) => !told.has(text) && !told.has(`${text}$0`)), []);
});

test('each text of the table is said by the lint, and has Chinese', () => {
  const all = [...sources, vectors].join('\n');
  const unsaid = table.filter(([, english]) => !all.includes(`"${english.replace(/\$0$/, '')}`));
  assert.deepEqual(unsaid.map((row) => row[1]), []);
  assert.deepEqual(table.filter(([, , chinese]) => !/[一-鿿]/.test(chinese)).map((row) => row[1]), []);
  assert.equal(table.length, told.size);
});
