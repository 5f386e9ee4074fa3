// Both clocks: a correction that comes after a score, for a day before it, changes what is known now and nothing that
// was known then; and the card says which record it was.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { call, connect, disconnect } = require('../node/client.js');
const { mustRun, root, run, startServer } = require('../node/jifend.js');
const { enterprise, enterpriseId, records } = require('../node/worked_case.js');

const scheme = 'sme-tech-2017';
const validAt = { year: 2025, month: 6, day: 30 };

let server;
let client;

const jifen = (...args) => mustRun('jifen', ['--server', server.address, ...args]);

before(async () => {
  server = await startServer();
  client = connect(server.address);
  await jifen('scheme', 'put', path.join(root, 'scoring', 'schemes', scheme));
  await call(client.registry, 'PutEnterprise', { request_id: 'e', enterprise });
  for (const record of records) {
    await call(client.registry, 'PutRecord', { request_id: record.record_id, record });
  }
});

after(async () => {
  disconnect(client);
  assert.equal(await server.stop(), 0);
});

const score = async (requestId, knownAt = 0) => {
  const request = {
    request_id: requestId, enterprise_id: enterpriseId, scheme_id: scheme, year: 2024, valid_at: validAt, known_at: knownAt,
  };
  return (await call(client.score, 'Score', request)).card;
};

test('a back-dated correction leaves the card known before as it was, and its difference names the record', async (t) => {
  const before = await score('before');
  const seenAt = before.known_at;
  const report = records.find((record) => record.record_id === '2024');
  const corrected = { ...report, annual_report: { ...report.annual_report, sci_tech_staff: 31 } };
  const { version } = await call(client.registry, 'CorrectRecord', {
    request_id: 'correct', record: corrected, reason: 'nine part-time staff of 183 days were left out',
  });

  const asKnownBefore = await score('as-before', seenAt);
  assert.deepEqual(asKnownBefore, before);
  const now = await score('now');
  assert.notEqual(now.card_id, before.card_id);
  assert.equal(before.total, '70');
  assert.equal(now.total, '78');
  const [staffBefore] = before.categories[0].indicators;
  const [staffNow] = now.categories[0].indicators;
  assert.deepEqual([staffBefore.value, staffBefore.points], ['0.22', '12']);
  assert.deepEqual([staffNow.value, staffNow.points], ['0.31', '20']);
  const evidence = ({ evidence: [{ record_id, revision }] }) => ({ record_id, revision });
  assert.deepEqual(evidence(staffNow), { record_id: '2024', revision: version.revision });
  assert.equal(evidence(staffBefore).record_id, '2024');
  assert.notEqual(evidence(staffBefore).revision, version.revision);
  t.diagnostic(`before: ${before.card_id} ${before.total}; now: ${now.card_id} ${now.total}`);
});

test('the bytes of the card known before are those that were stored then', async () => {
  const id = `${enterpriseId}/${scheme}@1/2024/2025-06-30/`;
  const { cards } = await call(client.score, 'ListScores', { enterprise_id: enterpriseId, scheme_id: scheme });
  const old = cards.find((card) => card.total === '70');
  assert.ok(old.card_id.startsWith(id));
  const first = await jifen('--json', 'explain', old.card_id);
  await jifen('score', enterpriseId, '--scheme', scheme, '--year', '2024', '--valid-at', '2025-06-30', '--known-at', old.known_at);
  assert.equal(await jifen('--json', 'explain', old.card_id), first);
  assert.equal((await call(client.score, 'ListScores', { enterprise_id: enterpriseId, scheme_id: scheme })).cards.length, cards.length);
});

test('a withdrawal takes a record out of the dossier known now and of no other', async () => {
  const dossier = async (knownAt) => (await call(client.registry, 'GetDossier', {
    enterprise_id: enterpriseId, valid_at: validAt, known_at: knownAt,
  })).dossier;
  const before = await dossier(0);
  await call(client.registry, 'WithdrawRecord', {
    request_id: 'withdraw', enterprise_id: enterpriseId, kind: 'RECORD_KIND_INTELLECTUAL_PROPERTY',
    record_id: '2022SR0500003', reason: 'registered to another enterprise',
  });
  assert.deepEqual(await dossier(before.known_at), before);
  const after = await dossier(0);
  assert.equal(after.records.length, before.records.length - 1);
  assert.equal((await score('after-withdrawal')).total, '72');
});

