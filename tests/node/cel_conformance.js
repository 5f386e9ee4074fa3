// The public conformance tests of CEL, put to our evaluator: what they ask and whether an answer meets them.
'use strict';

const { spawnSync } = require('node:child_process');
const path = require('node:path');
const { tests: suite } = require('@bufbuild/cel-spec/testdata/conformance.js');

const files = [
  'basic', 'comparisons', 'conversions', 'fields', 'integer_math', 'lists', 'logic', 'macros', 'macros2', 'parse', 'string',
  'timestamps',
];

// The tests of these files: { name, expr, value, evalError, bindings, ... }; a name is file/section/test.
function conformanceTests() {
  return suite.suites
    .filter((file) => files.includes(file.name))
    .flatMap((file) => file.suites.flatMap((section) => section.tests.map(({ original }) => ({
      ...original, name: `${file.name}/${section.name}/${original.name}`,
    }))));
}

const quote = (text) => JSON.stringify(text).replace(/\u2028|\u2029/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`);

// A value of cel.expr.Value as an expression that gives it.
function expressionOf(value) {
  const [kind, content] = Object.entries(value)[0];
  switch (kind) {
    case 'int64Value':
      return content;
    case 'uint64Value':
      return `${content}u`;
    case 'boolValue':
      return String(content);
    case 'nullValue':
      return 'null';
    case 'stringValue':
      return quote(content);
    case 'bytesValue':
      return `b${quote(Buffer.from(content, 'base64').toString('latin1'))}`;
    case 'doubleValue':
      return Number.isInteger(content) ? `${content}.0` : String(content);
    case 'listValue':
      return `[${(content.values ?? []).map(expressionOf).join(', ')}]`;
    case 'mapValue':
      return `{${(content.entries ?? []).map((e) => `${expressionOf(e.key)}: ${expressionOf(e.value)}`).join(', ')}}`;
    case 'objectValue': {
      const type = content['@type'].split('.').pop();
      return /^(Timestamp|Duration)$/.test(type) ? `${type.toLowerCase()}(${quote(content.value)})` : `${type}{}`;
    }
    default:
      throw new Error(`no expression for a ${kind}`);
  }
}

// Literals hide variables of their name; the language refuses to define such ones.
const literals = new Set(['true', 'false', 'null']);

function questionOf(test) {
  const bound = Object.entries(test.bindings ?? {}).filter(([name]) => !literals.has(name));
  return {
    expr: test.expr,
    definitions: Object.fromEntries(bound.map(([name, { value }]) => [name, expressionOf(value)])),
  };
}

// The answers to the tests, in their order.
function askAll(tests) {
  const program = path.join(process.env.JIFEN_BIN, 'jifen_cel_conformance');
  const input = tests.map((test) => `${JSON.stringify(questionOf(test))}\n`).join('');
  const run = spawnSync(program, { input, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (run.status !== 0) throw new Error(`${program}: ${run.error ?? run.stderr}`);
  return run.stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
}

const sameList = (got, want) => got.length === want.length && got.every((item, i) => sameValue(item, want[i]));

const sameMap = (got, want) => got.length === want.length && want.every(
  (entry) => got.some((mine) => sameValue(mine.key, entry.key) && sameValue(mine.value, entry.value)),
);

// Whether our value is the wanted one. A decimal is a double if the double is the nearest one to it.
function sameValue(got, want) {
  const [kind, content] = Object.entries(want)[0];
  if (kind === 'doubleValue') return 'decimalValue' in got && Number(got.decimalValue) === Number(content);
  if (!(kind in got)) return false;
  if (kind === 'listValue') return sameList(got.listValue.values ?? [], content.values ?? []);
  if (kind === 'mapValue') return sameMap(got.mapValue.entries ?? [], content.entries ?? []);
  if (kind === 'objectValue') {
    return got.objectValue['@type'] === content['@type'] && got.objectValue.value === content.value;
  }
  return got[kind] === content;
}

// What is known to fail before anything is evaluated: constants that cannot be computed ...
const constantFaults = new Set(['NUMBER_OVERFLOW', 'DECIMAL_INVALID', 'DATE_INVALID', 'TEXT_INVALID']);
// ... and what an evaluator without static types finds when it gets there.
const staticErrors = [
  [/no.?such.?overload|no matching overload|does not support field selection|unsupported key type|repeated key/i, 'EXPRESSION_TYPE'],
  [/undeclared reference|unbound function|unknown variable/i, 'EXPRESSION_NAME'],
];

function isWantedError(answer, wanted) {
  if ('error' in answer || 'missing' in answer) return true;
  if (!('fault' in answer)) return false;
  if (constantFaults.has(answer.fault)) return true;
  return staticErrors.some(([message, reason]) => message.test(wanted) && answer.fault === reason);
}

// Whether the answer is what the test wants.
function meets(test, answer) {
  if (test.evalError !== undefined) return isWantedError(answer, test.evalError.errors[0].message);
  return 'value' in answer && sameValue(answer.value, test.value ?? { boolValue: true });
}

module.exports = { askAll, conformanceTests, meets };
