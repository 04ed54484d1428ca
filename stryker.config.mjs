// Mutation testing: changes one thing at a time in the rules that decide, and looks whether a test notices. `npm run mutate -- GROUP`, see CONTRIBUTING.md.
import { createRequire } from 'node:module';

const { GROUP, group } = createRequire(import.meta.url)('./jest.mutation.cjs');

export default {
  mutate: [...group.mutate, '!**/*.{spec,medium,fixture}.ts', '!**/index.ts', '!**/test-view.ts'],
  testRunner: 'jest',
  // which tests are run stands in jest.mutation.cjs; those that jest finds related are nearly all
  jest: { configFile: 'jest.mutation.cjs', enableFindRelatedTests: false },
  coverageAnalysis: 'perTest',
  // texts are checked by the catalogue's own tests
  mutator: { excludedMutations: ['StringLiteral'] },
  ignorePatterns: ['.cache', '.data', 'dist', 'shots', 'data', 'docs', 'dashboards', 'clients', 'bench'],
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 10_000,
  dryRunTimeoutMinutes: 15,
  tempDirName: '.cache/mutation',
  reporters: ['progress-append-only', 'clear-text', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: `.cache/mutation-${GROUP}.json` },
  thresholds: { high: 90, low: 80, break: 80 },
};
