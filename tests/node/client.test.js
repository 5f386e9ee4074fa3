// A bank's client in another language: everything it needs over gRPC, from the repository's own protos.
'use strict';

const assert = require('node:assert/strict');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { ask, call, connect, detailsOf, disconnect, status } = require('./client.js');
const { mustRun, root, startServer } = require('./jifend.js');
const { enterprise, enterpriseId, records } = require('./worked_case.js');

const synthetic = 40; // enterprises made up and imported besides the worked case
const scheme = 'sme-tech-2017';
const validAt = { year: 2025, month: 6, day: 30 };

let server;
let client;

before(async () => {
  server = await startServer();
  client = connect(server.address);
  const data = path.join(server.folder, 'data');
  await mustRun('jifen-synth', ['--enterprises', String(synthetic), '--seed', '7', '--out', data]);
  const schemes = [scheme, 'innovative-sme-2022'].map((id) => path.join(root, 'scoring', 'schemes', id));
  await mustRun('jifen', ['--server', server.address, 'scheme', 'put', ...schemes]);
  await mustRun('jifen', ['--server', server.address, 'import', data]);
});

after(async () => {
  disconnect(client);
  assert.equal(await server.stop(), 0, 'the exit status of jifend');
});

// Why a call failed; a call that does not fail is a failure.
async function failure(stub, method, request) {
  const error = await call(stub, method, request).then(
    (response) => assert.fail(`${method} gave ${JSON.stringify(response)}`), (reason) => reason);
  return { error, ...detailsOf(error) };
}

async function putWorkedCase() {
  await call(client.registry, 'PutEnterprise', { request_id: 'worked-enterprise', enterprise });
  for (const record of records) {
    await call(client.registry, 'PutRecord', { request_id: `worked-${record.record_id}`, record });
  }
}

test('the worked case scores 12 + 40 + 18 = 70 and passes', async () => {
  await putWorkedCase();
  const request = { request_id: 'worked-score', enterprise_id: enterpriseId, scheme_id: scheme, year: 2024, valid_at: validAt };
  const { card, existed } = await call(client.score, 'Score', request);
  assert.equal(existed, false);
  assert.equal(card.total, '70');
  assert.equal(card.total_maximum, '100');
  assert.equal(card.pass_mark, '60');
  assert.equal(card.outcome, 'OUTCOME_PASSED');
  assert.equal(card.enterprise_name, enterprise.name);
  assert.equal(card.scheme_figures, 'FIGURES_STATUS_OFFICIAL');
  const indicators = card.categories.flatMap((category) => category.indicators);
  assert.deepEqual(indicators.map(({ points }) => points), ['12', '40', '18']);
  assert.deepEqual(indicators.map(({ maximum }) => maximum), ['20', '50', '30']);
  assert.equal(indicators[0].value, '0.22');
  assert.equal(indicators[0].next.bound, '0.25');
  assert.equal(indicators[0].next.gain, '4');
  assert.ok(indicators[0].reason.zh.length > 0 && indicators[0].reason.en.length > 0);
});

test('the card names the records that each indicator rests on', async () => {
  const { card } = await call(client.score, 'GetScore', { newest: { enterprise_id: enterpriseId, scheme_id: scheme } });
  const [staff, , rights] = card.categories.flatMap((category) => category.indicators);
  assert.deepEqual(staff.evidence.map(({ kind, record_id }) => [kind, record_id]), [['RECORD_KIND_ANNUAL_REPORT', '2024']]);
  assert.equal(staff.evidence[0].source_reference, 'annual_reports.csv:2');
  assert.deepEqual(rights.evidence.map(({ record_id }) => record_id), ['2022SR0500001', '2022SR0500002', '2022SR0500003']);
});

test('the same question gives the same card, by id too', async () => {
  const request = { request_id: 'worked-again', enterprise_id: enterpriseId, scheme_id: scheme, year: 2024, valid_at: validAt };
  const again = await call(client.score, 'Score', request);
  assert.equal(again.existed, true);
  const byId = await call(client.score, 'GetScore', { card_id: again.card.card_id });
  assert.deepEqual(byId.card, again.card);
});

test('a simulation says what more science staff would bring, and stores nothing', async () => {
  const before = await call(client.registry, 'GetDigest', {});
  const request = {
    enterprise_id: enterpriseId, scheme_id: scheme, year: 2024, valid_at: validAt,
    records: [{ record_id: '2024', annual_report: { sci_tech_staff: 30 } }],
  };
  const simulated = await call(client.score, 'Simulate', request);
  assert.equal(simulated.before.total, '70');
  assert.equal(simulated.after.total, '78');
  assert.equal(simulated.after.simulated, true);
  assert.equal(simulated.after.card_id, '');
  assert.deepEqual(simulated.changes.map(({ category_id, indicator_id, difference }) => [category_id, indicator_id, difference]),
    [['staff', '', '8'], ['staff', 'staff_share', '8']]);
  assert.deepEqual(await call(client.registry, 'GetDigest', {}), before);
  const stored = await call(client.score, 'GetScore', { newest: { enterprise_id: enterpriseId, scheme_id: scheme } });
  assert.equal(stored.card.total, '70');
  const { detail } = await failure(client.score, 'Simulate', { ...request, clears: ['annual_report[2024].colour'] });
  assert.equal(detail.reason, 'REASON_TEXT_INVALID');
  assert.equal(detail.path, 'clears[0]');
});

