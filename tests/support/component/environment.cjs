// A page without a browser, with what Node has and jsdom lacks; one for all files of a worker, since their modules are loaded once (runtime.cjs).
const { readFileSync } = require('node:fs');
const { TestEnvironment } = require('jest-environment-jsdom');

/** A file that replaces modules has modules of its own, and so a page of its own: what they keep of it would be another's. */
const OWN_MODULES = /\bjest\.(mock|isolateModules|resetModules)\(/;

let shared;

module.exports = class extends TestEnvironment {
  constructor(config, context) {
    const isShared = !OWN_MODULES.test(readFileSync(context.testPath, 'utf8'));
    if (isShared && shared !== undefined) return shared;
    super(config, context);
    this.isShared = isShared;
    const ofRequests = { fetch, Headers, Request, Response, AbortSignal, AbortController };
    const ofBytes = { ReadableStream, TextDecoder, TextDecoderStream, TextEncoder };
    Object.assign(this.global, { ...ofRequests, ...ofBytes, structuredClone });
    if (!isShared) return;
    shared = this;
    this.timers = timersOf(this.global);
  }

  /** The next file finds the page as this one found it. */
  async teardown() {
    if (!this.isShared) return super.teardown();
    this.fakeTimers.dispose();
    this.fakeTimersModern.dispose();
    this.timers.clear();
    const { document, localStorage, sessionStorage, history } = this.global;
    document.head.innerHTML = document.body.innerHTML = '';
    for (const element of [document.documentElement, document.body])
      for (const { name } of [...element.attributes]) element.removeAttribute(name);
    localStorage.clear();
    sessionStorage.clear();
    history.replaceState(null, '', '/');
  }
};

/** What a file has begun and not ended would run within the next one. */
function timersOf(window) {
  const begun = new Map();
  for (const [begin, end] of [
    ['setTimeout', 'clearTimeout'],
    ['setInterval', 'clearInterval'],
    ['requestAnimationFrame', 'cancelAnimationFrame'],
  ]) {
    const [original, stop] = [window[begin].bind(window), window[end].bind(window)];
    window[begin] = (...given) => {
      const id = original(...given);
      begun.set(id, stop);
      return id;
    };
  }
  return {
    clear: () => {
      for (const [id, stop] of begun) stop(id);
      begun.clear();
    },
  };
}
