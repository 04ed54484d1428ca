// A page without a browser, with what Node has and jsdom lacks.
const { TestEnvironment } = require('jest-environment-jsdom');

module.exports = class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    const ofRequests = { fetch, Headers, Request, Response, AbortSignal, AbortController };
    const ofBytes = { ReadableStream, TextDecoder, TextDecoderStream, TextEncoder };
    Object.assign(this.global, { ...ofRequests, ...ofBytes, structuredClone });
  }
};
