// tests/house/folder_rules.js: which folder may include what. Design section 1 as a table.
'use strict';

// What an include names. The first pattern that matches counts; <...> is a system header.
const kinds = [
  ['clock', /^<(chrono|ctime|time\.h|sys\/time\.h)>$|^absl\/time\/clock\.h$/],
  ['random', /^<random>$|^absl\/random\//],
  ['files', /^<(cstdio|stdio\.h|fstream|filesystem|iostream|istream|ostream|fcntl\.h|unistd\.h|sys\/.*)>$/],
  ['cstdlib', /^<(cstdlib|stdlib\.h)>$/], // getenv and exit, but also abort
  ['environment', /^<(csignal|signal\.h|malloc\.h)>$|^absl\/flags\//],
  ['threads', /^<(thread|mutex|shared_mutex|condition_variable|future)>$|^absl\/synchronization\//],
  ['logging', /^spdlog\/|^absl\/log\/|^absl\/base\/internal\/raw_logging/],
  ['std', /^<[a-z0-9_]+>$|^<c[a-z0-9_]+>$|^<pthread\.h>$|^<netdb\.h>$|^<termios\.h>$|^<wchar\.h>$/],
  ['absl', /^absl\//],
  ['grpc', /^grpc(pp)?\/|\.grpc\.pb\.h$/],
  ['stored messages', /^jifen\/storage\/v1\/.*\.pb\.h$/],
  ['messages', /^jifen\/v1\/.*\.pb\.h$|^google\/rpc\/status\.pb\.h$/],
  ['protobuf', /^google\/protobuf\//],
  ['rocksdb', /^rocksdb\//],
  ['xxhash', /^<?xxhash\.h>?$/],
  ['openssl', /^openssl\//],
  ['icu', /^unicode\//],
  ['cli11', /^CLI\//],
  ['csv', /^<?csv\.h>?$/],
  ['json', /^nlohmann\//],
  ['regular expressions', /^re2\//],
  ['archives', /^<?zip\.h>?$/],
  ['xml', /^<?pugixml\.hpp>?$/],
  ['workbooks', /^<?xlsxwriter\.h>?$/],
  ['gtest', /^<?g(test|mock)\//],
  ['proto/model', /^proto\/model\//],
  ['storage/kv/memory', /^storage\/kv\/memory\//],
  ['storage/kv/rocksdb', /^storage\/kv\/rocksdb\//],
  ['storage/kv', /^storage\/kv\/[^/]+$/],
  ['storage/tables', /^storage\/tables\//],
  ['services/server', /^services\/server\//],
  ['scoring', /^scoring\//],
  ['services', /^services\//],
  ['tools/table_import', /^tools\/table_import\//],
  ['tools/jifen', /^tools\/jifen\//],
  ['tools/synth', /^tools\/synth\//],
  ['tools/bench', /^tools\/bench\//],
];

const language = ['std', 'absl'];
const model = [...language, 'messages', 'protobuf', 'proto/model'];
const machine = ['threads', 'files', 'cstdlib', 'environment', 'clock'];

// The first folder that a file lies in counts. Whatever `may` does not name is forbidden.
const rules = [
  // SHA-256 is OpenSSL's, and its failing ends the program; both are for this folder alone.
  { folder: 'proto/model', may: [...model, 'cstdlib', 'openssl'] },
  // A program of the build, which writes to its output; no part of scoring.
  { folder: 'scoring/expression/generate', may: [...model, 'files', 'scoring'] },
  // As scoring, with a library for regular expressions whose time is linear.
  { folder: 'scoring/expression', may: [...model, 'regular expressions', 'scoring'] },
  // Pure: no clock, files, environment, random, logging; no threads either, for a card depends on none.
  { folder: 'scoring', may: [...model, 'scoring'] },
  { folder: 'storage/kv/rocksdb', may: [...language, ...machine, 'rocksdb', 'storage/kv', 'storage/kv/rocksdb'] },
  { folder: 'storage/kv/memory', may: [...language, 'threads', 'xxhash', 'storage/kv', 'storage/kv/memory'] },
  { folder: 'storage/kv', may: [...language, 'threads', 'xxhash', 'storage/kv'] },
  // Tables know bytes and messages, and never which store is below.
  { folder: 'storage/tables', may: [...model, 'threads', 'stored messages', 'storage/kv', 'storage/tables'] },
  // The one place that names a backend.
  {
    folder: 'services/server',
    may: [
      ...model, ...machine, 'logging', 'grpc', 'cli11', 'scoring', 'storage/tables', 'storage/kv', 'storage/kv/memory',
      'storage/kv/rocksdb', 'services', 'services/server',
    ],
  },
  {
    folder: 'services',
    may: [
      ...model, 'threads', 'clock', 'logging', 'grpc', 'scoring', 'stored messages', 'storage/tables',
      'storage/kv', 'services',
    ],
  },
  // The named exception: commands that need no server work with the engine itself.
  {
    folder: 'tools/jifen/offline',
    may: [...model, 'files', 'json', 'scoring', 'tools/jifen'],
  },
  // The command line sees the public API alone.
  {
    folder: 'tools/jifen',
    may: [
      ...model, ...machine, 'random', 'grpc', 'cli11', 'icu', 'json', 'tools/table_import', 'tools/jifen',
    ],
  },
  {
    folder: 'tools/table_import',
    may: [...model, 'files', 'icu', 'csv', 'json', 'archives', 'xml', 'workbooks', 'tools/table_import'],
  },
  // What it writes must be what the import reads, so it takes the headings and the forms of cells from there.
  {
    folder: 'tools/synth',
    may: [...model, 'files', 'cstdlib', 'environment', 'random', 'cli11', 'icu', 'workbooks', 'archives', 'tools/table_import', 'tools/synth'],
  },
  // The named exception: a benchmark must call what it measures, scoring, the way of an import to the disk and a run.
  {
    folder: 'tools/bench',
    may: [
      ...model, ...machine, 'random', 'cli11', 'json', 'scoring', 'rocksdb', 'storage/kv', 'storage/kv/rocksdb',
      'stored messages', 'storage/tables', 'services', 'tools/table_import', 'tools/synth', 'tools/bench',
    ],
  },
];

// A header's kind, or undefined if no pattern knows it.
function kindOf(include) {
  const kind = kinds.find(([, pattern]) => pattern.test(include));
  return kind === undefined ? undefined : kind[0];
}

const ruleOf = (file) => rules.find((rule) => file.startsWith(`${rule.folder}/`));

// What is wrong with `file` including `include`, or '' if nothing is.
function faultOf(file, include) {
  const rule = ruleOf(file);
  if (rule === undefined) return 'lies in a folder without a rule';
  const kind = kindOf(include);
  if (kind === undefined) return `includes ${include}, which tests/house/folder_rules.js does not know`;
  return rule.may.includes(kind) ? '' : `includes ${include} (${kind}); ${rule.folder} may not`;
}

module.exports = { faultOf, rules };
