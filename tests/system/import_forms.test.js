// The import of zip files and workbooks, each fault that jifen-synth plants, mappings and templates.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { mustRun, run, startServer } = require('../node/jifend.js');

let server;

const jifen = (...args) => mustRun('jifen', ['--server', server.address, ...args]);
const digest = async () => JSON.parse(await jifen('--json', 'digest'));
const synth = (out, ...flags) => mustRun('jifen-synth', ['--enterprises', '60', '--seed', '5', '--out', out, ...flags]);
const folder = (name) => path.join(server.folder, name);

before(async () => { server = await startServer(); });
after(async () => assert.equal(await server.stop(), 0));

test('the same data as a folder, a zip file and a workbook are the same records', async (t) => {
  for (const format of ['csv', 'zip', 'xlsx']) await synth(folder(format), '--format', format);
  const first = JSON.parse(await jifen('--json', 'import', folder('csv')));
  const before = await digest();
  assert.ok(first.created > 600);
  for (const file of ['zip/企业数据.zip', 'xlsx/企业数据.xlsx', 'xlsx']) {
    const again = JSON.parse(await jifen('--json', 'import', folder(file)));
    assert.deepEqual([again.created, again.updated, again.refused], [0, 0, 0], file);
    assert.equal(again.unchanged, first.created, file);
    assert.equal((await digest()).sha256, before.sha256, file);
  }
  t.diagnostic(`${first.created} rows, ${before.sha256}`);
});

const places = (text, toPlace) => text.replace('\ufeff', '').trim().split(/\r?\n/).slice(1).map(toPlace).sort();

for (const format of ['csv', 'zip', 'xlsx']) {
  test(`each fault that was planted as ${format} is found, at its place and with its reason, and nothing else`, async (t) => {
    const planted = folder(`planted-${format}`);
    await synth(planted, '--faults', '--format', format);
    const report = folder(`planted-${format}.csv`);
    const { status } = await run('jifen', ['--server', server.address, 'import', '--report', report, planted]);
    assert.equal(status, 1);
    const listed = places(fs.readFileSync(path.join(planted, 'expected', 'faults.csv'), 'utf8'), (line) => line);
    const found = places(fs.readFileSync(report, 'utf8'), (line) => {
      const [file, row, column] = line.split(',');
      return [file, row, column, /\(([A-Z_]+)\)/.exec(line)[1]].join(',');
    });
    assert.deepEqual(found, listed);
    for (const line of fs.readFileSync(report, 'utf8').trim().split(/\r?\n/).slice(1)) {
      const expected = /,("(?:[^"]|"")*"|[^,"]*)$/.exec(line)[1];
      assert.match(expected, /\p{Script=Han}.* \/ .*[a-z]/u, line); // what was expected, in Chinese and in English
    }
    const reasons = new Set(listed.map((line) => line.split(',').pop()));
    t.diagnostic(`${listed.length} planted, ${found.length} found, ${reasons.size} reasons`);
  });
}

test('a terminal shows one language of what was expected', async () => {
  const expected = async (language) => {
    const { stdout } = await run('jifen', ['--lang', language, 'import', 'preview', folder('planted-csv')]);
    return [...stdout.matchAll(/(?:应为：|expected: )(.*(?:\n {4}\S.*)*)/g)].map((match) => match[1]);
  };
  const chinese = await expected('zh');
  assert.ok(chinese.length > 10);
  assert.ok(chinese.includes('日历上有的日期：2023 年 2 月为 1 至 28 日'));
  for (const text of chinese) assert.doesNotMatch(text, / \/ |\b(not|with|a|or)\b/);
  const english = await expected('en');
  assert.equal(english.length, chinese.length);
  assert.ok(english.includes('a day that exists: 2023-02 has 28 days'));
  for (const text of english) assert.doesNotMatch(text, / \/ |[应请须]/);
});

