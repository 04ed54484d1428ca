/** Redis keys of the log. */
export const streamKey = (partition: number): string => `log:${String(partition)}`;
export const positionsKey = (partition: number): string => `log:${String(partition)}:positions`;
/** matches the key of any partition's stream */
export const isStreamKey = (key: string): boolean => /^log:\d+$/.test(key);
export const isPositionsKey = (key: string): boolean => /^log:\d+:positions$/.test(key);
export const LOG_KEYS = 'log:*';
/** number of events accepted and not yet stored, over all partitions */
export const DEPTH_KEY = 'log:depth';
/** per source: number of appended events, and of stored ones */
export const APPENDED_KEY = 'log:appended';
export const STORED_KEY = 'log:landed';
/** dedup keys: identities accepted within a window, over all partitions */
export const DEDUP_KEYS_PREFIX = 'log:claims:';
/** number of the current window, and its start, epoch s */
export const DEDUP_WINDOW_KEY = 'log:claim-window';

/** identities of a source that a bulk load is storing now, with the hashes of their bodies */
export const BULK_PREFIX = 'log:bulk:';
/** lease of a source's bulk load; without it the load's identities are ignored */
export const bulkLease = (source: string): string => `bulk:${source}`;

/** leases for writing a partition and for showing it live */
export const writerLease = (partition: number): string => `writer:${String(partition)}`;
export const liveLease = (partition: number): string => `live-${String(partition)}`;
/** lease of a running partition move; ingestion refuses events meanwhile */
export const MOVE_LEASE = 'log-move';
/** while this key exists no process serves a partition */
export const STILL_KEY = 'log:still';

/** Partition of a hall (or of a source, for events without hall): FNV-1a, the same in every process and version. */
export function partitionOf(key: string, partitions: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) {
    hash ^= key.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash >>> 0) % partitions;
}

/** Compares stream entry ids `ms-seq`. */
export function compareEntryIds(a: string, b: string): number {
  const [aMs = '0', aSeq = '0'] = a.split('-');
  const [bMs = '0', bSeq = '0'] = b.split('-');
  return Number(aMs) - Number(bMs) || Number(aSeq) - Number(bSeq);
}
