// Each change runs the tests once more. Loading what they import took longer than they do, so it is loaded once for all changes; only
// the library that is changed is loaded anew, because a change may leave traces in what it keeps.
const { sep } = require('node:path');
const { group, rootDir } = require('../../../jest.mutation.cjs');
const NativeRuntime = require('../native-runtime.cjs');
const { compiled } = require('../typescript-hook.cjs');

const codes = new Map();
require.extensions['.ts'] = (module, filename) => {
  if (!codes.has(filename)) codes.set(filename, compiled(filename, false).code);
  module._compile(codes.get(filename), filename);
};

const LIBRARY = /^libs\/[^/]+\//;
const anew = [...group.mutate, ...group.tests].map((path) => `${rootDir}${sep}${LIBRARY.exec(path)[0]}`);

module.exports = class MutationRuntime extends NativeRuntime {
  constructor(config, environment, ...more) {
    super(config, environment, ...more);
    // Stryker tells each context which change is on, and here nothing runs in a context
    globalThis.__stryker__ ??= environment.global.__stryker__;
    const { __STRYKER_ACTIVE_MUTANT__: active } = process.env;
    if (active !== undefined) globalThis.__stryker__.activeMutant = active;
    for (const file of Object.keys(require.cache))
      if (anew.some((folder) => file.startsWith(folder))) delete require.cache[file];
  }

  getSourceMaps() {
    return new Map();
  }

  requireModule(from, name, ...more) {
    if (name !== undefined || from !== require.resolve('./all.cjs')) return super.requireModule(from, name, ...more);
    globalThis.jest = super.requireModule(require.resolve('../jest-object.cjs'));
    delete require.cache[from];
    return require(from);
  }
};
