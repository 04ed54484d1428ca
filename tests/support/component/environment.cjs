// A page without a browser, with the requests of Node, which jsdom has not.
const { TestEnvironment } = require('jest-environment-jsdom');

module.exports = class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    Object.assign(this.global, { fetch, Headers, Request, Response, AbortSignal, AbortController, structuredClone });
  }
};
