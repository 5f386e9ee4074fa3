// An import needs memory for what is under way, not for what it has read: the peaks of server and client while a large
// CSV file is brought in stay below a limit, whatever the size of the file.
// JIFEN_IMPORT_MIB the size of the file (8); JIFEN_IMPORT_ENTERPRISES (2,000), whose rows come in turns, so that with
// 500 and more each batch is of 500 enterprises; JIFEN_BIN=build/release/bin for figures of what is shipped.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { spawn } = require('node:child_process');
const { after, before, test } = require('node:test');
const { bin, mustRun, startServerOn } = require('../node/jifend.js');

// Of the sanitizers' build: freed memory is to count as free.
process.env.ASAN_OPTIONS ??= 'quarantine_size_mb=1';

const mib = 1 << 20;
const size = Number(process.env.JIFEN_IMPORT_MIB ?? 8) * mib;
const enterprises = Number(process.env.JIFEN_IMPORT_ENTERPRISES ?? 2000);
const peakMiBMax = 300;
const titleCharacters = 180;
const codeDigits = '0123456789ABCDEFGHJKLMNPQRTUWXY';

let folder;

// A unified social credit code with its two check characters (GB 11714-1997, GB 32100-2015).
function creditCode(number) {
  const organisation = String(number).padStart(8, '0');
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const inner = weights.reduce((sum, weight, i) => sum + weight * Number(organisation[i]), 0) % 11;
  const body = `91421200${organisation}${'0X987654321'[inner]}`;
  let sum = 0;
  let weight = 1;
  for (const digit of body) {
    sum += codeDigits.indexOf(digit) * weight;
    weight = (weight * 3) % 31;
  }
  return body + codeDigits[(31 - (sum % 31)) % 31];
}

// Titles that do not compress to nothing, cut from one long text of random characters.
function titleMaker() {
  let state = 20250630;
  const text = Array.from({ length: 1 << 16 }, () => {
    state = (state * 48271) % 2147483647;
    return String.fromCharCode(0x4e00 + (state % 0x5000));
  }).join('');
  return (row) => {
    const begin = (row * 7919) % (text.length - titleCharacters);
    return text.slice(begin, begin + titleCharacters);
  };
}

function* projectRows(first) {
  const title = titleMaker();
  for (let row = first; ; ++row) {
    yield `${creditCode(row % enterprises)},K${row},${title(row)},省级,是,2025-03-01,12.5,咸宁市科学技术局\n`;
  }
}

// Written in pieces, with rows from number `first` on; the number of rows.
function writeProjects(file, size, first = 0) {
  const out = fs.openSync(file, 'w');
  let rows = 0;
  let written = 0;
  let piece = '信用代码,项目编号,项目名称,项目级别,牵头承担,立项日期,资助金额(万元),来源部门\n';
  for (const row of projectRows(first)) {
    piece += row;
    ++rows;
    if (piece.length < mib && written + 3 * piece.length < size) continue;
    written += fs.writeSync(out, piece);
    piece = '';
    if (written >= size) break;
  }
  fs.closeSync(out);
  return rows;
}

function writeEnterprises(file) {
  const lines = ['信用代码,企业名称,区划代码,行业代码,来源部门\n'];
  for (let i = 0; i < enterprises; ++i) lines.push(`${creditCode(i)},企业${i},421202,C3971,咸宁市市场监管局\n`);
  fs.writeFileSync(file, lines.join(''));
}

// The largest resident set that a process ever had, as Linux counts it; the last one read before its end.
function peakMiB(pid) {
  const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.ceil(Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)[1]) / 1024);
}

function runWatched(program, args) {
  return new Promise((resolve, reject) => {
    const process_ = spawn(path.join(bin, program), args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let out = '';
    let peak = 0;
    const look = () => { try { peak = Math.max(peak, peakMiB(process_.pid)); } catch { /* it has just ended */ } };
    const timer = setInterval(look, 20);
    process_.stdout.on('data', (text) => { out += text; });
    process_.on('error', reject);
    process_.on('exit', (status) => {
      clearInterval(timer);
      if (status === 0) resolve({ out, peak });
      else reject(new Error(`${program}: exit status ${status}\n${out}`));
    });
  });
}

// Imports the tables; { rows, seconds, peak } of the client.
async function importTables(server, tables) {
  const begin = Date.now();
  const { out, peak } = await runWatched(
    'jifen', ['--server', server.address, '--json', 'import', tables, '--report', path.join(folder, 'report.csv')]);
  return { rows: JSON.parse(out).created, seconds: (Date.now() - begin) / 1000, peak };
}

function newTables(name) {
  const tables = path.join(folder, name);
  fs.mkdirSync(tables);
  return tables;
}

before(() => { folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jifen-memory-')); });

after(() => fs.rmSync(folder, { recursive: true, force: true }));

test(`importing ${size / mib} MiB of CSV leaves server and client below ${peakMiBMax} MiB`, async (t) => {
  const tables = newTables('one');
  writeEnterprises(path.join(tables, '企业.csv'));
  const rows = writeProjects(path.join(tables, '科技项目.csv'), size);
  const server = await startServerOn(path.join(folder, 'store-one'));
  try {
    const client = await importTables(server, tables);
    const serverPeak = peakMiB(server.pid);
    t.diagnostic(`${client.rows} rows in ${client.seconds} s; peaks: jifend ${serverPeak} MiB, jifen ${client.peak} MiB`);
    assert.equal(client.rows, rows + enterprises);
    assert.ok(client.peak > 0 && client.peak <= peakMiBMax, `jifen had ${client.peak} MiB`);
    assert.ok(serverPeak <= peakMiBMax, `jifend had ${serverPeak} MiB`);
  } finally {
    assert.equal(await server.stop(), 0);
  }
});

test('a store that is given 16 MiB needs no more for the next rows than for the first', async (t) => {
  const growthMiBMax = 36;  // with 400 MiB given it grows by more than 45
  const first = newTables('first');
  writeEnterprises(path.join(first, '企业.csv'));
  const rows = writeProjects(path.join(first, '科技项目.csv'), 8 * mib);
  const next = newTables('next');
  writeProjects(path.join(next, '科技项目.csv'), 40 * mib, rows);
  const server = await startServerOn(path.join(folder, 'store-two'), ['--store-memory', '16']);
  try {
    await importTables(server, first);
    const before = peakMiB(server.pid);
    const { rows: more } = await importTables(server, next);
    const growth = peakMiB(server.pid) - before;
    t.diagnostic(`jifend ${before} MiB after ${rows} rows, ${growth} MiB more after ${more} more`);
    assert.ok(more > 2 * rows);
    assert.ok(growth <= growthMiBMax, `jifend grew by ${growth} MiB`);
  } finally {
    assert.equal(await server.stop(), 0);
  }
});
