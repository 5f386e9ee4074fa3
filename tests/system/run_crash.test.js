// A server that is killed at any moment of a run goes on with it when it starts again: the generation is the one that an
// uninterrupted run makes, to the byte of every card.
// JIFEN_RUN_KILLS kills (6), JIFEN_RUN_ENTERPRISES enterprises (1,000), or JIFEN_RUN_STORE, a data folder that is copied;
// JIFEN_SEED to repeat a run.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { mustRun, root, startServerOn } = require('../node/jifend.js');

const kills = Number(process.env.JIFEN_RUN_KILLS ?? 6);
const enterprises = process.env.JIFEN_RUN_ENTERPRISES ?? '1000';
const seed = Number(process.env.JIFEN_SEED ?? Date.now() % 1_000_000_007);
const scheme = 'peer-demo';
const schemeFolder = path.join(root, 'scoring', 'schemes', scheme);

let folder;
let ready; // a store with the population and the scheme
let wanted;
let runMs;

// A generator that a seed repeats (Park and Miller).
function randomFrom(state) {
  let next = (state % 2147483646) + 1;
  return () => {
    next = (next * 48271) % 2147483647;
    return next / 2147483647;
  };
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const json = async (address, ...args) => JSON.parse(await mustRun('jifen', ['--server', address, '--json', ...args]));

const start = (address) => mustRun('jifen', ['--server', address, 'run', 'start', scheme, '--generation', 'g',
  '--valid-at', '2025-06-30', '--not-scored-max', '1']);

async function stateOf(address) {
  const { runs } = await json(address, 'run', 'list');
  return runs[0].state;
}

async function untilEnded(address) {
  for (;;) {
    const state = await stateOf(address);
    if (state !== 'RUN_STATE_RUNNING') return state;
    await pause(50);
  }
}

// What a generation is, but for the times at which it was made.
async function generationOf(address) {
  const generation = await json(address, 'generation', 'show', 'g');
  const { cards_sha256: cards, cohort_tables_sha256: cohorts, tally } = generation.generation ?? generation;
  assert.match(cards, /^[0-9a-f]{64}$/);
  assert.match(cohorts, /^[0-9a-f]{64}$/);
  return { cards, cohorts, tally };
}

before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jifen-run-crash-'));
  ready = path.join(folder, 'ready');
  if (process.env.JIFEN_RUN_STORE) fs.cpSync(process.env.JIFEN_RUN_STORE, ready, { recursive: true });
  const server = await startServerOn(ready);
  if (!process.env.JIFEN_RUN_STORE) {
    const data = path.join(folder, 'data');
    await mustRun('jifen-synth', ['--enterprises', enterprises, '--seed', '5', '--out', data]);
    await mustRun('jifen', ['--server', server.address, 'import', data]);
  }
  await mustRun('jifen', ['--server', server.address, 'scheme', 'put', schemeFolder]);
  assert.equal(await server.stop(), 0);

  const whole = path.join(folder, 'whole');
  fs.cpSync(ready, whole, { recursive: true });
  const undisturbed = await startServerOn(whole);
  const begin = Date.now();
  await start(undisturbed.address);
  assert.equal(await untilEnded(undisturbed.address), 'RUN_STATE_COMPLETED');
  runMs = Date.now() - begin;
  wanted = await generationOf(undisturbed.address);
  await undisturbed.stop();
  fs.rmSync(whole, { recursive: true });
});

after(() => fs.rmSync(folder, { recursive: true, force: true }));

// One run, killed again and again until it has ended or there were enough kills; how often it was killed while running.
async function killedRun(store, random, most) {
  let killed = 0;
  let server = await startServerOn(store);
  await start(server.address);
  while (killed < most) {
    // Rather early: to start the run and to ask how it is takes a part of the time.
    await pause(random() * random() * Math.min(runMs, 3000));
    const running = (await stateOf(server.address)) === 'RUN_STATE_RUNNING';
    if (!running) break;
    await server.kill();
    ++killed;
    server = await startServerOn(store);
  }
  assert.equal(await untilEnded(server.address), 'RUN_STATE_COMPLETED');
  assert.deepEqual(await generationOf(server.address), wanted, `after ${killed} kills`);
  assert.equal(await server.stop(), 0);
  return killed;
}

test(`runs killed at ${kills} moments make what one makes that was not`, async (t) => {
  t.diagnostic(`seed ${seed}; a run takes ${runMs} ms; cards ${wanted.cards}`);
  const random = randomFrom(seed);
  let killed = 0;
  let runs = 0;
  while (killed < kills && runs < 10 * kills) {
    const store = path.join(folder, `store-${runs++}`);
    fs.cpSync(ready, store, { recursive: true });
    killed += await killedRun(store, random, kills - killed);
    fs.rmSync(store, { recursive: true });
  }
  t.diagnostic(`${killed} kills in ${runs} runs; each time the same digest`);
  assert.equal(killed, kills, 'too few kills came before the end of a run');
});
