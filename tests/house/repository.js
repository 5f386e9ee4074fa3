// tests/house/repository.js: the files of the repository, as the house tests read them.
'use strict';

const fs = require('node:fs');
const path = require('node:path');

const root = path.resolve(__dirname, '..', '..');
const skipped = new Set(['.git', 'build', 'node_modules']);

// Paths of all files from the root, in byte order, with / on every system. `under` is a folder or ''.
function files(under = '') {
  const found = [];
  for (const entry of fs.readdirSync(path.join(root, under), { withFileTypes: true })) {
    const name = under === '' ? entry.name : `${under}/${entry.name}`;
    if (skipped.has(entry.name)) continue;
    if (entry.isDirectory()) found.push(...files(name));
    else if (entry.isFile()) found.push(name);
  }
  return found.sort();
}

const read = (file) => fs.readFileSync(path.join(root, file), 'utf8');
const lines = (file) => read(file).split('\n');
const withSuffix = (...suffixes) => files().filter((file) => suffixes.some((suffix) => file.endsWith(suffix)));

// The text of a C++ file with comments, strings and characters blanked out; lines stay where they were.
function codeOf(text) {
  const pattern = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|R"([^(\s]*)\([\s\S]*?\)\1"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])'/g;
  return text.replace(pattern, (match) => match.replace(/[^\n]/g, ' '));
}

module.exports = { codeOf, files, lines, read, root, withSuffix };
