// The pure tests of one group of rules, for mutation testing.
const { projects } = require('./jest.config.cjs');

/** What is changed, and the tests that must notice. */
const GROUPS = {
  lifecycle: { mutate: ['libs/domain/src/lifecycle/*.ts'], tests: ['libs/domain/src/{lifecycle,fold}/**'] },
  deadline: { mutate: ['libs/domain/src/deadline/*.ts'], tests: ['libs/domain/src/{deadline,matter}/**'] },
  escalation: { mutate: ['libs/domain/src/escalation/*.ts'], tests: ['libs/domain/src/escalation/**'] },
  redirect: { mutate: ['libs/domain/src/redirect/*.ts'], tests: ['libs/domain/src/redirect/**'] },
  warnings: { mutate: ['libs/warnings/src/{life,rules,silence}/*.ts'], tests: ['libs/warnings/src/**'] },
};

const GROUP = process.env.MUTATE ?? 'lifecycle';
const group = GROUPS[GROUP];
if (group === undefined) throw new Error(`no group "${GROUP}": ${Object.keys(GROUPS).join(', ')}`);

const { displayName, ...pure } = projects.find(({ displayName }) => displayName === 'spec');
module.exports = {
  ...pure,
  testMatch: group.tests.map((path) => `<rootDir>/${path}/*.spec.ts`),
  setupFilesAfterEnv: pure.setupFilesAfterEnv.filter((file) => !file.includes('zone-watch')),
};
Object.defineProperty(module.exports, 'group', { value: group });
Object.defineProperty(module.exports, 'GROUP', { value: GROUP });
