// Once one test has noticed a change, the others need not look.
const { createRequire } = require('node:module');

// the one that comes with jest
const { TestEnvironment } = createRequire(require.resolve('jest'))('jest-environment-node');

module.exports = class UntilNoticed extends TestEnvironment {
  isNoticed = false;

  handleTestEvent({ name, test }) {
    if (name === 'test_done' && test.errors.length > 0) this.isNoticed = true;
    if (name === 'test_start' && this.isNoticed) test.mode = 'skip';
  }
};
