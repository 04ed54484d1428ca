import { DeedCode, EFFECT_METHODS, PredictedChange } from '@cockpit/contracts';
import type { DataSource } from 'typeorm';
import { z } from 'zod';

const At = z.date().nullable();
const PromptFact = z.object({
  id: z.string(),
  hall: z.string(),
  kind: z.string(),
  origin: z.string(),
  decidedAt: z.date(),
  acceptedAt: At,
  carriedOutAt: At,
  predicted: z.record(z.string(), PredictedChange),
  saved: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** null where nothing was looked at */
  deed: DeedCode.nullable(),
});
/** What the figures of prompts are made of. Times are hall times; `saved` with its interval in person-minutes as observed, null while it is not. */
export type PromptFact = z.infer<typeof PromptFact>;

/** Only what was observed: what was simulated of a prompt is what was expected of it. */
const FACTS = `
  SELECT p.id, p.hall, p.kind, p.origin, p.decided_at AS "decidedAt", p.carried_out_at AS "carriedOutAt", p.predicted, e.saved_min AS saved, e.low_min AS low, e.high_min AS high,
    e.deed->>'code' AS deed,
    (SELECT min(at) FROM prompt_transition t WHERE t.prompt_id = p.id AND t.to_state = 'accepted') AS "acceptedAt"
  FROM prompt p LEFT JOIN prompt_effect e ON e.prompt_id = p.id AND e.method = '${EFFECT_METHODS.observed}' WHERE p.decided_at >= $1 AND p.decided_at < $2`;

/** Prompts decided between two instants, with what became of them. */
export const promptFacts = async (postgres: DataSource, [from, to]: readonly [Date, Date]): Promise<PromptFact[]> =>
  z.array(PromptFact).parse(await postgres.query(FACTS, [from, to]));
