import { faultField, networkFault } from './network-fault';
import { failure } from './post';

const thrown = (code: string, words: string): string =>
  failure(Object.assign(new Error('fetch failed'), { cause: Object.assign(new Error(words), { code }) })).detail;

it.each([
  ['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:9', 'unreached.refused'],
  ['ENOTFOUND', 'getaddrinfo ENOTFOUND nowhere.example', 'unreached.not-found'],
  ['ETIMEDOUT', 'connect ETIMEDOUT 10.0.0.1:443', 'unreached.no-answer'],
  ['UND_ERR_CONNECT_TIMEOUT', 'Connect Timeout Error', 'unreached.no-answer'],
  ['ECONNRESET', 'read ECONNRESET', 'unreached.broken'],
  ['EHOSTUNREACH', 'connect EHOSTUNREACH 10.0.0.1:443', 'unreached.no-way'],
  ['CERT_HAS_EXPIRED', 'certificate has expired', 'unreached.certificate'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate', 'unreached.certificate'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'unable to get local issuer certificate', 'unreached.certificate'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'Hostname does not match', 'unreached.certificate'],
])('%s, as a refusal is written, has a sentence', (code, words, sentence) => {
  expect(networkFault(thrown(code, words))).toEqual({ code: sentence, params: {} });
});

it.each([
  null,
  '',
  'HTTP 400 ECONNREFUSED: no',
  'the channel is switched off',
  'EWHATEVER: unheard of',
  '130101: frequent',
])('leaves %j as it is', (detail) => {
  expect(networkFault(detail)).toBeUndefined();
  expect(faultField(detail)).toEqual({});
});
