// Lets a test start a process straight from the sources: a worker that is to be killed cannot be part of the test itself.
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');

const root = join(__dirname, '..', '..');
const { $schema, ...swc } = JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8'));
const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'));
const aliases = Object.fromEntries(
  Object.entries(compilerOptions.paths).map(([alias, [file]]) => [alias, join(root, file)]),
);

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  return resolve.call(this, aliases[request] ?? request, ...rest);
};
Module._extensions['.ts'] = (module, filename) => {
  const options = {
    ...swc,
    swcrc: false,
    filename,
    sourceMaps: 'inline',
    jsc: { ...swc.jsc, paths: undefined, baseUrl: undefined },
  };
  module._compile(transformSync(readFileSync(filename, 'utf8'), options).code, filename);
};
