import { createHmac } from 'node:crypto';
import { z } from 'zod';

/** An entry as the chain sees it: every column, read back from the database. */
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

/** What stands before the first link. */
export const NOTHING_BEFORE = '0'.repeat(64);

/** JSON with sorted keys and no spaces: the same value is the same text, whoever writes it. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
        )
      : inner,
  );
}

/**
 * HMAC-SHA-256, hexadecimal, over the link before, the place in the chain and the whole entry. Its key is not in the database:
 * whoever can write there cannot make a chain that fits.
 */
export const hashOfLink = (key: Buffer, seq: number, previous: string, entry: ChainedEntry): string =>
  createHmac('sha256', key).update(canonical({ seq, previous, entry })).digest('hex');
