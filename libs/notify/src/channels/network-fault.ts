import { message, type Message } from '@cockpit/contracts';

type Kind = 'refused' | 'not-found' | 'no-answer' | 'broken' | 'no-way';

/** Codes of the system and of undici. */
const KIND_OF: Readonly<Record<string, Kind>> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'not-found',
  EAI_AGAIN: 'not-found',
  ETIMEDOUT: 'no-answer',
  UND_ERR_CONNECT_TIMEOUT: 'no-answer',
  UND_ERR_HEADERS_TIMEOUT: 'no-answer',
  UND_ERR_BODY_TIMEOUT: 'no-answer',
  ECONNRESET: 'broken',
  EPIPE: 'broken',
  UND_ERR_SOCKET: 'broken',
  EHOSTUNREACH: 'no-way',
  ENETUNREACH: 'no-way',
};
const OF_A_CERTIFICATE = /CERT|ISSUER|ALTNAME/;

/** What people read instead of the code of an error of the network. @returns undefined where there are no words for it */
export function networkFault(code: string): Message | undefined {
  const kind = KIND_OF[code];
  if (kind !== undefined) return message(`unreached.${kind}`, {});
  return OF_A_CERTIFICATE.test(code) ? message('unreached.certificate', {}) : undefined;
}
