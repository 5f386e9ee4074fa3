// Design section 1: the rule between folders, read from the #include lines.
'use strict';

const assert = require('node:assert/strict');
const test = require('node:test');
const { faultOf, rules } = require('./folder_rules.js');
const { codeOf, lines, read, withSuffix } = require('./repository.js');

const sources = () => withSuffix('.cc', '.h').filter((file) => !file.startsWith('tests/'));

// { line, include } of each #include; system headers keep their angle brackets, save those with a folder.
function includesOf(text) {
  const found = [];
  text.split('\n').forEach((line, index) => {
    const match = /^\s*#\s*include\s+(?:"([^"]+)"|(<[^>]+>))/.exec(line);
    if (match !== null) found.push({ line: index + 1, include: match[1] ?? system(match[2]) });
  });
  return found;
}

// <rocksdb/db.h> and "rocksdb/db.h" are one thing; <sys/file.h> is the system's.
const system = (include) => (/^<(?!sys\/)[^>]+\//.test(include) ? include.slice(1, -1) : include);

function faults(file, text) {
  return includesOf(text)
    .map(({ line, include }) => [line, faultOf(file, include)])
    .filter(([, fault]) => fault !== '')
    .map(([line, fault]) => `${file}:${line}: ${fault}`);
}

test('every source keeps the rule between folders', () => {
  const found = sources().flatMap((file) => faults(file, read(file)));
  assert.deepEqual(found, []);
});

test('every folder of the rule has sources', () => {
  const empty = rules.filter((rule) => !sources().some((file) => file.startsWith(`${rule.folder}/`)));
  assert.deepEqual(empty.map((rule) => rule.folder), []);
});

// A rule that finds nothing when it is broken would be worth nothing.
for (const [file, include] of [
  ['scoring/evaluate/planted.cc', '"storage/kv/store.h"'],
  ['scoring/evaluate/planted.cc', '"grpcpp/grpcpp.h"'],
  ['scoring/evaluate/planted.cc', '<rocksdb/db.h>'],
  ['scoring/evaluate/planted.cc', '<chrono>'],
  ['scoring/evaluate/planted.cc', '<random>'],
  ['scoring/evaluate/planted.cc', '<fstream>'],
  ['scoring/evaluate/planted.cc', '<cstdlib>'],
  ['scoring/evaluate/planted.cc', '<csignal>'],
  ['storage/kv/planted.cc', '<malloc.h>'],
  ['scoring/evaluate/planted.cc', '"absl/time/clock.h"'],
  ['scoring/evaluate/planted.cc', '"spdlog/spdlog.h"'],
  ['storage/kv/planted.cc', '"jifen/v1/record.pb.h"'],
  ['storage/kv/planted.cc', '"google/protobuf/message.h"'],
  ['storage/kv/planted.cc', '"scoring/decimal/decimal.h"'],
  ['storage/kv/planted.cc', '"rocksdb/db.h"'],
  ['storage/kv/memory/planted.cc', '"rocksdb/db.h"'],
  ['storage/tables/planted.cc', '"storage/kv/rocksdb/rocksdb_store.h"'],
  ['storage/tables/planted.cc', '"services/rpc/executor.h"'],
  ['services/score/planted.cc', '"storage/kv/rocksdb/rocksdb_store.h"'],
  ['services/score/planted.cc', '"rocksdb/db.h"'],
  ['services/server/planted.cc', '"rocksdb/db.h"'],
  ['tools/jifen/planted.cc', '"scoring/decimal/decimal.h"'],
  ['tools/jifen/planted.cc', '"storage/tables/records.h"'],
]) {
  test(`${file} may not include ${include}`, () => {
    assert.equal(faults(file, `// first\n#include ${include}\n`).length, 1);
  });
}

test('a folder without a rule is a fault', () => {
  assert.match(faults('elsewhere/planted.cc', '#include <string>\n')[0], /^elsewhere\/planted.cc:1: lies in a folder/);
});

// What an include does not show: calls to the clock, the environment and the generator of C.
const impure = /\b(absl::Now|getenv|setenv|std::rand|rand|srand|std::time|gettimeofday|clock_gettime|printf|system)\s*\(/;

test('scoring calls nothing that depends on when or where it runs', () => {
  const found = sources()
    .filter((file) => file.startsWith('scoring/') || file.startsWith('proto/model/'))
    .flatMap((file) => codeOf(read(file)).split('\n').map((line, index) => ({ file, line, index })))
    .filter(({ line }) => impure.test(line))
    .map(({ file, index }) => `${file}:${index + 1}: ${lines(file)[index].trim()}`);
  assert.deepEqual(found, []);
  assert.match('return absl::Now();', impure);
});
