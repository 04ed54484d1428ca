import { createHmac } from 'node:crypto';
import { z } from 'zod';

/** An audit entry as hashed: every column, read back from the database. */
export const ChainedEntry = z.object({
  id: z.string(),
  /** UTC, to the microsecond */
  at: z.string(),
  actor_kind: z.string(),
  actor_id: z.string(),
  actor_name: z.string(),
  action: z.string(),
  target: z.string(),
  correlation_id: z.string().nullable(),
  before: z.unknown(),
  after: z.unknown(),
});
export type ChainedEntry = z.infer<typeof ChainedEntry>;

/** The previous hash of the first link. */
export const NOTHING_BEFORE = '0'.repeat(64);

/** Canonical JSON with sorted keys and no spaces, so that equal values give equal text. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(
          Object.entries(item as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
        )
      : item,
  );
}

/**
 * HMAC-SHA-256 in hexadecimal over the previous link, the position and the entry. The key is not in the database, so
 * that write access to it is not enough to forge a chain.
 */
export const hashOfLink = (key: Buffer, seq: number, previous: string, entry: ChainedEntry): string =>
  createHmac('sha256', key).update(canonical({ seq, previous, entry })).digest('hex');
