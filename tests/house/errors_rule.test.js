// docs/errors.md has one line for each reason, with the number and the code that the code has.
'use strict';

const assert = require('node:assert/strict');
const test = require('node:test');
const { read } = require('./repository.js');

// name -> { number, code } as the enum's comments say it; the code is the last word in capitals before the full stop.
function reasonsOfProto() {
  const text = read('proto/jifen/v1/error.proto');
  const body = text.slice(text.indexOf('enum Reason {'));
  const reasons = new Map();
  for (const match of body.matchAll(/((?: *\/\/[^\n]*\n)+) *REASON_([A-Z0-9_]+) = (\d+);/g)) {
    const code = /\b([A-Z]+(?:_[A-Z]+)+|INTERNAL|ABORTED|UNAVAILABLE)\b/.exec(match[1]);
    reasons.set(match[2], { number: Number(match[3]), code: code === null ? 'INTERNAL' : code[1] });
  }
  return reasons;
}

// The rows of proto/model/error.cc: [{ first, last, code }] by the numbers of the reasons.
function codesOfTable(reasons) {
  const text = read('proto/model/error.cc');
  const row = /\{v1::REASON_([A-Z0-9_]+),\s*v1::REASON_([A-Z0-9_]+),\s*absl::StatusCode::k(\w+)\}/g;
  return [...text.matchAll(row)].map(([, first, last, code]) => ({
    first: reasons.get(first).number,
    last: reasons.get(last).number,
    code: code.replace(/(?<=.)[A-Z]/g, (letter) => `_${letter}`).toUpperCase(),
  }));
}

// name -> { number, code } of the table rows of the document.
function reasonsOfDocument() {
  const rows = [...read('docs/errors.md').matchAll(/^\| `([A-Z0-9_]+)` \| (\d+) \| ([A-Z_]+) \| [^|]+\. \| [^|]+\. \|$/gm)];
  const reasons = new Map();
  for (const [, name, number, code] of rows) {
    assert.ok(!reasons.has(name), `docs/errors.md has ${name} twice`);
    reasons.set(name, { number: Number(number), code });
  }
  return reasons;
}

const plain = (map) => Object.fromEntries([...map].sort(([, a], [, b]) => a.number - b.number));

test('docs/errors.md has a line for each reason and for nothing else', () => {
  const reasons = reasonsOfProto();
  assert.ok(reasons.size > 40, `only ${reasons.size} reasons were read from the enum`);
  const numbers = (map) => plain(new Map([...map].map(([name, { number }]) => [name, { number }])));
  assert.deepEqual(numbers(reasonsOfDocument()), numbers(reasons));
});

test('docs/errors.md gives each reason the code that proto/model/error.cc gives it', () => {
  const reasons = reasonsOfProto();
  const codes = codesOfTable(reasons);
  assert.ok(codes.length > 5, `only ${codes.length} rows were read from proto/model/error.cc`);
  const canonical = new Map([...reasons].map(([name, { number }]) => {
    const row = codes.find(({ first, last }) => first <= number && number <= last);
    return [name, { number, code: row === undefined ? 'INTERNAL' : row.code }];
  }));
  assert.deepEqual(plain(reasonsOfDocument()), plain(canonical));
});

test('the comments of the enum say the same codes', () => {
  assert.deepEqual(plain(reasonsOfProto()), plain(reasonsOfDocument()));
});
