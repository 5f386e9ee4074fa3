// What if: `jifen simulate` in the words that people use, against a server that holds the worked case.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { call, connect, disconnect } = require('../node/client.js');
const { mustRun, root, run, startServer } = require('../node/jifend.js');
const { enterprise, enterpriseId, records } = require('../node/worked_case.js');

const scheme = 'sme-tech-2017';
const folder = path.join(root, 'scoring', 'schemes', scheme);

let server;
let client;

const jifen = (...args) => mustRun('jifen', ['--server', server.address, ...args]);
const simulate = async (...args) =>
  JSON.parse(await jifen('--json', 'simulate', enterpriseId, '--year', '2024', '--valid-at', '2025-06-30', ...args));

before(async () => {
  server = await startServer();
  client = connect(server.address);
  await jifen('scheme', 'put', folder);
  await call(client.registry, 'PutEnterprise', { request_id: 'e', enterprise });
  for (const record of records) {
    await call(client.registry, 'PutRecord', { request_id: record.record_id, record });
  }
});

after(async () => {
  disconnect(client);
  assert.equal(await server.stop(), 0);
});

test('amounts, drops and clears change the total as said, and nothing is stored', async () => {
  const digest = await jifen('--json', 'digest');
  const more = await simulate('--scheme', scheme, '--set', 'annual_report[2024].rd_expense=300万元');
  assert.deepEqual([more.before.total, more.after.total], ['70', '80']);
  const dropped = await simulate('--scheme', scheme, '--drop', 'intellectual_property:2022SR0500001');
  assert.equal(dropped.after.total, '64');
  const cleared = await simulate('--scheme', scheme, '--clear', 'annual_report[2024].sci_tech_staff');
  assert.equal(cleared.after.total, undefined);
  const amount = await simulate('--scheme', scheme, '--clear', 'annual_report[2024].rd_expense');
  assert.notEqual(amount.after.total, '70');
  assert.equal(await jifen('--json', 'digest'), digest);
});

test('a hypothetical record is read from a file', async () => {
  const file = path.join(server.folder, 'right.textproto');
  fs.writeFileSync(file, `record_id: "ZL201710601862.3" valid_from { year: 2024 month: 1 day: 2 }
    intellectual_property { kind: INTELLECTUAL_PROPERTY_KIND_INVENTION number: "201710601862.3" core: true
      filed { year: 2017 month: 7 day: 1 } granted { year: 2024 month: 1 day: 2 } }`);
  const simulated = await simulate('--scheme', scheme, '--with', file);
  assert.deepEqual([simulated.before.total, simulated.after.total], ['70', '82']);
});

test('a draft is scored beside the stored version, without being stored', async () => {
  const draft = path.join(server.folder, 'draft');
  fs.mkdirSync(draft);
  for (const name of fs.readdirSync(folder)) {
    const text = fs.readFileSync(path.join(folder, name), 'utf8');
    fs.writeFileSync(path.join(draft, name), text.replace(/^version: 1$/m, 'version: 2').replace(/pass: "60"/, 'pass: "75"'));
  }
  const simulated = await simulate('--draft', draft);
  assert.deepEqual([simulated.before.scheme_version, simulated.after.scheme_version], [1, 2]);
  assert.deepEqual([simulated.before.outcome, simulated.after.outcome], ['OUTCOME_PASSED', 'OUTCOME_FAILED']);
  assert.equal((await run('jifen', ['--server', server.address, 'scheme', 'show', `${scheme}@2`])).status, 1);
  const page = await jifen('simulate', enterpriseId, '--year', '2024', '--valid-at', '2025-06-30', '--draft', draft, '--lang', 'zh');
  assert.match(page, /通过 → 未通过/);
  assert.doesNotMatch(page, /均无变化/);
});

test('people read what changes, why, and the cheapest next step', async () => {
  const words = ['simulate', enterpriseId, '--scheme', scheme, '--year', '2024', '--valid-at', '2025-06-30',
    '--set', 'annual_report[2024].sci_tech_staff=30'];
  const chinese = await jifen(...words, '--lang', 'zh');
  assert.match(chinese, /70 → 78 \/ 100/);
  assert.match(chinese, /科技人员占职工总数的比例  22 % → 30 %/);
  assert.match(chinese, /1\. 研发投入/);
  const english = await jifen(...words, '--lang', 'en');
  assert.match(english, /nothing was stored/);
  assert.match(english, /\(\+8\)/);
});

test('what cannot be is refused with the words that were written', async () => {
  const { status, stderr } = await run('jifen', ['--server', server.address, '--json', 'simulate', enterpriseId,
    '--scheme', scheme, '--set', 'annual_report[2024].rd_expense=300']);
  assert.equal(status, 1);
  assert.match(stderr, /CELL_INVALID/);
  assert.match(stderr, /--set annual_report\[2024\]\.rd_expense=300/);
});
