// tests/node/client.js: a client made from the repository's own protos with what npm has for gRPC, nothing of ours.
'use strict';

const path = require('node:path');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');
const protobuf = require('protobufjs');
const { root } = require('./jifend.js');

const ours = path.join(root, 'proto');
const debian = '/usr/share/grpc-proto'; // the package grpc-proto: health and reflection
const deadlineMs = 60_000;

const load = (includeDirs, ...names) =>
  grpc.loadPackageDefinition(loader.loadSync(names, {
    includeDirs, keepCase: true, longs: String, enums: String, defaults: true, arrays: true, oneofs: true,
  }));

const { jifen } = load([ours], ...['registry', 'scheme', 'score'].map((noun) => `jifen/v1/${noun}_service.proto`));
const standard = load([debian], 'grpc/health/v1/health.proto', 'grpc/reflection/v1alpha/reflection.proto').grpc;

// google.rpc.Status and jifen.v1.ErrorDetail, to read what an error carries.
function errorTypes() {
  const types = new protobuf.Root();
  // protobufjs has the files of google/protobuf itself, under their own names.
  types.resolvePath = (_, target) => (target.startsWith('google/protobuf/') ? target : path.join(ours, target));
  types.loadSync(['google/rpc/status.proto', 'jifen/v1/error.proto'], { keepCase: true });
  return { Status: types.lookupType('google.rpc.Status'), ErrorDetail: types.lookupType('jifen.v1.ErrorDetail') };
}

const { Status, ErrorDetail } = errorTypes();

// The typed details of a failed call: { code, message, detail } with the ErrorDetail as a plain object.
function detailsOf(error) {
  const [bytes] = error.metadata.get('grpc-status-details-bin');
  const status = Status.toObject(Status.decode(bytes));
  const [any] = status.details;
  const detail = ErrorDetail.toObject(ErrorDetail.decode(any.value), { enums: String, defaults: true });
  return { code: status.code, message: status.message, type: any.type_url, detail };
}

// One unary call as a promise.
const call = (stub, method, request) =>
  new Promise((resolve, reject) => {
    stub[method](request, { deadline: Date.now() + deadlineMs }, (error, response) =>
      (error === null ? resolve(response) : reject(error)));
  });

// The one answer to one request of a stream in both directions.
const ask = (stub, method, request) =>
  new Promise((resolve, reject) => {
    const stream = stub[method]({ deadline: Date.now() + deadlineMs });
    stream.on('data', (response) => {
      resolve(response);
      stream.end();
    });
    stream.on('error', reject);
    stream.write(request);
  });

function connect(address) {
  const stub = (Service) => new Service(address, grpc.credentials.createInsecure());
  return {
    registry: stub(jifen.v1.RegistryService),
    scheme: stub(jifen.v1.SchemeService),
    score: stub(jifen.v1.ScoreService),
    health: stub(standard.health.v1.Health),
    reflection: stub(standard.reflection.v1alpha.ServerReflection),
  };
}

const disconnect = (client) => Object.values(client).forEach((stub) => stub.close());

module.exports = { ask, call, connect, detailsOf, disconnect, status: grpc.status };
