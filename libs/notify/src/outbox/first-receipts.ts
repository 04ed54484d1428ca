import type { EntityManager } from 'typeorm';
import { z } from 'zod';

const Receipt = z.object({ subject: z.string(), at: z.date(), recipient: z.string() });
/** The first receipt of a subject. `at` is wall-clock time. */
export type Receipt = z.infer<typeof Receipt>;

/** In-app messages alert nobody, so they do not count. */
const FIRST = `
  SELECT DISTINCT ON (o.subject) o.subject, o.delivered_at AS at, o.recipient
  FROM notify_outbox o JOIN notify_channel c ON c.id = o.channel_id
  WHERE o.phase = 'open' AND o.delivered_at > now() - interval '1 day' AND starts_with(o.subject, $1) AND c.kind <> 'in-app' AND NOT o.subject = ANY($2)
    AND ($3::text IS NULL OR o.occasion = $3)
  ORDER BY o.subject, o.delivered_at`;

/**
 * The first receipt of each subject of the last day.
 * @param prefix of the subjects, as `warning/` @param known subjects to skip @param occasion restricts the messages
 */
export const firstReceipts = async (
  manager: EntityManager,
  prefix: string,
  known: readonly string[],
  occasion: string | null = null,
): Promise<Receipt[]> => z.array(Receipt).parse(await manager.query(FIRST, [prefix, known, occasion]));
