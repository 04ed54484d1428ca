// Loading its modules took most component tests longer than they last. The modules are loaded once for all files of a worker, into the page that
// the files share (environment.cjs): by the runtime of the first file, which stays.
const { default: Runtime } = require('jest-runtime');

let first;

module.exports = class SharedRuntime extends Runtime {
  constructor(config, environment, ...more) {
    super(config, environment, ...more);
    if (environment.isShared) first ??= this;
    this.loader = environment.isShared ? first : this;
    this.page = environment;
    // the file before has left it between two tests, where nothing may be loaded
    this.loader.enterTestCode();
  }

  requireModule(from, name, options, ...more) {
    if (options?.isInternalModule) return super.requireModule(from, name, options, ...more);
    if (this.loader !== this) return this.loader.requireModule(from, name, options, ...more);
    this.page.loading += 1;
    try {
      return super.requireModule(from, name, options, ...more);
    } finally {
      this.page.loading -= 1;
    }
  }

  getSourceMaps() {
    return this.loader === this ? super.getSourceMaps() : this.loader.getSourceMaps();
  }

  enterTestCode() {
    super.enterTestCode();
    if (this.loader !== this) this.loader.enterTestCode();
  }

  leaveTestCode() {
    super.leaveTestCode();
    if (this.loader !== this) this.loader.leaveTestCode();
  }

  restoreAllMocks() {
    super.restoreAllMocks();
    if (this.loader !== this) this.loader.restoreAllMocks();
  }

  teardown() {
    this.restoreAllMocks();
    if (this !== first) super.teardown();
  }
};
