// Five kinds of test, told apart by file name: *.spec.ts is pure and fast, *.medium.ts talks to real engines, *.component.ts mounts components
// without a browser, *.browser.ts goes the main ways in a real browser, and a *.scenario.ts takes longer than 20 s: pages in a browser, whole
// processes killed and started, whole days. All of them stand beside the source they test (tests/ holds what spans modules).
const { readFileSync } = require('node:fs');
const { compilerOptions } = JSON.parse(readFileSync(`${__dirname}/tsconfig.json`, 'utf8'));
const swc = JSON.parse(readFileSync(`${__dirname}/.swcrc`, 'utf8'));
delete swc.jsc.paths;
delete swc.jsc.baseUrl;

const moduleNameMapper = Object.fromEntries(
  Object.entries(compilerOptions.paths).map(([alias, [file]]) => [`^${alias}$`, file.replace(/^\./, '<rootDir>')]),
);
// what the build makes of it
moduleNameMapper['^virtual:page-spellings$'] = '<rootDir>/dashboards/src/build/page-spellings.ts';
moduleNameMapper['^virtual:task-titles$'] = '<rootDir>/dashboards/src/build/task-titles.ts';
moduleNameMapper['^virtual:page-help$'] = '<rootDir>/dashboards/src/build/page-help.ts';
moduleNameMapper['^fast-check$'] = '<rootDir>/tests/support/same-seed.cjs';
moduleNameMapper['^readable-stream$'] = '<rootDir>/tests/support/node-streams.cjs';

/**
 * A test runs in a context of its own, where every look at a global is slow: what counts or sorts in a loop took six times as long.
 * Named here, they are handed to each file as its own variables. Never one that a test replaces (`Date`, timers, `fetch`),
 * nor one whose name a package gives to a class of its own (`Error`).
 */
const OF_THE_LANGUAGE = [
  ...['Array', 'Boolean', 'Infinity', 'JSON', 'Map', 'Math', 'Number', 'Object', 'Set', 'String'],
  ...['Symbol', 'WeakMap', 'Float32Array', 'Float64Array', 'Int32Array', 'Uint8Array', 'Uint16Array', 'Uint32Array'],
];

/** packages that do not come as CommonJS: translated like our own sources */
const ES_MODULES_ONLY = [
  ...['@vueuse', '@tanstack/match-sorter-utils', 'pinia', 'nostics'],
  ...['openid-client', 'oauth4webapi', 'jose'],
].join('|');

const OURS = `^.+\\.ts$|/(${ES_MODULES_ONLY})/.+\\.m?js$`;

/** what is fetched when it is needed, is had at once: a test's context knows no ES modules */
const atOnce = { ...swc, swcrc: false, module: { ...swc.module, ignoreDynamic: false } };

const project = (displayName, suffix, extra = {}) => ({
  displayName,
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: [`<rootDir>/{apps,libs,bench,tests,demo,dashboards/src}/**/*.${suffix}.ts`],
  moduleNameMapper,
  sandboxInjectedGlobals: OF_THE_LANGUAGE,
  transform: { [OURS]: ['@swc/jest', atOnce] },
  transformIgnorePatterns: [`/node_modules/(?!(${ES_MODULES_ONLY})/)`],
  setupFilesAfterEnv: ['<rootDir>/tests/support/patience.cjs'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data', '<rootDir>/.cache'],
  ...extra,
});

const runtime = '<rootDir>/tests/support/native-runtime.cjs';
const onEngines = {
  runtime,
  globalSetup: '<rootDir>/tests/support/global-setup.cjs',
  globalTeardown: '<rootDir>/tests/support/global-teardown.cjs',
};

/** Components as a page mounts them, in jsdom: styles are left out, and libraries come in their CommonJS form. */
const component = project('component', 'component', {
  runtime: '<rootDir>/tests/support/component/runtime.cjs',
  testEnvironment: '<rootDir>/tests/support/component/environment.cjs',
  testEnvironmentOptions: { customExportConditions: ['node', 'node-addons', 'require'] },
  moduleFileExtensions: ['ts', 'js', 'cjs', 'mjs', 'vue', 'json'],
  moduleNameMapper: {
    ...moduleNameMapper,
    '\\.css$': '<rootDir>/tests/support/component/nothing.cjs',
    // no font but the machine's own in a document without a screen, as while developing
    '^virtual:glyphs/': '<rootDir>/tests/support/component/no-glyphs.cjs',
    '^virtual:words/': '<rootDir>/tests/support/component/no-words.cjs',
    '^element-plus/es/(.+)$': 'element-plus/lib/$1',
  },
  transform: {
    [OURS]: ['@swc/jest', atOnce],
    '^.+\\.vue$': ['<rootDir>/tests/support/component/vue-transform.cjs', atOnce],
  },
});

module.exports = {
  testSequencer: '<rootDir>/tests/support/longest-first.cjs',
  projects: [
    project('spec', 'spec', { runtime }),
    component,
    project('medium', 'medium', onEngines),
    project('browser', 'browser', onEngines),
    project('scenario', 'scenario', onEngines),
  ],
};
