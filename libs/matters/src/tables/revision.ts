import { createHash } from 'node:crypto';

/** A hash of the history's events, independent of their order. */
export const revisionOf = (events: readonly { identity: string }[]): string =>
  createHash('sha256')
    .update([...new Set(events.map(({ identity }) => identity))].sort().join())
    .digest('hex')
    .slice(0, 16);
