// Our language agrees with an independent implementation of CEL wherever whole numbers, strings, booleans, lists and
// time are involved. JIFEN_ORACLE_COUNT says how many expressions, JIFEN_TEST_SEED repeats a run.
'use strict';

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const path = require('node:path');
const test = require('node:test');
const { compare, evaluate } = require('./cel_oracle.js');

const bin = process.env.JIFEN_BIN ?? path.join(__dirname, '../../build/dev/bin');
const count = Number(process.env.JIFEN_ORACLE_COUNT ?? 1000);
const seed = process.env.JIFEN_TEST_SEED ?? String(Math.floor(Math.random() * 2 ** 32));

test('the oracle is CEL', () => {
  assert.deepEqual(evaluate('7 / 2 + -7 % 3', {}), { int: '2' });
  assert.deepEqual(evaluate('false && 1 / 0 > 0 || [1].exists(x, x == 1)', {}), { bool: true });
  assert.equal(evaluate('1 / 0', {}), null);
  assert.deepEqual(evaluate("timestamp('2024-01-01T00:00:00Z') - duration('1s')", {}), { timestamp: '1704067199s 0ns' });
});

test('random expressions have the value that CEL gives them', () => {
  const output = execFileSync(path.join(bin, 'jifen_cel_oracle'), [seed, String(count)], { encoding: 'utf8', maxBuffer: 2 ** 30 });
  const { counts, disagreements } = compare(output);
  console.log(`seed ${seed} (JIFEN_TEST_SEED)`);
  let compared = 0;
  let present = 0;
  for (const [kind, row] of Object.entries(counts)) {
    console.log(`${kind}: ${row.agreed} of ${row.compared} agree, ${row.absent} of them on an error`);
    compared += row.compared;
    present += row.agreed - row.absent;
  }
  if (disagreements.length > 0) {
    const { expr, got, want, bindings } = disagreements[0];
    assert.fail(`${disagreements.length} of ${compared} disagree; the shortest: ${expr}\n got ${JSON.stringify(got)}\nwant ${JSON.stringify(want)}\n  in ${JSON.stringify(bindings)}`);
  }
  assert.equal(compared, count);
  assert.ok(present > count / 3, `too few have a value to say much: ${present} of ${count}`);
});
