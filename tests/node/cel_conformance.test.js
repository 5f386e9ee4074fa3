// The public conformance tests of CEL: each passes, or is skipped for a reason that its text shows.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const { askAll, conformanceTests, meets } = require('./cel_conformance.js');

// { reason: { why, tests: [name] } }
const skips = JSON.parse(fs.readFileSync(path.join(__dirname, 'cel_conformance_skips.json'), 'utf8'));

// What a test has to have in it to be skipped for a reason.
const signs = {
  'unsigned integers': ({ text }) => /\b(0x)?[0-9a-fA-F]+[uU]\b|\buint\b|uint64Value/.test(text),
  bytes: ({ expr, text }) => /\b[rR]?[bB][rR]?["']|\bbytes\b/.test(expr) || /bytesValue/.test(text),
  doubles: ({ text }) => /\bdouble\b|doubleValue|\d\.\d|\de[+-]?\d/.test(text),
  dyn: ({ text }) => /\bdyn\(/.test(text),
  'mixed types': ({ expr }) => /[[{].*,.*[\]}]|\?.*:/s.test(expr),
  messages: ({ text }) => /\b[A-Z]\w*\s*(\/\/ @\s*)?\{|TestAllTypes/.test(text),
  'wrappers and Any': ({ text }) => /google\.protobuf\.(\w*Value|Any|Struct)|_wrapper/.test(text),
  'names of zones': ({ expr }) => /'(Australia|US|America|Asia)\/\w+'/.test(expr),
  'checked before evaluated': (one) => one.disableCheck === true,
  namespaces: ({ bindings }) => Object.keys(bindings ?? {}).some((name) => name.includes('.')),
};

const tests = conformanceTests();
const answers = askAll(tests);
const reasonOf = new Map(Object.entries(skips).flatMap(([reason, row]) => row.tests.map((name) => [name, reason])));

const describe = (one, answer) => `${one.name}: ${one.expr}\n  want ${JSON.stringify(one.value ?? one.evalError)}\n` +
  `  got  ${JSON.stringify(answer)}`;

test('each conformance test that is not skipped passes', (t) => {
  const failed = tests.flatMap((one, i) =>
    (reasonOf.has(one.name) || meets(one, answers[i]) ? [] : [describe(one, answers[i])]));
  const skipped = tests.filter((one) => reasonOf.has(one.name)).length;
  t.diagnostic(`CEL conformance: passed ${tests.length - failed.length - skipped}, failed ${failed.length}, skipped ${skipped}`);
  for (const [reason, row] of Object.entries(skips)) {
    t.diagnostic(`skipped ${String(row.tests.length).padStart(3)}  ${reason}: ${row.why}`);
  }
  if (process.env.JIFEN_SHOW_SKIPPED) {
    for (const [name, reason] of reasonOf) t.diagnostic(`${name}: ${reason}`);
  }
  assert.deepEqual(failed, []);
});

test('no skipped conformance test would pass', () => {
  const passing = tests.filter((one, i) => reasonOf.has(one.name) && meets(one, answers[i])).map((one) => one.name);
  assert.deepEqual(passing, []);
});

test('the reason of each skipped conformance test is to be seen in it', () => {
  const byName = new Map(tests.map((one) => [one.name, one]));
  const listed = Object.values(skips).flatMap((row) => row.tests);
  assert.equal(new Set(listed).size, listed.length, 'a test is skipped twice');
  for (const [name, reason] of reasonOf) {
    const one = byName.get(name);
    assert.ok(one, `there is no test ${name}`);
    const text = one.expr + JSON.stringify([one.value, one.bindings]);
    assert.ok(signs[reason]({ ...one, text }), `${name} has nothing of ${reason}: ${one.expr}`);
  }
});
