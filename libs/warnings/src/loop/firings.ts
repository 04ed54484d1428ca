import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { WATCHDOG } from '../rules/pulse-rules';

const Firing = z.object({ hall: z.string(), at: z.date() });

/** A row is changed, a step never. */
const FIRED = `
  SELECT w.hall, min(t.at) AS at FROM warning w JOIN warning_transition t ON t.warning_id = w.id AND t.to_state = 'firing'
  WHERE w.rule <> $1 AND w.hall = ANY($2) AND w.since >= $3 AND w.since < $4 GROUP BY w.id, w.hall`;

/** Warnings of halls that fired as their steps tell, whatever their rows say, of those that began between two instants (hall time). */
export const firingsOf = async (
  postgres: DataSource,
  halls: readonly string[],
  [from, to]: readonly [Date, Date],
): Promise<z.infer<typeof Firing>[]> => z.array(Firing).parse(await postgres.query(FIRED, [WATCHDOG, halls, from, to]));
