import type { ClockTimes } from '@cockpit/domain';
import { z } from 'zod';

const Limit = z.object({
  unit: z.enum(['working-days', 'working-hours', 'calendar-days', 'hours']),
  amount: z.number(),
});
/** The data that a card was based on when it was issued. Epoch ms. */
export const StoredBasis = z.object({
  acceptedAt: z.number(),
  closedAt: z.number().nullable(),
  ownDue: z.number().nullable(),
  from: z.enum(['promised', 'statutory', 'kind', 'source', 'parts', 'none', 'stage']),
  limit: Limit.nullable(),
  pauses: z.array(z.object({ from: z.number(), to: z.number().nullable(), reason: z.string() })),
  extensions: z.array(z.object({ days: z.number(), approvedBy: z.string() })),
  since: z.string().nullable(),
  revision: z.number(),
  dueAt: z.number(),
  yellowAt: z.number(),
});
export type StoredBasis = z.infer<typeof StoredBasis>;

/** @param since first day of the item version; @param revision of the calendar */
export function basisOf(
  times: ClockTimes | null,
  since: string | null,
  reading: { dueAt: number; yellowAt: number } | null,
  revision: number,
): StoredBasis | null {
  if (times === null || reading === null) return null;
  return {
    ...times,
    pauses: [...times.pauses],
    extensions: times.extensions.map(({ days, approvedBy }) => ({ days, approvedBy })),
    since,
    revision,
    dueAt: Math.round(reading.dueAt),
    yellowAt: Math.round(reading.yellowAt),
  };
}
