// A page without a browser, with what Node has and jsdom lacks; one for all files of a worker, since their modules are loaded once (runtime.cjs).
const { readFileSync } = require('node:fs');
const { TestEnvironment } = require('jest-environment-jsdom');

/** A file that replaces modules has modules of its own, and so a page of its own: what they keep of it would be another's. */
const OWN_MODULES = /\bjest\.(mock|isolateModules|resetModules)\(/;

const BY_HAND = /^(key|pointer|mouse|touch|click)/;

let shared;

module.exports = class extends TestEnvironment {
  /** how many modules are being loaded, one within the other */
  loading = 0;

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
    const { document } = this.global;
    this.ends = [timersOf(this.global), this.listenersOf(this.global), this.listenersOf(document)];
  }

  /** The next file finds the page as this one found it. */
  async teardown() {
    if (!this.isShared) return super.teardown();
    this.global.dispatchEvent(new this.global.Event('test-file-over'));
    this.fakeTimers.dispose();
    this.fakeTimersModern.dispose();
    for (const end of this.ends) end();
    const { document, localStorage, sessionStorage, history, StorageEvent } = this.global;
    document.head.innerHTML = document.body.innerHTML = '';
    for (const element of [document.documentElement, document.body])
      for (const { name } of [...element.attributes]) element.removeAttribute(name);
    localStorage.clear();
    sessionStorage.clear();
    // what keeps a value of the storage hears so that it is gone
    this.global.dispatchEvent(new StorageEvent('storage', { key: null, storageArea: localStorage }));
    history.replaceState(null, '', '/');
  }

  /**
   * Keys and pointers that a component listens to which nobody unmounted are let go of. What a module listens to while it is loaded stays,
   * and so does what libraries hear of the page itself, such as whether somebody looks at it.
   */
  listenersOf(target) {
    const begun = [];
    const listen = target.addEventListener.bind(target);
    target.addEventListener = (...given) => {
      if (this.loading === 0 && BY_HAND.test(given[0])) begun.push(given);
      return listen(...given);
    };
    return () => {
      for (const given of begun.splice(0)) target.removeEventListener(...given);
    };
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
  return () => {
    for (const [id, stop] of begun) stop(id);
    begun.clear();
  };
}
