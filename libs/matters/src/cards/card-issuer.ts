import type { CARD_KINDS } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { GroundsLoader } from '../grounds/grounds-loader';

type Kind = (typeof CARD_KINDS)[number];
/** The column in which a clock says when, the one that remembers for which instant its card is out, and when that has come. */
interface Due { at: string; noted: string; reached: string }
/** A clock that stands still cannot pass an instant that it had not reached when it was read. */
const passed = (at: string, than: '<' | '<=', runs = 'NOT c.paused'): string => `c.${at} ${than} n.now AND (${runs} OR c.${at} <= c.computed_at)`;
/** Nobody's pause stops a due time that the source set. */
const RUNS = "NOT c.paused OR c.basis ->> 'from' = 'source'";
const DUE: Record<Kind, Due> = {
  red: { at: 'due_at', noted: 'red_reading', reached: passed('due_at', '<', RUNS) },
  yellow: { at: 'yellow_at', noted: 'yellow_reading', reached: passed('yellow_at', '<=', RUNS) },
  'stage-red': { at: 'stage_due_at', noted: 'stage_red_reading', reached: passed('stage_due_at', '<') },
  'stage-yellow': { at: 'stage_yellow_at', noted: 'stage_yellow_reading', reached: passed('stage_yellow_at', '<=') },
  unattended: { at: 'unattended_at', noted: 'unattended_reading', reached: 'c.unattended_at <= n.now AND NOT c.paused' },
};
/** Red first: whoever is seen first when it is past due gets no yellow card as well. */
const IN_TURN = ['red', 'yellow', 'stage-red', 'stage-yellow', 'unattended'] as const satisfies readonly Kind[];
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
    for (const kind of IN_TURN) {
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
  const { at, noted, reached } = DUE[kind];
  const ofStage = kind === 'stage-red' || kind === 'stage-yellow';
  const soon = kind === 'yellow' || kind === 'stage-yellow';
  const shown = kind === 'red' || kind === 'yellow' ? `, card = CASE WHEN c.card = 'red' THEN 'red' ELSE '${kind}' END` : '';
  const rows = z.array(Issued).parse(await manager.query(
    `WITH fed AS (SELECT * FROM unnest($2::text[], $3::timestamptz[]) AS t (hall, now)),
     reached AS (
       SELECT c.id, c.source, c.case_id, c.${at} AS reading, c.halls, c.unit, c.officer_id, n.now, ${ofStage ? 'c.stage_due_at' : 'c.due_at'} < n.now AS past_due,
         ${ofStage ? 'c.stage' : 'NULL::text'} AS stage, c.${ofStage ? 'stage_basis' : 'basis'} AS basis
       FROM matter_clock c LEFT JOIN fed f ON f.hall = c.hall CROSS JOIN LATERAL (SELECT COALESCE(f.now, $1::timestamptz) AS now) n
       WHERE c.${at} <= $1 AND c.${noted} IS DISTINCT FROM c.${at} AND ${reached}
       ORDER BY c.${at} LIMIT ${String(CARDS_A_STEP)} FOR UPDATE OF c SKIP LOCKED
     ),
     issued AS (
       INSERT INTO matter_card (id, matter_id, source, case_id, kind, reading, issued_at, halls, unit, officer_id, state, stage, basis)
       SELECT id || '-${kind}-' || (extract(epoch FROM reading) * 1000)::bigint, id, source, case_id, '${kind}', reading, now, halls, unit, officer_id, 'issued', stage, basis FROM reached
       ${soon ? 'WHERE past_due IS NOT TRUE' : ''}
       ON CONFLICT (matter_id, kind, reading) DO NOTHING RETURNING id, issued_at
     ),
     steps AS (INSERT INTO matter_card_step (card_id, at, from_state, to_state, actor) SELECT id, issued_at, '', 'issued', 'system' FROM issued),
     noted AS (UPDATE matter_clock c SET ${noted} = r.reading${shown} FROM reached r WHERE c.id = r.id)
     SELECT (SELECT count(*) FROM issued) AS issued, (SELECT count(*) FROM reached) AS seen`,
    [wallNow, halls, nows],
  ));
  return rows[0] ?? { issued: 0, seen: 0 };
}
