import { WarningTold } from '@cockpit/contracts';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';

const Row = WarningTold.extend({ subject: z.string() });
/** In-app messages do not count because they alert nobody. A message counts as delivered only with a receipt. */
const TOLD = `
  SELECT o.subject, count(*) FILTER (WHERE o.state IN ('delivered', 'acknowledged'))::int AS delivered,
    count(*) FILTER (WHERE o.state IN ('queued', 'sent', 'failed'))::int AS waiting, count(*) FILTER (WHERE o.state = 'dead')::int AS failed
  FROM notify_outbox o JOIN notify_channel c ON c.id = o.channel_id
  WHERE o.subject = ANY($1) AND o.phase IN ('open', 'back') AND o.state <> 'withdrawn' AND c.kind <> 'in-app' GROUP BY o.subject`;

/** Delivery counts per subject; subjects without messages are missing. */
export async function deliveriesOf(
  manager: EntityManager,
  subjects: readonly string[],
): Promise<Map<string, WarningTold>> {
  if (subjects.length === 0) return new Map();
  const rows = z.array(Row).parse(await manager.query(TOLD, [subjects]));
  return new Map(rows.map(({ subject, ...told }) => [subject, told]));
}
