// The pure tests of one group of rules, for mutation testing.
const { projects } = require('./jest.config.cjs');

/** What is changed, and the folders whose tests must notice. */
const GROUPS = {
  lifecycle: {
    mutate: ['libs/domain/src/lifecycle/*.ts'],
    tests: ['libs/domain/src/lifecycle', 'libs/domain/src/fold'],
  },
  deadline: {
    mutate: ['libs/domain/src/deadline/*.ts'],
    tests: ['libs/domain/src/deadline', 'libs/domain/src/matter'],
  },
  escalation: { mutate: ['libs/domain/src/escalation/*.ts'], tests: ['libs/domain/src/escalation'] },
  redirect: { mutate: ['libs/domain/src/redirect/*.ts'], tests: ['libs/domain/src/redirect'] },
  // what only Redis decides (scripts, leases, positions of readers) has tests on a real one
  log: {
    mutate: ['libs/log/src/{durability,event-log,following,identity,keys,log-space}.ts'],
    tests: ['libs/log/src'],
  },
  // without what asks Postgres
  warnings: {
    mutate: [
      'libs/warnings/src/life/{step,transitions}.ts',
      'libs/warnings/src/rules/*.ts',
      'libs/warnings/src/silence/{inhibition,quiet}.ts',
    ],
    tests: ['life', 'rules', 'silence'].map((folder) => `libs/warnings/src/${folder}`),
  },
};

const GROUP = process.env.MUTATE ?? 'lifecycle';
const group = GROUPS[GROUP];
if (group === undefined) throw new Error(`no group "${GROUP}": ${Object.keys(GROUPS).join(', ')}`);

const { modulePathIgnorePatterns, setupFilesAfterEnv } = projects.find(
  ({ displayName }) => displayName === 'component',
);
module.exports = {
  rootDir: __dirname,
  roots: ['<rootDir>/tests/support/mutation'],
  testMatch: ['<rootDir>/tests/support/mutation/all.cjs'],
  testEnvironment: require.resolve('./tests/support/mutation/environment.cjs'),
  runtime: '<rootDir>/tests/support/mutation/runtime.cjs',
  transform: {},
  setupFilesAfterEnv,
  modulePathIgnorePatterns,
};
Object.defineProperty(module.exports, 'group', { value: group });
Object.defineProperty(module.exports, 'GROUP', { value: GROUP });
