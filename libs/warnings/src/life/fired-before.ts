import { FLAP_SPAN_MS } from '@cockpit/domain';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { WarningScope } from '../rules/rule';

const Rows = z.array(z.object({ at: z.date() }));
/** `since` is at most so long before a warning fires: the index goes by it */
const LONGEST_MS = 6 * 3_600_000;

/** When warnings of this rule and place fired within the last hour. One that somebody ended with a reason was told anew on purpose. */
export async function firedBefore(
  manager: EntityManager,
  of: { hall: string; rule: string; scope: WarningScope },
  now: number,
): Promise<Date[]> {
  const rows: unknown = await manager.query(
    `SELECT fired_at AS at FROM warning
     WHERE hall = $1 AND rule = $2 AND scope_kind = $3 AND scope_code = $4 AND since > $5 AND fired_at > $6 AND fired_at <= $7
       AND ended_as IS DISTINCT FROM 'explained'
     ORDER BY fired_at`,
    [of.hall, of.rule, of.scope.kind, of.scope.code, ...[LONGEST_MS, FLAP_SPAN_MS, 0].map((ms) => new Date(now - ms))],
  );
  return Rows.parse(rows).map(({ at }) => at);
}
