// A long file that begins last keeps one worker busy while the others have nothing left to do.
const { relative, sep } = require('node:path');
const TestSequencer = require('@jest/test-sequencer').default;

/** what takes more than three quarters of a minute, longest first; the sizes of files, which jest goes by at first, tell little */
const LONG = [
  'tests/dashboard/every-page.scenario.ts',
  'tests/operations/life.scenario.ts',
  'tests/redirect/parity.scenario.ts',
  'tests/operations/crash.scenario.ts',
  'tests/operations/supervisor.scenario.ts',
  'tests/operations/faults.scenario.ts',
  'tests/requests/unusual.scenario.ts',
  'tests/access/organisation.scenario.ts',
  'tests/metrics/metrics.medium.ts',
  'tests/operations/serve.medium.ts',
  'tests/metrics/way-down.medium.ts',
  'tests/access/routes.medium.ts',
  'tests/bulletins/bulletins.medium.ts',
  'tests/ingestion/algebra.medium.ts',
  'tests/ingestion/extremes.medium.ts',
  'tests/metrics/comparison.medium.ts',
  'tests/matters/cards.medium.ts',
  'tests/redirect/played-days.spec.ts',
  'apps/cli/src/bench/redirect.spec.ts',
  'apps/cli/src/bench/anonymous-bank.spec.ts',
  'apps/cli/src/bench/overdue.spec.ts',
  'libs/importing/src/warsaw-boards.spec.ts',
];

module.exports = class LongestFirst extends TestSequencer {
  static LONG = LONG;

  sort(tests) {
    const place = ({ path, context }) => {
      const at = LONG.indexOf(relative(context.config.rootDir, path).split(sep).join('/'));
      return at === -1 ? LONG.length : at;
    };
    // the order of those that are not named stays as it was
    return super.sort(tests).sort((one, other) => place(one) - place(other));
  }
};
