// A long file that begins last keeps one worker busy while the others have nothing left to do.
const { relative, sep } = require('node:path');
const TestSequencer = require('@jest/test-sequencer').default;

/** what takes more than three quarters of a minute, longest first; the sizes of files, which jest goes by at first, tell little */
const LONG = [
  'tests/operations/life.medium.ts',
  'tests/redirect/parity.medium.ts',
  'tests/operations/outage.medium.ts',
  'tests/metrics/metrics.medium.ts',
  'tests/requests/unusual.medium.ts',
  'tests/matters/boston.medium.ts',
  'tests/operations/stalled-work.medium.ts',
  'tests/operations/crash.medium.ts',
  'tests/supervisor.medium.ts',
  'tests/live/restart.medium.ts',
  'tests/requests/growth.medium.ts',
  'tests/ingestion/extremes.medium.ts',
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