test('many scores in one call come in the order asked, each with its card or its reason', async () => {
  const { enterprises } = await call(client.registry, 'ListEnterprises', { page_size: 2 });
  const unscored = enterprises.find(({ enterprise_id }) => enterprise_id !== enterpriseId);
  const ids = [unscored.enterprise_id, enterpriseId];
  const { scores } = await call(client.score, 'BatchGetScores', { enterprise_ids: ids, scheme_id: scheme });
  assert.deepEqual(scores.map(({ enterprise_id }) => enterprise_id), ids);
  assert.equal(scores[0].result, 'error');
  assert.equal(scores[0].error.reason, 'REASON_SCORE_CARD_UNKNOWN');
  assert.equal(scores[1].result, 'card');
  assert.equal(scores[1].card.total, '70');
});

test('a list of enterprises comes in pages, each enterprise once', async () => {
  const ids = [];
  let pageToken = '';
  do {
    const page = await call(client.registry, 'ListEnterprises', { page_size: 7, page_token: pageToken });
    assert.ok(page.enterprises.length >= 1 && page.enterprises.length <= 7);
    ids.push(...page.enterprises.map(({ enterprise_id }) => enterprise_id));
    pageToken = page.next_page_token;
  } while (pageToken !== '');
  assert.equal(ids.length, synthetic + 1);
  assert.deepEqual(ids, [...new Set(ids)].sort());
  assert.ok(ids.includes(enterpriseId));
});

test('schemes are listed with their hash', async () => {
  const { schemes } = await call(client.scheme, 'ListSchemes', {});
  assert.deepEqual(schemes.map(({ scheme_id, version }) => [scheme_id, version]), [['innovative-sme-2022', 1], [scheme, 1]]);
  for (const { sha256 } of schemes) assert.match(sha256, /^[0-9a-f]{64}$/);
});

test('an unknown scheme is NOT_FOUND with its reason', async () => {
  const request = { request_id: 'no-scheme', enterprise_id: enterpriseId, scheme_id: 'no-such-scheme' };
  const { error, code, type, detail } = await failure(client.score, 'Score', request);
  assert.equal(error.code, status.NOT_FOUND);
  assert.equal(code, status.NOT_FOUND);
  assert.equal(type, 'type.googleapis.com/jifen.v1.ErrorDetail');
  assert.equal(detail.reason, 'REASON_SCHEME_UNKNOWN');
});

test('bad input says the path, what was got and what was wanted', async () => {
  const report = records.find(({ annual_report: body }) => body !== undefined);
  const record = { ...report, annual_report: { ...report.annual_report, sci_tech_staff: 101 } };
  const { error, detail } = await failure(client.registry, 'PutRecord', { request_id: 'bad-staff', record });
  assert.equal(error.code, status.INVALID_ARGUMENT);
  assert.equal(detail.reason, 'REASON_PART_EXCEEDS_WHOLE');
  assert.equal(detail.path, 'record.annual_report.sci_tech_staff');
  assert.equal(detail.got, '101');
  assert.match(detail.want, /100/);
});

test('a wrong check digit is refused and nothing is written', async () => {
  const before = await call(client.registry, 'GetDigest', {});
  const wrong = { ...enterprise, enterprise_id: '91330100799655058A' };
  const { detail } = await failure(client.registry, 'PutEnterprise', { request_id: 'bad-code', enterprise: wrong });
  assert.equal(detail.reason, 'REASON_CREDIT_CODE_INVALID');
  assert.equal(detail.path, 'enterprise.enterprise_id');
  assert.equal(detail.got, '91330100799655058A');
  assert.deepEqual(await call(client.registry, 'GetDigest', {}), before);
});

test('a message of 2 MiB is refused', async () => {
  const large = { ...enterprise, name: '大'.repeat(700_000) };
  const error = await call(client.registry, 'PutEnterprise', { request_id: 'large', enterprise: large }).then(
    () => assert.fail('it was taken'), (reason) => reason);
  assert.ok([status.INVALID_ARGUMENT, status.RESOURCE_EXHAUSTED].includes(error.code), error.message);
});

test('a request id used again with another body is refused', async () => {
  const other = { ...enterprise, name: '另名' };
  const { detail } = await failure(client.registry, 'PutEnterprise', { request_id: 'worked-enterprise', enterprise: other });
  assert.equal(detail.reason, 'REASON_REQUEST_ID_REUSED');
});

const services = ['Comparison', 'Generation', 'Registry', 'Rescoring', 'Scheme', 'Score'].map((name) => `jifen.v1.${name}Service`);

test('health says that it serves, in all and by service', async () => {
  for (const service of ['', ...services]) {
    const { status: serving } = await call(client.health, 'Check', { service });
    assert.equal(serving, 'SERVING', service);
  }
});

test('reflection lists and describes the services', async () => {
  const { list_services_response: list } = await ask(client.reflection, 'ServerReflectionInfo', { list_services: '' });
  const names = list.service.map(({ name }) => name).sort();
  assert.deepEqual(names, [
    'grpc.health.v1.Health', 'grpc.reflection.v1alpha.ServerReflection', ...services,
  ]);
  for (const symbol of ['jifen.v1.ScoreService', 'grpc.health.v1.Health']) {
    const answer = await ask(client.reflection, 'ServerReflectionInfo', { file_containing_symbol: symbol });
    assert.equal(answer.message_response, 'file_descriptor_response', symbol);
    assert.ok(answer.file_descriptor_response.file_descriptor_proto.length >= 1);
  }
});
