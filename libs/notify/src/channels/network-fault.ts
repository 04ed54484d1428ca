import { message, type Message } from '@cockpit/contracts';

type Kind = 'refused' | 'not-found' | 'no-answer' | 'broken' | 'no-way';

/** Error codes of the operating system and of undici. */
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
const CERTIFICATE_ERROR = /CERT|ISSUER|ALTNAME/;

/** A readable text for a network error code. @returns undefined for an unknown code */
export function networkFault(code: string): Message | undefined {
  const kind = KIND_OF[code];
  if (kind !== undefined) return message(`unreached.${kind}`, {});
  return CERTIFICATE_ERROR.test(code) ? message('unreached.certificate', {}) : undefined;
}
