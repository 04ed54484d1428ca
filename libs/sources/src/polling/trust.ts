import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { CodedError } from './greeting';
import type { DatabasePlace } from './session';

export const BAD_CA = 'BAD_CA';
const BLOCK = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

export interface Trust {
  /** the name or address that the server's certificate must contain */
  name: string;
  isAddress: boolean;
  /** trusted authorities; undefined: those of Node */
  ca: string[] | undefined;
}

/**
 * Trust settings of a connection.
 * @throws {CodedError} when the given authority is no certificate
 */
export function trustOf({ host, tlsName, ca }: Pick<DatabasePlace, 'host' | 'tlsName' | 'ca'>): Trust {
  const name = tlsName ?? host;
  return { name, isAddress: isIP(name) !== 0, ca: ca === null ? undefined : certificatesIn(ca) };
}

function certificatesIn(pem: string): string[] {
  const blocks = pem.match(BLOCK) ?? [];
  // TLS silently ignores unreadable certificates
  if (blocks.length === 0) throw new CodedError(BAD_CA, 'no certificate in PEM');
  for (const block of blocks)
    try {
      new X509Certificate(block);
    } catch (error) {
      throw new CodedError(BAD_CA, error instanceof Error ? error.message : String(error));
    }
  return blocks;
}
