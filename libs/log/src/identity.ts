import { createHash } from 'node:crypto';

/** 32 hex characters naming (source name, CloudEvents source, id). Lengths first: no two triples read the same. */
export function identityOf(sourceName: string, ceSource: string, id: string): string {
  return createHash('sha256')
    .update(`${String(sourceName.length)}.${String(ceSource.length)}.${sourceName}${ceSource}${id}`)
    .digest('hex')
    .slice(0, 32);
}
