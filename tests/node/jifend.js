// tests/node/jifend.js: a server of the test's own, on a free port and a temporary folder, and the programs beside it.
// JIFEN_BIN names the folder of the programs; without it they are taken from build/dev/bin.
'use strict';

const { execFile, spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const root = path.resolve(__dirname, '..', '..');
const bin = process.env.JIFEN_BIN ?? path.join(root, 'build', 'dev', 'bin');
const readyWithinMs = 60_000;

// Runs a program to its end: { status, stdout, stderr }. Never rejects.
function run(program, args, options = {}) {
  return new Promise((resolve) => {
    const settings = { encoding: 'utf8', maxBuffer: 64 << 20, ...options };
    execFile(path.join(bin, program), args, settings, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : (error.code ?? -1), stdout, stderr });
    });
  });
}

// The same, and throws with what the program said unless it ends with 0.
async function mustRun(program, args, options) {
  const result = await run(program, args, options);
  if (result.status === 0) return result.stdout;
  throw new Error(`${program} ${args.join(' ')}: exit status ${result.status}\n${result.stdout}${result.stderr}`);
}

// The address that the server prints once it listens.
function addressOf(server) {
  return new Promise((resolve, reject) => {
    let out = '';
    let err = '';
    const timer = setTimeout(() => reject(new Error(`jifend was not ready in time:\n${out}${err}`)), readyWithinMs);
    server.stderr.on('data', (text) => { err += text; });
    server.on('error', reject);
    server.on('exit', (status) => reject(new Error(`jifend ended with ${status}:\n${out}${err}`)));
    server.stdout.on('data', (text) => {
      out += text;
      const ready = /^listening on (\S+)$/m.exec(out);
      if (ready === null) return;
      clearTimeout(timer);
      resolve(ready[1]);
    });
  });
}

function stopped(server) {
  if (server.exitCode !== null) return Promise.resolve(server.exitCode);
  return new Promise((resolve) => {
    server.on('exit', resolve);
    server.kill('SIGTERM');
  });
}

// Starts a server on a data folder, with further flags: { address, kill, pid, stop }. `stop` ends it and gives its exit
// status; `kill` is -9.
async function startServerOn(data, flags = []) {
  const server = spawn(path.join(bin, 'jifend'), ['--data', data, '--listen', '127.0.0.1:0', ...flags]);
  const ended = new Promise((resolve) => server.on('exit', resolve));
  try {
    const address = await addressOf(server);
    const kill = () => {
      server.kill('SIGKILL');
      return ended;
    };
    return { address, kill, pid: server.pid, stop: () => stopped(server) };
  } catch (error) {
    server.kill('SIGKILL');
    throw error;
  }
}

// The same in a new temporary folder: { address, folder, stop }. `stop` removes the folder, too.
async function startServer() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jifen-'));
  const remove = () => fs.rmSync(folder, { recursive: true, force: true });
  try {
    const server = await startServerOn(path.join(folder, 'store'));
    const stop = async () => {
      const status = await server.stop();
      remove();
      return status;
    };
    return { address: server.address, folder, stop };
  } catch (error) {
    remove();
    throw error;
  }
}

module.exports = { bin, mustRun, root, run, startServer, startServerOn };
