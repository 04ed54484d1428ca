// Three kinds of test, told apart by file name: *.spec.ts is pure and fast, *.medium.ts talks to real engines,
// *.browser.ts drives a real browser. All of them stand beside the source they test (tests/ holds what spans rooms).
const { readFileSync } = require('node:fs');
const { compilerOptions } = JSON.parse(readFileSync(`${__dirname}/tsconfig.json`, 'utf8'));
const swc = JSON.parse(readFileSync(`${__dirname}/.swcrc`, 'utf8'));
delete swc.jsc.paths;
delete swc.jsc.baseUrl;

const moduleNameMapper = Object.fromEntries(
  Object.entries(compilerOptions.paths).map(([alias, [file]]) => [`^${alias}$`, `<rootDir>/${file}`]),
);

const project = (displayName, suffix, extra = {}) => ({
  displayName,
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: [`<rootDir>/{apps,libs,tests,demo,dashboards/src}/**/*.${suffix}.ts`],
  moduleNameMapper,
  transform: { '^.+\\.ts$': ['@swc/jest', { ...swc, swcrc: false }] },
  setupFilesAfterEnv: ['<rootDir>/tests/support/patience.cjs'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.data', '<rootDir>/.cache'],
  ...extra,
});

const onEngines = {
  globalSetup: '<rootDir>/tests/support/global-setup.cjs',
  globalTeardown: '<rootDir>/tests/support/global-teardown.cjs',
};

module.exports = {
  projects: [project('spec', 'spec'), project('medium', 'medium', onEngines), project('browser', 'browser', onEngines)],
};
