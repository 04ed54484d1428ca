import type { EntityManager } from 'typeorm';
import { z } from 'zod';

const Receipt = z.object({ subject: z.string(), at: z.date(), recipient: z.string() });
/** That a channel has a message. `at`: wall clock. */
export type Receipt = z.infer<typeof Receipt>;

/** A message on our own pages tells nobody by itself. */
const FIRST = `
  SELECT DISTINCT ON (o.subject) o.subject, o.delivered_at AS at, o.recipient
  FROM notify_outbox o JOIN notify_channel c ON c.id = o.channel_id
  WHERE o.phase = 'open' AND o.delivered_at > now() - interval '1 day' AND starts_with(o.subject, $1) AND c.kind <> 'in-app' AND NOT o.subject = ANY($2)
    AND ($3::text IS NULL OR o.occasion = $3)
  ORDER BY o.subject, o.delivered_at`;

/**
 * Of each subject that was told of within the last day, the first receipt.
 * @param prefix of the subjects, as `warning/` @param known subjects whose receipt is known already @param occasion of these messages alone
 */
export const firstReceipts = async (
  manager: EntityManager,
  prefix: string,
  known: readonly string[],
  occasion: string | null = null,
): Promise<Receipt[]> => z.array(Receipt).parse(await manager.query(FIRST, [prefix, known, occasion]));
