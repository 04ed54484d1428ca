import { PredictedChange } from '@cockpit/contracts';
import type { DataSource, EntityManager } from 'typeorm';
import { z } from 'zod';

const Measure = z.object({
  windowId: z.string().nullable(),
  queues: z.array(z.string()),
  predicted: z.record(z.string(), PredictedChange),
  at: z.date(),
  by: z.string(),
});
/** A measure of a hall that was agreed to or carried out. `at`: hall time; `by`: who decided it, `feed` where the events alone tell. */
export type Measure = z.infer<typeof Measure>;

/** Done as the feeds tell, or begun, where nothing tells (people are led away by word of mouth). */
const CARRIED_OUT = `
  SELECT window_id AS "windowId", queues, predicted, coalesce(carried_out_at, answered_at) AS at, coalesce(answered_by, 'feed') AS by FROM prompt
  WHERE hall = $1 AND state IN ('accepted', 'carried-out', 'done') AND coalesce(carried_out_at, answered_at) >= $2
    AND (carried_out_at IS NOT NULL OR kind IN ('guide', 'other-hall'))
  ORDER BY 4`;
const AGREED = `
  SELECT window_id AS "windowId", queues, predicted, answered_at AS at, coalesce(answered_by, 'feed') AS by FROM prompt
  WHERE hall = $1 AND answered_at >= $2 AND answered_at < $3 AND state IN ('accepted', 'carried-out', 'done') ORDER BY 4`;

/** Measures of a hall carried out since a moment, the first one first. */
export const measuresSince = async (manager: EntityManager, hall: string, from: Date): Promise<Measure[]> =>
  z.array(Measure).parse(await manager.query(CARRIED_OUT, [hall, from]));

/** Measures of a hall agreed to between two moments, the first one first. */
export const measuresAgreed = async (
  postgres: DataSource,
  hall: string,
  [from, to]: readonly [Date, Date],
): Promise<Measure[]> => z.array(Measure).parse(await postgres.query(AGREED, [hall, from, to]));
