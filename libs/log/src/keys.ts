/** Names in Redis of everything that belongs to the log. */
export const streamKey = (partition: number): string => `log:${String(partition)}`;
export const positionsKey = (partition: number): string => `log:${String(partition)}:positions`;
/** the same of any partition, for whoever goes through all keys */
export const isStreamKey = (key: string): boolean => /^log:\d+$/.test(key);
export const isPositionsKey = (key: string): boolean => /^log:\d+:positions$/.test(key);
export const LOG_KEYS = 'log:*';
/** events accepted and not yet stored, all partitions together */
export const DEPTH_KEY = 'log:depth';
/** per source: events appended, and of these stored */
export const APPENDED_KEY = 'log:appended';
export const STORED_KEY = 'log:landed';
/** dedup keys: the identities accepted within a window, in whatever partition they lie */
export const DEDUP_KEYS_PREFIX = 'log:claims:';
/** number of the window that is being filled, and since when, epoch s */
export const DEDUP_WINDOW_KEY = 'log:claim-window';

/** identities of a source that a bulk load is storing at this moment, with the hashes of their bodies */
export const BULK_PREFIX = 'log:bulk:';
/** name of the lease that a bulk load of a source holds: without it what it has noted counts for nothing */
export const bulkLease = (source: string): string => `bulk:${source}`;

/** names of the leases under which a partition is written and shown */
export const writerLease = (partition: number): string => `writer:${String(partition)}`;
export const liveLease = (partition: number): string => `live-${String(partition)}`;
/** name of the lease of whoever gives the log more partitions: the door takes nothing meanwhile */
export const MOVE_LEASE = 'log-move';
/** while it is there nobody serves a partition */
export const STILL_KEY = 'log:still';

/** Partition of a hall (or of a source for events without one): FNV-1a, the same in every process and version. */
export function partitionOf(key: string, partitions: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) {
    hash ^= key.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash >>> 0) % partitions;
}

/** Orders stream entry ids `ms-seq`. */
export function compareEntryIds(a: string, b: string): number {
  const [aMs = '0', aSeq = '0'] = a.split('-');
  const [bMs = '0', bSeq = '0'] = b.split('-');
  return Number(aMs) - Number(bMs) || Number(aSeq) - Number(bSeq);
}
