// The engines run as programs of their own and so need plain JavaScript, whether or not the project was built.
const { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { transformFileSync } = require('@swc/core');

const root = join(__dirname, '..', '..');

/** Compiles libs/engines into .cache and answers its entry. Runs at once do no harm: files are put in place in one step. */
function compileEngines() {
  const from = join(root, 'libs', 'engines', 'src');
  const to = join(root, '.cache', 'test-engines');
  const { $schema, ...swc } = JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8'));
  for (const name of readdirSync(from, { recursive: true })) {
    if (!name.endsWith('.ts') || /\.(spec|medium)\.ts$/.test(name)) continue;
    const target = join(to, name.replace(/\.ts$/, '.js'));
    const source = join(from, name);
    const old = statSync(target, { throwIfNoEntry: false });
    if (old && old.mtimeMs > statSync(source).mtimeMs) continue;
    mkdirSync(dirname(target), { recursive: true });
    const fresh = `${target}.${process.pid}`;
    writeFileSync(
      fresh,
      transformFileSync(source, {
        ...swc,
        swcrc: false,
        sourceMaps: 'inline',
        jsc: { ...swc.jsc, paths: undefined, baseUrl: undefined },
      }).code,
    );
    renameSync(fresh, target);
  }
  return join(to, 'index.js');
}

module.exports = { compileEngines };
