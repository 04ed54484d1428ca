// Lets a child process of a test run TypeScript as the tests themselves do, without a build.
const { readFileSync } = require('node:fs');
const { resolve } = require('node:path');
const { transformSync } = require('@swc/core');

const root = resolve(__dirname, '../..');
const { $schema, ...options } = JSON.parse(readFileSync(resolve(root, '.swcrc'), 'utf8'));
options.jsc.baseUrl = root;

require.extensions['.ts'] = (module, filename) => {
  module._compile(
    transformSync(readFileSync(filename, 'utf8'), { ...options, filename, swcrc: false, sourceMaps: 'inline' }).code,
    filename,
  );
};
