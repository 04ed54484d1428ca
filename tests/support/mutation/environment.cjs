// Once one test has noticed a change, the others need not look. So the quick ones look first: most changes are noticed within milliseconds,
// and what plays whole days is asked only about those that nothing else notices.
const { createRequire } = require('node:module');

// the one that comes with jest
const { TestEnvironment } = createRequire(require.resolve('jest'))('jest-environment-node');

/** how long each test, or group of tests with a set-up of their own, took in the run before, by name; as long as the process */
const took = new Map();

module.exports = class QuickFirstUntilNoticed extends TestEnvironment {
  isNoticed = false;
  since = new Map();

  handleTestEvent({ name, test, describeBlock }, state) {
    if (name === 'run_start') state.rootDescribeBlock.children = quickFirst(state.rootDescribeBlock);
    if (name === 'test_done' && test.errors.length > 0) this.isNoticed = true;
    if (name === 'test_start' && this.isNoticed) test.mode = 'skip';
    if (name === 'run_describe_start' && this.isNoticed) describeBlock.mode = 'skip';
    this.measure(name, test ?? describeBlock);
  }

  /** What was skipped has told nothing. */
  measure(name, what) {
    if (/^(test|run_describe)_start$/.test(name)) this.since.set(what, performance.now());
    if (/^(test_done|run_describe_finish)$/.test(name) && !this.isNoticed)
      took.set(nameOf(what), performance.now() - this.since.get(what));
  }
};

/** Those below it, each by itself: a test finds the hooks around it by its parents. Only what is set up once for several stays together. */
const apart = (block) =>
  block.children.flatMap((child) => {
    const isTogether =
      child.type !== 'describeBlock' || child.hooks.some(({ type }) => /^(beforeAll|afterAll)$/.test(type));
    return isTogether ? [child] : apart(child);
  });

const quickFirst = (block) => {
  const known = (child) => took.get(nameOf(child)) ?? 0;
  return apart(block).sort((a, b) => known(a) - known(b));
};

const nameOf = (what) => (what.parent === undefined ? '' : `${nameOf(what.parent)} ${what.name}`);
