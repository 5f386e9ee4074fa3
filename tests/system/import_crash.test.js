// A server that is killed at any moment of an import loses nothing that it acknowledged, and an import that is given
// again goes on where it was: the store ends as if nothing had happened.
// JIFEN_KILLS moments (6), JIFEN_KILL_ENTERPRISES enterprises (300), JIFEN_SEED to repeat a run.
'use strict';

const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { bin, mustRun, startServerOn } = require('../node/jifend.js');

const kills = Number(process.env.JIFEN_KILLS ?? 6);
const enterprises = process.env.JIFEN_KILL_ENTERPRISES ?? '300';
const seed = Number(process.env.JIFEN_SEED ?? Date.now() % 1_000_000_007);

let folder;
let data;
let wanted;
let importMs;

// A generator that a seed repeats (Park and Miller).
function randomFrom(state) {
  let next = (state % 2147483646) + 1;
  return () => {
    next = (next * 48271) % 2147483647;
    return next / 2147483647;
  };
}

const digestOf = async (address) => {
  const { sha256, enterprises: count, record_versions: versions } = JSON.parse(
    await mustRun('jifen', ['--server', address, '--json', 'digest']));
  return { sha256, count, versions };
};

before(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jifen-crash-'));
  data = path.join(folder, 'data');
  await mustRun('jifen-synth', ['--enterprises', enterprises, '--seed', '11', '--out', data]);
  const server = await startServerOn(path.join(folder, 'whole'));
  const begin = Date.now();
  await mustRun('jifen', ['--server', server.address, 'import', data]);
  importMs = Date.now() - begin;
  wanted = await digestOf(server.address);
  await server.stop();
});

after(() => fs.rmSync(folder, { recursive: true, force: true }));

// Kills server and client `delay` ms after the import began, as when the machine dies; gives whether the import was
// still under way.
async function killDuringImport(store, delay) {
  const server = await startServerOn(store);
  const client = spawn(path.join(bin, 'jifen'), ['--server', server.address, 'import', data], { stdio: 'ignore' });
  const ended = new Promise((resolve) => client.on('exit', resolve));
  await new Promise((resolve) => setTimeout(resolve, delay));
  await server.kill();
  client.kill('SIGKILL');
  return (await ended) !== 0;
}

test(`an import killed at ${kills} moments ends like one that was not`, async (t) => {
  t.diagnostic(`seed ${seed}; an import takes ${importMs} ms; ${wanted.versions} record versions; ${wanted.sha256}`);
  const random = randomFrom(seed);
  let interrupted = 0;
  for (let i = 0; i < kills; ++i) {
    const store = path.join(folder, `store-${i}`);
    const delay = Math.floor(random() * importMs);
    if (await killDuringImport(store, delay)) ++interrupted;
    const server = await startServerOn(store);
    const resumed = await mustRun('jifen', ['--server', server.address, '--json', 'import', data]);
    assert.deepEqual(await digestOf(server.address), wanted, `killed after ${delay} ms`);
    t.diagnostic(`killed after ${delay} ms; resumed at row ${JSON.parse(resumed).resumed_from} of ${JSON.parse(resumed).rows_sent}; same digest`);
    assert.equal(await server.stop(), 0);
    fs.rmSync(store, { recursive: true });
  }
  assert.ok(interrupted > 0, 'no kill came before the end of the import');
});
