// What of docs/style can be checked by a machine: sizes, names, heads of headers, exact numbers, finished work.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const { codeOf, files, lines, read, root, withSuffix } = require('./repository.js');

// Most lines of a file, by what it is. The first pattern that matches counts; others have no limit.
const linesMax = [
  [/^tests\/.*\.(cc|h|js)$/, 500],
  [/\.h$/, 250],
  [/\.(cc|proto)$/, 400],
  [/^dev$|\.sh$|CMakeLists\.txt$|\.cmake$/, 250],
];

const namesForbidden = /(^|[_/.-])(utils?|commons?|helpers?|managers?|misc)([_/.-]|$)/i;
const unfinished = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK'].join('|')})\\b`);
const pathsOfAMachine = new RegExp(`(^|[\\s"'\`(=])/(${['root', 'home', 'work', 'Users'].join('|')})/`);
const notRun = new RegExp(['GTEST_SK' + 'IP', '\\bDISABLED' + '_', '\\b(test|it|describe)\\.(sk' + 'ip|todo|only)\\b'].join('|'));

// What we write; not the recorded output that tests compare with.
const texts = () => files().filter((file) => !file.includes('/testdata/')).filter((file) => /\.(cc|h|proto|js|sh|md|txt|cmake|textproto|yaml|yml|json)$|^dev$|^\.ci\/run$/.test(file));

// file:line: text of each line that matches.
function matching(names, pattern) {
  return names.flatMap((file) =>
    lines(file)
      .map((line, index) => [index + 1, line])
      .filter(([, line]) => pattern.test(line))
      .map(([number, line]) => `${file}:${number}: ${line.trim()}`));
}

test('no file is longer than its kind may be', () => {
  const long = files().flatMap((file) => {
    const limit = linesMax.find(([pattern]) => pattern.test(file));
    if (limit === undefined) return [];
    const count = lines(file).length - 1;
    return count > limit[1] ? [`${file}: ${count} lines, want at most ${limit[1]}`] : [];
  });
  assert.deepEqual(long, []);
});

test('no file or folder has a name that says nothing', () => {
  assert.deepEqual(files().filter((file) => namesForbidden.test(file)), []);
  assert.match('services/rpc/string_util.h', namesForbidden);
  assert.doesNotMatch('storage/kv/miscount.h', namesForbidden);
});

test('C++ and proto files are named in snake case', () => {
  const names = withSuffix('.cc', '.h', '.proto').map((file) => path.posix.basename(file));
  assert.deepEqual(names.filter((name) => !/^[a-z][a-z0-9_]*\.(cc|h|proto)$/.test(name)), []);
});

test('every header says first what it is, and is included once', () => {
  const wrong = withSuffix('.h').filter((file) => {
    const text = read(file);
    return !text.startsWith(`// ${file}: `) || !text.includes('\n#pragma once\n');
  });
  assert.deepEqual(wrong, []);
});

test('the labels at the head of a header stand at the start of a line', () => {
  const label = /^\/\/.*\S (Shape {4}|Units {4}|Range {4}|Errors {3}|Source {3}|Threads {2}|Cost {5})\S/;
  assert.deepEqual(matching(withSuffix('.h'), label), []);
});

test('scoring and storage have no binary floating point', () => {
  const found = withSuffix('.cc', '.h')
    .filter((file) => /^(scoring|storage)\//.test(file))
    .flatMap((file) => codeOf(read(file)).split('\n').map((line, index) => [file, index + 1, line]))
    .filter(([, , line]) => /\b(float|double)\b/.test(line))
    .map(([file, number, line]) => `${file}:${number}: ${line.trim()}`);
  assert.deepEqual(found, []);
  assert.deepEqual(withSuffix('.proto').filter((file) => /\b(float|double) \w+ = \d/.test(read(file))), []);
});

test('nothing says that it is unfinished', () => {
  assert.deepEqual(matching(texts(), unfinished), []);
});

test('no test is left out', () => {
  assert.deepEqual(matching(files('tests').filter((file) => /\.(cc|h|js)$/.test(file)), notRun), []);
});

test('no path of one machine is written down', () => {
  assert.deepEqual(matching(texts(), pathsOfAMachine), []);
  assert.match(`see /${'home'}/ann/x`, pathsOfAMachine);
});

test('texts end with a line break and have no blanks at the end of a line', () => {
  assert.deepEqual(texts().filter((file) => !/^$|[^\n]\n$/.test(read(file))), []);
  assert.deepEqual(matching(texts(), /[ \t\r]$/), []);
});

test('links of the documentation lead somewhere', () => {
  const dead = withSuffix('.md').flatMap((file) =>
    [...read(file).matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)]
      .map((match) => match[1])
      .filter((target) => !/^[a-z]+:/.test(target))
      .filter((target) => !fs.existsSync(path.join(root, path.dirname(file), target)))
      .map((target) => `${file}: ${target}`));
  assert.deepEqual(dead, []);
});