test('every reason that a report of tables can have is planted in some form', () => {
  const words = fs.readFileSync(path.join(__dirname, '../../tools/table_import/row_fault.cc'), 'utf8');
  const known = [...words.matchAll(/\{v1::REASON_([A-Z_]+),/g)].map((match) => match[1]);
  const planted = new Set(['csv', 'zip', 'xlsx'].flatMap((format) =>
    places(fs.readFileSync(folder(`planted-${format}/expected/faults.csv`), 'utf8'), (line) => line.split(',').pop())));
  // An import corrects nothing, and is alone here.
  const never = ['RECORD_UNKNOWN', 'CONCURRENT_CHANGE'];
  assert.deepEqual([...known].filter((reason) => !planted.has(reason)).sort(), never.sort());
});

test('a table under unknown headings is previewed, mapped and loaded', async () => {
  const tables = folder('odd');
  fs.mkdirSync(tables);
  const lines = fs.readFileSync(folder('csv/年度报表.csv'), 'utf8').split('\r\n').slice(0, 3);
  fs.writeFileSync(path.join(tables, '税务导出.csv'), lines.join('\r\n').replace('研发费用(万元)', '研发费').replace('净利润', '净利'));
  const mapping = folder('mapping.json');
  const look = async (...args) => JSON.parse((await run('jifen', ['--json', '--lang', 'zh', 'import', 'preview', tables, ...args])).stdout);
  const unnamed = await run('jifen', ['--json', 'import', 'preview', tables]);
  assert.equal(unnamed.status, 1); // no table has this name: the mapping gives it a kind
  fs.renameSync(path.join(tables, '税务导出.csv'), path.join(tables, '年度报表-税务导出.csv'));
  const [first] = (await look('--write-mapping', mapping)).tables;
  assert.deepEqual(first.columns.filter((column) => !column.known).map((column) => column.heading), ['净利(万元)', '研发费']);
  assert.equal(first.readable, false);
  const page = (await run('jifen', ['--lang', 'zh', 'import', 'preview', tables])).stdout;
  assert.match(page, /识别为/);
  assert.match(page, /研发费 +无法识别，可能是 研发费用/);
  assert.match(page, /无法导入/);
  const refused = await run('jifen', ['import', 'preview', tables, '--mapping', mapping]);
  assert.match(refused.stderr, /mapping\.json: tables\[0\]\.columns\[\d+\]\.field/);
  const draft = JSON.parse(fs.readFileSync(mapping, 'utf8'));
  for (const column of draft.tables[0].columns) {
    if (column.heading === '研发费') Object.assign(column, { field: '研发费用', unit: '万元' });
    if (column.heading === '净利(万元)') Object.assign(column, { field: '净利润', unit: '万元' });
  }
  fs.writeFileSync(mapping, JSON.stringify(draft));
  const [second] = (await look('--mapping', mapping)).tables;
  assert.equal(second.readable, true);
  assert.equal(second.rows, 2);
  const before = await digest();
  const loaded = JSON.parse(await jifen('--json', 'import', tables, '--mapping', mapping));
  assert.equal(loaded.unchanged, 2);
  assert.equal((await digest()).sha256, before.sha256);
});

test('an unknown column refuses its file, unless it is to be ignored', async () => {
  const tables = folder('remark');
  fs.mkdirSync(tables);
  const lines = fs.readFileSync(folder('csv/年度报表.csv'), 'utf8').trimEnd().split('\r\n').slice(0, 3);
  const rows = lines.map((line, index) => `${line},${index === 0 ? '备注' : 'x'}`);
  fs.writeFileSync(path.join(tables, '年度报表.csv'), rows.join('\r\n'));
  const report = folder('remark.csv');
  const strict = await run('jifen', ['--server', server.address, 'import', tables, '--report', report]);
  assert.equal(strict.status, 1);
  assert.match(fs.readFileSync(report, 'utf8'), /年度报表\.csv,1,备注,.*COLUMN_UNKNOWN/);
  const lax = JSON.parse(await jifen('--json', 'import', tables, '--ignore-unknown-columns', '--report', report));
  assert.deepEqual([lax.unchanged, lax.warnings], [2, 1]);
  assert.match(fs.readFileSync(report, 'utf8'), /年度报表\.csv,1,备注/);
});

test('a template is written once, and is read without a fault', async () => {
  const out = folder('templates');
  await mustRun('jifen', ['--lang', 'zh', 'import', 'template', out]);
  const again = await run('jifen', ['--lang', 'zh', 'import', 'template', out]);
  assert.equal(again.status, 1);
  await mustRun('jifen', ['--lang', 'zh', 'import', 'template', out, '--overwrite']);
  const preview = JSON.parse(await mustRun('jifen', ['--json', 'import', 'preview', path.join(out, '模板.xlsx')]));
  assert.ok(preview.tables.length >= 17);
  for (const table of preview.tables) assert.deepEqual([table.readable, table.rows, table.faults], [true, 0, []], table.file);
  const load = (...args) => run('jifen', ['--server', server.address, ...args, 'import', path.join(out, '模板.xlsx')]);
  const chinese = await load('--lang', 'zh');
  assert.equal(chinese.status, 0);
  assert.match(chinese.stdout.replace(/\s/g, ''), /^未找到任何数据行：17个文件或工作表的表头下方均未填写（模板.xlsx\/企业、模板.xlsx\/年度报表、模板.xlsx\/[^、]+…）。请填写后再导入。新增0/);
  assert.match((await load('--lang', 'en')).stdout, /^No row was found: below the headings nothing is filled in, in 17 files or sheets/);
  assert.equal(JSON.parse((await load('--json')).stdout).looked_at.length, 17);
  // What was not read may hold rows: only of what was read can it be said that it holds none.
  const notes = path.join(out, '填表说明.csv');
  fs.writeFileSync(notes, '请于月底前报送\n');
  const loadAll = () => run('jifen', ['--server', server.address, '--lang', 'zh', 'import', '--report', path.join(out, 'faults.csv'), out]);
  const noted = await loadAll();
  assert.deepEqual([noted.status, /未找到任何数据行/.test(noted.stdout), /此表为说明，无需导入。/.test(noted.stdout)], [0, true, true]);
  assert.doesNotMatch(noted.stdout, /应为/);
  fs.renameSync(notes, path.join(out, '通讯录.csv'));
  const unread = await loadAll();
  assert.deepEqual([unread.status, /未找到任何数据行/.test(unread.stdout), /有1个文件或工作表未读取/.test(unread.stdout.replace(/\s/g, ''))], [1, false, true]);
});
