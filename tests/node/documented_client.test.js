// The program of docs/client.md runs as it stands there, against a server of the test's own.
'use strict';

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { call, connect, disconnect } = require('./client.js');
const { mustRun, root, startServer } = require('./jifend.js');
const { enterprise, enterpriseId, records } = require('./worked_case.js');

test('the program of docs/client.md prints a card', async () => {
  const server = await startServer();
  const client = connect(server.address);
  try {
    await mustRun('jifen', ['--server', server.address, 'scheme', 'put', path.join(root, 'scoring', 'schemes', 'sme-tech-2017')]);
    await call(client.registry, 'PutEnterprise', { request_id: 'e', enterprise });
    for (const record of records) await call(client.registry, 'PutRecord', { request_id: record.record_id, record });

    const [, program] = /```js\n([\s\S]*?)```/.exec(fs.readFileSync(path.join(root, 'docs', 'client.md'), 'utf8'));
    assert.ok(program.includes('127.0.0.1:7600') && program.includes(enterpriseId));
    const script = program.replace('127.0.0.1:7600', server.address);
    const out = execFileSync(process.execPath, ['-e', `${script}\nsetTimeout(() => scores.close(), 2000).unref();`], {
      cwd: root, env: { ...process.env, NODE_PATH: path.join(__dirname, 'node_modules') }, encoding: 'utf8', timeout: 30_000,
    });
    assert.match(out, new RegExp(`^${enterpriseId}/sme-tech-2017@1/\\d{4}/\\d{4}-\\d\\d-\\d\\d/\\d+ \\S* ?OUTCOME_\\w+\\n$`));
  } finally {
    disconnect(client);
    assert.equal(await server.stop(), 0);
  }
});
