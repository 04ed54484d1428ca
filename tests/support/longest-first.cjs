// A long file that begins last keeps one worker busy while the others have nothing left to do.
const { relative, sep } = require('node:path');
const TestSequencer = require('@jest/test-sequencer').default;

/** seconds that files take which take longer than a moment: `MEASURE=1 npm test` writes them */
const SECONDS = require('./seconds.json');

module.exports = class LongestFirst extends TestSequencer {
  sort(tests) {
    const seconds = ({ path, context }) => SECONDS[relative(context.config.rootDir, path).split(sep).join('/')] ?? 0;
    // the order of those that are not named stays as it was
    return super.sort(tests).sort((one, other) => seconds(other) - seconds(one));
  }
};
