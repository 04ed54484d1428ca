// Lets a child process of a test run TypeScript as the tests themselves do, without a build.
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { transformSync, version } = require('@swc/core');

const root = resolve(__dirname, '../..');
const { $schema, ...options } = JSON.parse(readFileSync(resolve(root, '.swcrc'), 'utf8'));
options.jsc.baseUrl = root;

const folder = join(root, '.cache', 'swc');
mkdirSync(folder, { recursive: true });
const settings = JSON.stringify([version, root, options]);

/** Compiled once for all processes of a run: each would need seconds for it. @returns code with its map inline */
function compiledOnce(filename) {
  const source = readFileSync(filename, 'utf8');
  const path = join(folder, createHash('sha1').update(settings).update(filename).update(source).digest('hex'));
  try {
    return readFileSync(path, 'utf8');
  } catch {
    const { code } = transformSync(source, { ...options, filename, swcrc: false, sourceMaps: 'inline' });
    // another process finds it whole or not at all
    writeFileSync(`${path}.${process.pid}`, code);
    renameSync(`${path}.${process.pid}`, path);
    return code;
  }
}

require.extensions['.ts'] = (module, filename) => {
  module._compile(compiledOnce(filename), filename);
};

/** @returns its code and map */
const compiled = (filename) =>
  transformSync(readFileSync(filename, 'utf8'), { ...options, filename, swcrc: false, sourceMaps: true });

module.exports = { compiled };