test('importing the folder again undoes neither a correction nor a withdrawal', async () => {
  const data = path.join(server.folder, 'data');
  await mustRun('jifen-synth', ['--enterprises', '5', '--seed', '3', '--out', data]);
  await jifen('import', data);
  const kind = 'RECORD_KIND_ANNUAL_REPORT';
  const { enterprises } = await call(client.registry, 'ListEnterprises', {});
  const reports = await Promise.all(enterprises.filter(({ enterprise_id: id }) => id !== enterpriseId)
    .map(({ enterprise_id: id }) => call(client.registry, 'ListRecords', { enterprise_id: id, kind })));
  const [{ record: first }, { record: second }] = reports.find(({ versions }) => versions.length >= 2).versions;
  const ask = { enterprise_id: first.enterprise_id, kind, record_id: first.record_id };
  const corrected = { ...first, annual_report: { ...first.annual_report, staff: first.annual_report.staff + 7 } };
  await call(client.registry, 'CorrectRecord', { request_id: 'more-staff', record: corrected, reason: 'seven were left out' });
  await call(client.registry, 'WithdrawRecord', {
    request_id: 'withdraw-report', ...ask, record_id: second.record_id, reason: 'another enterprise',
  });
  const before = await jifen('--json', 'digest');
  const again = JSON.parse(await jifen('--json', 'import', data));
  assert.deepEqual([again.created, again.updated, again.refused], [0, 0, 0]);
  assert.equal(JSON.parse(await jifen('--json', 'digest')).sha256, JSON.parse(before).sha256);
  assert.equal((await call(client.registry, 'GetRecord', ask)).version.record.annual_report.staff, corrected.annual_report.staff);
});

test('a report is found by its year where one record begins so, else the ids that fit are told', async () => {
  const tables = path.join(server.folder, 'reports');
  fs.mkdirSync(tables);
  const write = (name, rows) => fs.writeFileSync(path.join(tables, name),
    ['统一社会信用代码,年度,职工总数,来源部门,研发费用口径', ...rows.map((row) => `${enterpriseId},${row}`)].join('\n'));
  write('年度报表-a.csv', ['2019,10,甲局,会计', '2018,9,甲局,会计', '2018,8,乙局,会计']);
  await jifen('import', tables);
  const show = (...args) => run('jifen', ['--server', server.address, '--lang', 'zh', 'record', ...args]);
  const one = await show('show', enterpriseId, 'annual_report', '2019');
  assert.equal(one.status, 0, one.stderr);
  assert.match(one.stdout, /2019@甲局@accounting/);
  assert.match((await show('show', enterpriseId, 'annual_report', '2018@乙局')).stdout, /职工总数 8/);
  const two = await show('show', enterpriseId, 'annual_report', '2018');
  assert.equal(two.status, 1);
  assert.match(two.stderr, /^错误：有多条记录符合该名称。/);
  assert.match(two.stderr, /应为 +其中之一：2018@乙局@accounting, 2018@甲局@accounting\n/);
  assert.match((await show('history', enterpriseId, 'annual_report', '2018')).stdout, /共 2 个记录版本/);
  const file = path.join(server.folder, 'report.textproto');
  fs.writeFileSync(file, (await show('show', enterpriseId, 'annual_report', '2019', '--as-file')).stdout.replace('staff: 10', 'staff: 11'));
  const corrected = await show('put', file, '--reason', '人数笔误');
  assert.match(corrected.stdout, /已更新[^]*2019@甲局@accounting[^]*职工总数 11[^]*人数笔误/, corrected.stderr);
  assert.equal((await show('withdraw', enterpriseId, 'annual_report', '2018', '--reason', 'x')).status, 1);
  assert.equal((await show('withdraw', enterpriseId, 'annual_report', '2018@乙局', '--reason', 'x')).status, 0);
  assert.match((await show('show', enterpriseId, 'annual_report', '2018')).stdout, /2018@甲局@accounting/);
});

test('a revision from before the enterprise was registered says since when it is known', async () => {
  const data = path.join(server.folder, 'later');
  await mustRun('jifen-synth', ['--enterprises', '3', '--seed', '9', '--out', data]);
  const then = JSON.parse(await jifen('--json', 'digest')).revision;
  await jifen('import', data);
  const [id] = fs.readFileSync(path.join(data, '企业.csv'), 'utf8').split('\n')[1].split(',');
  const ask = (...args) => run('jifen', ['--server', server.address, ...args, '--known-at', then]);
  const { status, stderr } = await ask('--lang', 'en', 'dossier', id);
  assert.equal(status, 1);
  const [, first] = new RegExp(`^error: Nothing was known of this enterprise at data revision ${then}; it has been registered\\s+since\\s+revision (\\d+)\\.`).exec(stderr);
  assert.equal((await run('jifen', ['--server', server.address, 'dossier', id, '--known-at', first])).status, 0);
  assert.equal((await run('jifen', ['--server', server.address, 'dossier', id, '--known-at', String(first - 1)])).status, 1);
  for (const words of [['enterprise', 'show', id], ['score', id, '--scheme', scheme], ['record', 'show', id, 'profile', 'profile']]) {
    assert.match((await ask('--lang', 'zh', ...words)).stderr, new RegExp(`尚未登记该企业；该企业自版本 ${first} 起登记`), words.join(' '));
  }
  const nowhere = await ask('--lang', 'en', 'dossier', '91421222MACYGEE041');
  assert.match(nowhere.stderr, /^error: No enterprise is registered under this code\./);
});

test('scoring nobody under a scheme that is not there says so', async () => {
  const { status, stderr } = await run('jifen', ['--server', server.address, 'score', '--all', '--scheme', 'nope', '--area', '999999']);
  assert.equal(status, 1);
  assert.match(stderr, /REASON_SCHEME_UNKNOWN/);
  const none = JSON.parse(await jifen('--json', 'score', '--all', '--scheme', scheme, '--area', '999999'));
  assert.deepEqual([none.scheme, none.cards, none.totals], [`${scheme}@1`, 0, []]);
});
