import { WarningTold } from '@cockpit/contracts';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';

const Row = WarningTold.extend({ subject: z.string() });
/** A message on our own pages tells nobody by itself. What is on its way is not there: only a receipt counts. */
const TOLD = `
  SELECT o.subject, count(*) FILTER (WHERE o.state IN ('delivered', 'acknowledged'))::int AS delivered,
    count(*) FILTER (WHERE o.state IN ('queued', 'sent', 'failed'))::int AS waiting, count(*) FILTER (WHERE o.state = 'dead')::int AS failed
  FROM notify_outbox o JOIN notify_channel c ON c.id = o.channel_id
  WHERE o.subject = ANY($1) AND o.phase IN ('open', 'back') AND o.state <> 'withdrawn' AND c.kind <> 'in-app' GROUP BY o.subject`;

/** What became of the messages about each of these; a subject of which nothing was written is not there. */
export async function deliveriesOf(
  manager: EntityManager,
  subjects: readonly string[],
): Promise<Map<string, WarningTold>> {
  if (subjects.length === 0) return new Map();
  const rows = z.array(Row).parse(await manager.query(TOLD, [subjects]));
  return new Map(rows.map(({ subject, ...told }) => [subject, told]));
}
