// Lets a child process of a test run TypeScript as the tests themselves do, without a build.
const { readFileSync } = require('node:fs');
const { resolve } = require('node:path');
const { transformSync } = require('@swc/core');

const root = resolve(__dirname, '../..');
const { $schema, ...options } = JSON.parse(readFileSync(resolve(root, '.swcrc'), 'utf8'));
options.jsc.baseUrl = root;

/** @returns its code and map */
const compiled = (filename, sourceMaps = true) =>
  transformSync(readFileSync(filename, 'utf8'), { ...options, filename, swcrc: false, sourceMaps });

require.extensions['.ts'] = (module, filename) => {
  module._compile(compiled(filename, 'inline').code, filename);
};

module.exports = { compiled };
