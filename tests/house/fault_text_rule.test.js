// What the registry says was expected has its Chinese in tools/table_import/fault_text.def: clerks read it in reports and on terminals.
'use strict';

const assert = require('node:assert/strict');
const test = require('node:test');
const { files, read } = require('./repository.js');

// Texts as they stand in a call: Required("path", "text"), Wrong(got, "text"), .want = "text", Invalid(text, "text").
const calls = [
  /\bRequired\("[^"]*", "((?:[^"\\]|\\.)+)"\)/g,
  /\b(?:Wrong|Invalid)\(\w+, "((?:[^"\\]|\\.)+)"\)/g,
  /\.want = "((?:[^"\\]|\\.)+)"[,}]/g,
  /\bDuplicate\("[^"]*", [^"]+, "((?:[^"\\]|\\.)+)"\)/g,
];

const sources = ['services/registry', 'proto/model', 'storage/tables'].flatMap((folder) => files(folder).filter((file) => file.endsWith('.cc')));

// Literals that stand one after the other are one.
const joined = (text) => text.replace(/"\s*\n\s*"/g, '');

const said = sources.flatMap((file) => calls.flatMap((call) => [...joined(read(file)).matchAll(call)].map((match) => ({ file, text: match[1] }))));

const patterns = [...joined(read('tools/table_import/fault_text.def')).matchAll(/JIFEN_FAULT_TEXT(?:_AS)?\("([^"]*)",/g)].map((match) =>
  new RegExp(`^${match[1].replace(/[.*+?^()|[\]\\]/g, '\\$&').replace(/\$\d|#\d|\{\d\}/g, '.+')}$`));

// What programs send each other: no clerk sees it.
const inside = new Set([
  'next_page_token of the page before, with the same filters', 'start, rows or finish', '64 hexadecimal digits, or nothing',
]);

test('each text of what was expected of a record is told in Chinese too', () => {
  assert.ok(said.length > 25, `${said.length} texts`);
  const untold = said.filter(({ text }) => !inside.has(text) && !patterns.some((pattern) => pattern.test(text)));
  assert.deepEqual(untold, []);
});
