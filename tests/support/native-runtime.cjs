// Loading its modules took most tests longer than they last. Those without a page are run as Node runs a program: modules are loaded once for
// all files of a worker. Only the tests' own framework stands in the context that jest makes.
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const threads = require('node:worker_threads');
const { default: Runtime } = require('jest-runtime');
const { compiled } = require('./typescript-hook.cjs');

// as in the other kinds of tests: what is drawn is drawn again
const resolve = Module._resolveFilename;
Module._resolveFilename = (request, ...more) =>
  resolve(request === 'fast-check' ? require.resolve('./same-seed.cjs') : request, ...more);

// what a test runs in a thread is TypeScript as well
const hook = ['--require', require.resolve('./typescript-hook.cjs')];
threads.Worker = class extends threads.Worker {
  constructor(file, options) {
    super(file, { ...options, execArgv: [...(options?.execArgv ?? []), ...hook] });
  }
};

const folder = mkdtempSync(join(tmpdir(), 'hall-cockpit-maps-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** For each source the file of its map: a failure names the line that was written, not the one that was compiled. */
class SourceMaps extends Map {
  get(source) {
    if (source.endsWith('.ts') && !this.has(source)) {
      const path = join(folder, `${String(this.size)}.json`);
      writeFileSync(path, compiled(source).map);
      this.set(source, path);
    }
    return super.get(source);
  }
}

/** as long as the modules: for all files of a worker */
const sourceMaps = new SourceMaps();

/** A context has its own of each, and `expect.any(String)` and `instanceof Error` must mean those of the tests. */
const OF_THE_LANGUAGE = [
  ...[
    'Array',
    'BigInt',
    'Boolean',
    'Date',
    'Function',
    'Map',
    'Number',
    'Object',
    'Promise',
    'RegExp',
    'Set',
    'String',
    'Symbol',
  ],
  ...['Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError'],
];

module.exports = class NativeRuntime extends Runtime {
  environmentBefore = { ...process.env };

  constructor(config, environment, ...more) {
    super(config, environment, ...more);
    for (const name of OF_THE_LANGUAGE) environment.global[name] = globalThis[name];
  }

  getSourceMaps() {
    return sourceMaps;
  }

  setGlobalsForRuntime(globals) {
    super.setGlobalsForRuntime(globals);
    Object.assign(globalThis, globals);
  }

  requireModule(from, name, ...more) {
    if (name !== undefined || !from.endsWith('.ts')) return super.requireModule(from, name, ...more);
    globalThis.jest = super.requireModule(require.resolve('./jest-object.cjs'));
    delete require.cache[from];
    return require(from);
  }

  teardown() {
    this.restoreAllMocks();
    super.teardown();
    for (const name of Object.keys(process.env)) if (!(name in this.environmentBefore)) delete process.env[name];
    Object.assign(process.env, this.environmentBefore);
  }
};
