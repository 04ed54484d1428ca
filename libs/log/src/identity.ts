import { createHash, hash } from 'node:crypto';

/**
 * 32 hex characters that identify (source name, CloudEvents source, id). The lengths come first, so that different
 * triples never collide.
 */
export const identityOf = (sourceName: string, ceSource: string, id: string): string =>
  sha256(`${String(sourceName.length)}.${String(ceSource.length)}.${sourceName}${ceSource}${id}`).slice(0, 32);

/** Hexadecimal digest. `crypto.hash` costs half as much, but Node 20.11 and older lack it. */
export const sha256: (text: string) => string =
  typeof hash === 'function'
    ? (text) => hash('sha256', text, 'hex')
    : (text) => createHash('sha256').update(text).digest('hex');
