import { failure } from './post';

const thrown = (code: string, words: string) =>
  failure(Object.assign(new Error('fetch failed'), { cause: Object.assign(new Error(words), { code }) }));

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
  ['ERR_FORBIDDEN_ADDRESS', '10.0.0.1 is inside', 'unsent.forbidden'],
])('%s has a sentence, and keeps what the network said', (code, words, sentence) => {
  const refusal = thrown(code, words);
  expect(refusal.fault).toEqual({ code: sentence, params: {} });
  expect(refusal.detail).toContain(words);
});

it('says of a code that it does not know only what the network said', () => {
  expect(thrown('EWHATEVER', 'unheard of')).toMatchObject({ reason: 'unreachable', detail: 'EWHATEVER: unheard of' });
  expect(thrown('EWHATEVER', 'unheard of').fault).toBeUndefined();
});
