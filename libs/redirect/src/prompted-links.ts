import type { DataSource } from 'typeorm';
import { z } from 'zod';

const PromptedLink = z.object({ windowId: z.string(), queues: z.array(z.string()), at: z.date() });
/** A window was to serve these queues, hall time. */
export type PromptedLink = z.infer<typeof PromptedLink>;

const LINKS = `
  SELECT window_id AS "windowId", queues, decided_at AS at FROM prompt
  WHERE hall = $1 AND decided_at >= $2 AND decided_at < $3 AND kind IN ('reassign', 'link') AND origin = 'recommender' AND window_id IS NOT NULL
  ORDER BY 3`;

/** Prompts of a hall between two moments for a window to serve other queues, whatever became of them. */
export const promptedLinks = async (
  postgres: DataSource,
  hall: string,
  [from, to]: readonly [Date, Date],
): Promise<PromptedLink[]> => z.array(PromptedLink).parse(await postgres.query(LINKS, [hall, from, to]));
