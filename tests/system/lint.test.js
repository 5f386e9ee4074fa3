// `jifen scheme lint` tells the faults of a scheme in the language of the terminal.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { root, run } = require('../node/jifend.js');

let folder;

before(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jifen-lint-'));
  const shipped = fs.readFileSync(path.join(root, 'scoring', 'schemes', 'sme-tech-2017', 'scheme.textproto'), 'utf8');
  const bent = shipped.replace(/(total \{[^}]*pass: )"60"/, '$1"60.5"');
  assert.notEqual(bent, shipped);
  fs.writeFileSync(path.join(folder, 'scheme.textproto'), bent);
});

after(() => fs.rmSync(folder, { recursive: true, force: true }));

test('a line with too many knots is told of their number', async () => {
  const text = fs.readFileSync(path.join(folder, 'scheme.textproto'), 'utf8');
  const knots = Array.from({ length: 66 }, (_, i) => `knots { at: "${i}" points: "0" }`).join(' ');
  const bent = text.replace(/ bands \{\s*closed: CLOSED_LOWER\s*(bands \{[^}]*\}\s*)+\}/, ` linear { ${knots} }`);
  assert.notEqual(bent, text);
  const many = path.join(folder, 'many.textproto');
  fs.writeFileSync(many, bent);
  const { stdout } = await run('jifen', ['--lang', 'zh', 'scheme', 'lint', many]);
  fs.rmSync(many);
  assert.match(stdout, /折线的节点数有误\s+得到\s+66\s+应为\s+2\.\.64/);
});

test('the lint says in Chinese why a pass mark is a fault', async () => {
  const chinese = await run('jifen', ['--lang', 'zh', 'scheme', 'lint', folder]);
  assert.match(chinese.stdout, /说明\s+总分保留的小数位数较少，不会恰好等于此值/);
  const english = await run('jifen', ['--lang', 'en', 'scheme', 'lint', folder]);
  assert.match(english.stdout, /no total is ever exactly this: totals are rounded to fewer places/);
});
