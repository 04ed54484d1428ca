// Each change runs the tests once more. Loading what they import took longer than they do, so it is loaded once for all changes; only
// what is changed, and what imports it, is loaded anew, because a change may leave traces in what is kept.
const NativeRuntime = require('../native-runtime.cjs');
const { compiled } = require('../typescript-hook.cjs');

const codes = new Map();
require.extensions['.ts'] = (module, filename) => {
  if (!codes.has(filename)) codes.set(filename, compiled(filename, false).code);
  module._compile(withOneChange(codes.get(filename)), filename);
};

/**
 * At each place that could be changed, what is instrumented asks which change is on, and counts that it came by. In rules that look through a
 * whole hall that took sixteen times as long as they do. Which change is on is known before they are loaded, and counts are read only of the
 * first run, which has none.
 */
function withOneChange(code) {
  const { __STRYKER_ACTIVE_MUTANT__: active } = process.env;
  if (active === undefined) return code;
  return code
    .replace(/stryMutAct_\w+\("(\d+)"\)/g, (asked, id) => (id === active ? asked : 'false'))
    .replace(/stryCov_\w+\((?:"\d+"(?:, )?)+\)/g, '0');
}

const isChanged = (file) => codes.get(file).includes('stryMutAct');

function forgetChanged() {
  const ours = Object.values(require.cache).filter(({ filename }) => codes.has(filename));
  const importers = new Map(ours.map((module) => [module, []]));
  for (const module of ours) for (const imported of module.children) importers.get(imported)?.push(module);
  const anew = new Set(ours.filter(({ filename }) => filename.endsWith('.spec.ts') || isChanged(filename)));
  for (const module of anew) for (const importer of importers.get(module)) anew.add(importer);
  for (const { filename } of anew) delete require.cache[filename];
}

module.exports = class MutationRuntime extends NativeRuntime {
  constructor(config, environment, ...more) {
    super(config, environment, ...more);
    // Stryker tells each context which change is on, and here nothing runs in a context
    globalThis.__stryker__ ??= environment.global.__stryker__;
    const { __STRYKER_ACTIVE_MUTANT__: active } = process.env;
    if (active !== undefined) globalThis.__stryker__.activeMutant = active;
    forgetChanged();
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
