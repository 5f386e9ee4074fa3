// The import as a clerk runs it: twice, with bad rows, dry, and in the encodings of Excel.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { mustRun, run, startServer } = require('../node/jifend.js');

const enterprises = '60';

let server;
let data;

const jifen = (...args) => mustRun('jifen', ['--server', server.address, ...args]);
const digest = async () => JSON.parse(await jifen('--json', 'digest'));
const synth = (out, ...flags) => mustRun('jifen-synth', ['--enterprises', enterprises, '--seed', '5', '--out', out, ...flags]);

before(async () => {
  server = await startServer();
  data = path.join(server.folder, 'data');
  await synth(data);
});

after(async () => assert.equal(await server.stop(), 0));

test('a dry run writes nothing', async () => {
  await jifen('import', '--dry-run', data);
  const { enterprises: count, record_versions: versions } = await digest();
  assert.equal(Number(count ?? 0) + Number(versions ?? 0), 0);
});

test('the same folder twice changes nothing', async (t) => {
  const first = JSON.parse(await jifen('--json', 'import', data));
  const before = await digest();
  const second = JSON.parse(await jifen('--json', 'import', data));
  const after = await digest();
  assert.equal(Number(before.enterprises), Number(enterprises));
  assert.equal(after.sha256, before.sha256);
  const counts = ({ created, updated, unchanged, refused }) => ({ created, updated, unchanged, refused });
  assert.deepEqual(counts(second), { created: 0, updated: 0, unchanged: first.created, refused: 0 });
  t.diagnostic(`first: ${JSON.stringify(counts(first))}; second: ${JSON.stringify(counts(second))}; ${after.sha256}`);
});

test('the same data as GB18030, with a BOM, or under English headings change nothing', async () => {
  const before = await digest();
  for (const flags of [['--encoding', 'gb18030'], ['--encoding', 'utf8-bom'], ['--headings', 'en']]) {
    const folder = path.join(server.folder, flags.join('-'));
    await synth(folder, ...flags);
    await jifen('import', folder);
    assert.equal((await digest()).sha256, before.sha256, flags.join(' '));
  }
});

test('bad rows are reported with file, row, column, value and what was expected; good ones are kept', async (t) => {
  const bad = path.join(server.folder, 'bad');
  fs.cpSync(data, bad, { recursive: true });
  const [file] = fs.readdirSync(bad).filter((name) => /^(annual_reports|年度报表)/.test(name));
  const lines = fs.readFileSync(path.join(bad, file), 'utf8').trimEnd().split('\n');
  const cells = lines[1].split(',');
  const at = cells.findIndex((cell) => /^9[0-9A-Z]{17}$/.test(cell));
  const wrong = [...cells];
  wrong[at] = cells[at].slice(0, 17) + (cells[at][17] === '0' ? '1' : '0');
  lines.push(wrong.join(','));
  fs.writeFileSync(path.join(bad, file), `${lines.join('\n')}\n`);
  const before = await digest();
  const dry = path.join(server.folder, 'dry.csv');
  const wet = path.join(server.folder, 'wet.csv');
  const dryRun = await run('jifen', ['--server', server.address, 'import', '--dry-run', '--report', dry, bad]);
  const wetRun = await run('jifen', ['--server', server.address, 'import', '--report', wet, bad]);
  assert.equal(dryRun.status, 1);
  assert.equal(wetRun.status, 1);
  const report = fs.readFileSync(wet, 'utf8');
  assert.equal(fs.readFileSync(dry, 'utf8'), report);
  assert.ok(report.startsWith('\ufeff'), 'Excel needs a BOM');
  assert.match(report, new RegExp(`${file},${lines.length},`));
  assert.ok(report.includes(wrong[at]));
  assert.equal((await digest()).sha256, before.sha256);
  t.diagnostic(report.split('\n').slice(0, 3).join(' | '));
});
