import { createHash } from 'node:crypto';

/** Names a history by the events it is made of, whatever their order. */
export const revisionOf = (events: readonly { identity: string }[]): string =>
  createHash('sha256')
    .update([...new Set(events.map(({ identity }) => identity))].sort().join())
    .digest('hex')
    .slice(0, 16);
