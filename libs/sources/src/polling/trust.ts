import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { CodedError } from './greeting';
import type { DatabasePlace } from './session';

export const BAD_CA = 'BAD_CA';
const BLOCK = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

export interface Trust {
  /** the name or address that the server's certificate has to carry */
  name: string;
  isAddress: boolean;
  /** whose signatures count; undefined: those of the authorities that Node knows */
  ca: string[] | undefined;
}

/** Whom a connection believes. @throws {CodedError} when what was given as an authority is no certificate */
export function trustOf({ host, tlsName, ca }: Pick<DatabasePlace, 'host' | 'tlsName' | 'ca'>): Trust {
  const name = tlsName ?? host;
  return { name, isAddress: isIP(name) !== 0, ca: ca === null ? undefined : certificatesIn(ca) };
}

function certificatesIn(pem: string): string[] {
  const blocks = pem.match(BLOCK) ?? [];
  // what TLS cannot read it would leave out without a word
  if (blocks.length === 0) throw new CodedError(BAD_CA, 'no certificate in PEM');
  for (const block of blocks)
    try {
      new X509Certificate(block);
    } catch (error) {
      throw new CodedError(BAD_CA, error instanceof Error ? error.message : String(error));
    }
  return blocks;
}
