// The independent oracle: @bufbuild/cel evaluates the expressions of jifen_cel_oracle over the same dossiers.
'use strict';

const { celEnv, celType, isCelError, isCelList, parse, plan } = require('@bufbuild/cel');

// {"int": "7"}, {"list": [...]}, ... of the program as values of CEL.
function decode(value) {
  const [[tag, content]] = Object.entries(value);
  switch (tag) {
    case 'int': return BigInt(content);
    case 'list': return content.map(decode);
    case 'map': return new Map(Object.entries(content).map(([key, field]) => [key, decode(field)]));
    default: return content;
  }
}

function decodeBindings(bindings) {
  return Object.fromEntries(Object.entries(bindings).map(([name, value]) => [name, decode(value)]));
}

// A value of CEL as the program writes it.
function encode(value) {
  if (isCelError(value)) return null;
  if (typeof value === 'bigint') return { int: String(value) };
  if (typeof value === 'boolean') return { bool: value };
  if (typeof value === 'string') return { string: value };
  if (isCelList(value)) return { list: [...value].map(encode) };
  const message = value?.message ?? value;
  switch (celType(value).name) {
    case 'google.protobuf.Timestamp': return { timestamp: `${message.seconds}s ${message.nanos}ns` };
    case 'google.protobuf.Duration':
      return { duration: `${message.seconds * 1_000_000_000n + BigInt(message.nanos)}ns` };
    default: return { unexpected: String(value) };
  }
}

const environment = celEnv();

// What CEL gives for an expression; null for any error.
function evaluate(expression, bindings) {
  return encode(plan(environment, parse(expression))(bindings));
}

// Compares each line of the program's output. Gives counts by kind and what disagrees, the shortest first.
function compare(output) {
  const counts = {};
  const disagreements = [];
  let bindings = {};
  let raw = {};
  for (const line of output.split('\n').filter(Boolean)) {
    const row = JSON.parse(line);
    if (row.bindings !== undefined) {
      raw = row.bindings;
      bindings = decodeBindings(raw);
      continue;
    }
    const count = (counts[row.kind] ??= { compared: 0, agreed: 0, absent: 0 });
    const want = evaluate(row.expr, bindings);
    count.compared += 1;
    if (JSON.stringify(row.result) === JSON.stringify(want)) {
      count.agreed += 1;
      if (want === null) count.absent += 1;
    } else {
      disagreements.push({ expr: row.expr, got: row.result, want, bindings: raw });
    }
  }
  disagreements.sort((a, b) => a.expr.length - b.expr.length);
  return { counts, disagreements };
}

module.exports = { compare, evaluate };
