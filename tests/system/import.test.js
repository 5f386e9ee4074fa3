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

// A folder with these files below the server's.
function tables(name, contents) {
  const made = path.join(server.folder, name);
  fs.mkdirSync(made);
  for (const [file, lines] of Object.entries(contents)) fs.writeFileSync(path.join(made, file), lines.join('\n'));
  return made;
}

const heading = '统一社会信用代码,年度,职工总数,科技人员数,销售收入(万元),来源部门';
const code = '914212020000000197';

test('the report says file, row, column, value, reason and what was expected of each bad row, in this form', async () => {
  const made = tables('exact', {
    '企业.csv': ['统一社会信用代码,企业名称,行政区划代码,行业代码,来源部门', `${code},甲,440305,C3971,甲局`],
    '年度报表.csv': [heading, `${code},2025,10,11,1,甲局`, `${code},2024,10,3,无,甲局`, `${code},2023,10,3,-1.5,甲局`, `${code},2O22,10,3,1,甲局`,
      `${code},2021,"=1,5",3,1,甲局`, `${code},2020,10,3,1,甲局`],
  });
  const report = path.join(server.folder, 'exact.csv');
  const { status, stdout } = await run('jifen', ['--server', server.address, '--json', 'import', '--report', report, made]);
  assert.equal(status, 1);
  const { created, refused, files } = JSON.parse(stdout);
  assert.deepEqual([created, refused, files.map((file) => file.refused)], [2, 5, [0, 5]]);
  const lines = [
    '年度报表.csv,2,科技人员数,11,部分大于总数 / a part is larger than its whole (PART_EXCEEDS_WHOLE),"不超过职工总数（10） / at most 职工总数, 10"',
    '年度报表.csv,3,销售收入(万元),无,单元格无法识别 / the cell cannot be read (CELL_INVALID),未知请留空；确实没有才填 0 / an empty cell if it is not known; 0 only if there is none',
    "年度报表.csv,4,销售收入(万元),'-1.5,金额不得为负 / an amount is negative (NEGATIVE_AMOUNT),不小于 0 万元的金额 / an amount of 0 wan yuan or more",
    '年度报表.csv,5,年度,2O22,单元格无法识别 / the cell cannot be read (CELL_INVALID),整数 / a whole number',
    "年度报表.csv,6,职工总数,\"'=1,5\",单元格无法识别 / the cell cannot be read (CELL_INVALID),\"整数，千分位逗号每三位一个 / a whole number, with a comma before every three digits, or none\"",
  ];
  assert.equal(fs.readFileSync(report, 'utf8'), `\ufeff文件,行,列,值,原因,应为\r\n${lines.map((line) => `${line}\r\n`).join('')}`);
});

test('a table that is not read ends the import with 1, and the others are loaded', async () => {
  const made = tables('unread', { '通讯录.csv': ['姓名,电话', '甲,1'], '年度报表.csv': [heading, `${code},2019,10,3,1,甲局`] });
  const report = path.join(server.folder, 'unread.csv');
  const { status, stdout } = await run('jifen', ['--server', server.address, '--json', 'import', '--report', report, made]);
  const { created, refused, warnings, unread, files } = JSON.parse(stdout);
  assert.deepEqual([status, created, refused, warnings, unread], [1, 1, 0, 1, 1]);
  assert.deepEqual(files.map((file) => [file.file, file.unread]), [['年度报表.csv', false], ['通讯录.csv', true]]);
  assert.match(fs.readFileSync(report, 'utf8'), /通讯录\.csv,.*COLUMN_UNKNOWN/);
  const chinese = await run('jifen', ['--server', server.address, '--lang', 'zh', 'import', '--report', report, made]);
  assert.match(chinese.stdout, /通讯录\.csv +未读取/);
  assert.match(chinese.stdout, /有 1 个文件或工作表未读取/);
  const english = await run('jifen', ['--server', server.address, '--lang', 'en', 'import', '--report', report, made]);
  assert.match(english.stdout, /1 file or sheet was not read/);
  assert.match(english.stdout, /note: This file or sheet is not read\. [^]*a name that\s+says\s+what\s+it\s+holds:\s+one\s+of enterprises,/);
  assert.doesNotMatch(english.stdout + chinese.stdout, /heading of a column|列标题/);
  fs.renameSync(path.join(made, '通讯录.csv'), path.join(made, '年度报告表.csv'));
  const like = await run('jifen', ['--server', server.address, '--lang', 'zh', 'import', '--report', report, made]);
  assert.match(like.stdout, /能看出内容的名称，可能是“年度报表”。请改名/);
  fs.rmSync(path.join(made, '年度报表.csv'));
  const none = await run('jifen', ['--server', server.address, '--lang', 'zh', 'import', made]);
  assert.match(none.stderr, /^错误：文件或工作表的名称均看不出内容[^]*表名，如 企业、年度报表[^]*请改名/);
});

test('a clean import takes the report of an earlier one away, and no other file of that name', async () => {
  const made = tables('again', { '年度报表.csv': [heading, `${code},2018,x,3,1,甲局`] });
  const cwd = path.join(server.folder, 'caller');
  fs.mkdirSync(cwd);
  const report = path.join(cwd, 'again-report.csv');
  const load = () => run('jifen', ['--server', server.address, 'import', made], { cwd });
  assert.equal((await load()).status, 1);
  assert.match(fs.readFileSync(report, 'utf8'), /CELL_INVALID/);
  fs.writeFileSync(path.join(made, '年度报表.csv'), [heading, `${code},2018,10,3,1,甲局`].join('\n'));
  assert.equal((await load()).status, 0);
  assert.ok(!fs.existsSync(report));
  fs.writeFileSync(report, 'mine\n');
  assert.equal((await load()).status, 0);
  assert.equal(fs.readFileSync(report, 'utf8'), 'mine\n');
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
