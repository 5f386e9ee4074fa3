// What the documentation shows is run: in README.md and docs/, blocks that begin with ```console.
//
// A line "$ command" is run by bash in a folder of its own, one for each document, with a server of its own behind
// `jifen`; the lines after it are what must be printed (standard output and error together). A line "..." stands for
// any number of lines. Ports, temporary folders (FOLDER), durations and rates may differ. A command that must fail says so:
// "$ command; echo $?".
'use strict';

const assert = require('node:assert/strict');
const { execFile } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const { bin, root, startServer } = require('../node/jifend.js');
const { files, read } = require('./repository.js');

// What the commands find around them, so that they print the same everywhere.
const screen = { COLUMNS: '100', LC_ALL: 'C.UTF-8', NO_COLOR: '1', JIFEN_DEMO_PRESET: 'dev' };
const minutes10 = 600_000;
const documents = ['README.md', ...files('docs').filter((file) => file.endsWith('.md'))];

// [{ line, command, want }] of the console blocks of a text, in order.
function stepsOf(text) {
  const steps = [];
  let inside = false;
  text.split('\n').forEach((content, index) => {
    if (content.startsWith('```')) inside = content === '```console';
    else if (!inside) return;
    else if (content.startsWith('$ ')) steps.push({ line: index + 1, command: content.slice(2), want: [] });
    else if (steps.length > 0) steps.at(-1).want.push(content);
  });
  return steps;
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

// A text without what differs from run to run. The tests run the demo with the programs of the preset dev.
function settled(text) {
  return text
    .replaceAll('build/dev/', 'build/release/')
    .replace(/^(importing|scoring): .*\n/gm, '') // how far it is, now and then
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replace(/\/\S*\/jifen-demo\.\w+/g, 'FOLDER')
    .replace(/[\d,]+(\.\d+)? (ms|s|min)\b/g, 'TIME')
    .replace(/[\d,]+(\.\d+)?( \w+)?\/s\b/g, 'RATE');
}

// Whether the lines are those wanted; "..." stands for any.
function fits(got, want) {
  const pattern = want.map((line) => (line.trim() === '...' ? '(?:[^\\n]*\\n)*?' : `${escaped(settled(line))}[ ]*\\n`));
  return new RegExp(`^${pattern.join('')}$`).test(settled(got));
}

// A folder in which commands find the repository's folders, and programs that know the server.
function prepare(server) {
  const home = path.join(server.folder, 'home');
  const programs = path.join(server.folder, 'bin');
  fs.mkdirSync(home);
  fs.mkdirSync(programs);
  for (const name of ['dev', 'docs', 'proto', 'scoring', 'tests']) fs.symlinkSync(path.join(root, name), path.join(home, name));
  fs.writeFileSync(path.join(programs, 'jifen'), `#!/bin/sh\nexec "${bin}/jifen" --server ${server.address} "$@"\n`, { mode: 0o755 });
  for (const name of ['jifend', 'jifen-synth']) fs.symlinkSync(path.join(bin, name), path.join(programs, name));
  return { cwd: home, env: { ...process.env, PATH: `${programs}:${process.env.PATH}`, ...screen } };
}

function shell(command, settings) {
  return new Promise((resolve) => {
    const options = { ...settings, encoding: 'utf8', timeout: minutes10, maxBuffer: 64 << 20 };
    execFile('bash', ['-c', `exec 2>&1; ${command}`], options, (error, stdout) => {
      resolve({ status: error === null ? 0 : error.code, output: stdout });
    });
  });
}

async function check(step, settings) {
  const { status, output } = await shell(step.command, settings);
  const got = output === '' || output.endsWith('\n') ? output : `${output}\n`;
  assert.ok(fits(got, step.want), `$ ${step.command}\ngot:\n${got}want:\n${step.want.join('\n')}\n`);
  assert.equal(status, 0, `$ ${step.command}\nexit status ${status}:\n${got}`);
}

for (const document of documents) {
  const steps = stepsOf(read(document));
  if (steps.length === 0) continue;
  test(document, async (context) => {
    const server = await startServer();
    try {
      const settings = prepare(server);
      for (const step of steps) await context.test(`${document}:${step.line}: ${step.command}`, () => check(step, settings));
    } finally {
      assert.equal(await server.stop(), 0, 'the exit status of jifend');
    }
  });
}

test('the README shows commands', () => {
  assert.ok(stepsOf(read('README.md')).length > 0);
});

test('output that differs does not fit', () => {
  assert.ok(fits('a\nb\nc in 17 ms\n', ['a', '...', 'c in 0.2 s']));
  assert.ok(fits('', []));
  assert.ok(!fits('a\nb\nd in 17 ms\n', ['a', '...', 'c in 0.2 s']));
  assert.ok(!fits('a\nb\n', ['a']));
  assert.ok(!fits('a\n', ['a', 'b']));
});
