import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { GroundsLoader } from '../grounds/grounds-loader';

type Kind = 'yellow' | 'red' | 'unattended';
const AT: Record<Kind, string> = { red: 'due_at', yellow: 'yellow_at', unattended: 'unattended_at' };
/** A clock that stands still cannot pass an instant that it had not reached when it was read. */
const REACHED: Record<Kind, string> = {
  red: 'c.due_at < n.now AND (NOT c.paused OR c.due_at <= c.computed_at)',
  yellow: 'c.yellow_at <= n.now AND (NOT c.paused OR c.yellow_at <= c.computed_at)',
  unattended: 'c.unattended_at <= n.now AND NOT c.paused',
};
const CARDS_A_STEP = 5_000;
const Issued = z.object({ issued: z.coerce.number(), seen: z.coerce.number() });

/** Issues every card whose instant has passed, each once: what is due is a row of Postgres, not a job that could be lost. */
@Injectable()
export class CardIssuer {
  constructor(private readonly postgres: DataSource, private readonly grounds: GroundsLoader) {}

  /** @returns how many cards were issued */
  async sweep(): Promise<number> {
    const { parts } = await this.grounds.fresh();
    const halls = [...parts.hallNow.keys()];
    const nows = halls.map((hall) => new Date(parts.hallNow.get(hall) ?? parts.wallNow));
    let total = 0;
    // red first: whoever is seen first when it is past due gets no yellow card as well
    for (const kind of ['red', 'yellow', 'unattended'] as const) {
      for (;;) {
        const { issued, seen } = await this.postgres.transaction((manager) => step(manager, kind, new Date(parts.wallNow), halls, nows));
        total += issued;
        if (seen < CARDS_A_STEP) break;
      }
    }
    return total;
  }
}

async function step(manager: EntityManager, kind: Kind, wallNow: Date, halls: readonly string[], nows: readonly Date[]): Promise<z.infer<typeof Issued>> {
  const at = AT[kind];
  const rows = z.array(Issued).parse(await manager.query(
    `WITH fed AS (SELECT * FROM unnest($2::text[], $3::timestamptz[]) AS t (hall, now)),
     reached AS (
       SELECT c.id, c.source, c.case_id, c.${at} AS reading, c.halls, c.unit, c.officer_id, n.now, c.due_at < n.now AS past_due
       FROM matter_clock c LEFT JOIN fed f ON f.hall = c.hall CROSS JOIN LATERAL (SELECT COALESCE(f.now, $1::timestamptz) AS now) n
       WHERE c.${at} <= $1 AND c.${kind}_reading IS DISTINCT FROM c.${at} AND ${REACHED[kind]}
       ORDER BY c.${at} LIMIT ${String(CARDS_A_STEP)} FOR UPDATE OF c SKIP LOCKED
     ),
     issued AS (
       INSERT INTO matter_card (id, matter_id, source, case_id, kind, reading, issued_at, halls, unit, officer_id, state)
       SELECT id || '-${kind}-' || (extract(epoch FROM reading) * 1000)::bigint, id, source, case_id, '${kind}', reading, now, halls, unit, officer_id, 'issued' FROM reached
       ${kind === 'yellow' ? 'WHERE past_due IS NOT TRUE' : ''}
       ON CONFLICT (matter_id, kind, reading) DO NOTHING RETURNING id, issued_at
     ),
     steps AS (INSERT INTO matter_card_step (card_id, at, from_state, to_state, actor) SELECT id, issued_at, '', 'issued', 'system' FROM issued),
     noted AS (UPDATE matter_clock c SET ${kind}_reading = r.reading${kind === 'unattended' ? '' : `, card = CASE WHEN c.card = 'red' THEN 'red' ELSE '${kind}' END`} FROM reached r WHERE c.id = r.id)
     SELECT (SELECT count(*) FROM issued) AS issued, (SELECT count(*) FROM reached) AS seen`,
    [wallNow, halls, nows],
  ));
  return rows[0] ?? { issued: 0, seen: 0 };
}
