import type { CARD_KINDS } from '@cockpit/contracts';
import { DeadLetters } from '@cockpit/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { GroundsLoader } from '../grounds/grounds-loader';

type Kind = (typeof CARD_KINDS)[number];
/**
 * The column with the instant, the column with the instant of the issued card, and the SQL condition that the instant
 * has passed.
 */
interface Due {
  at: string;
  noted: string;
  reached: string;
}
/** A paused clock passes no instant that it had not reached when it was computed. */
const passed = (at: string, than: '<' | '<=', runs = 'NOT c.paused'): string =>
  `c.${at} ${than} n.now AND (${runs} OR c.${at} <= c.computed_at)`;
/** A due time set by the source ignores pauses. */
const RUNS = "NOT c.paused OR c.basis ->> 'from' = 'source'";
const DUE: Record<Kind, Due> = {
  red: { at: 'due_at', noted: 'red_reading', reached: passed('due_at', '<', RUNS) },
  yellow: { at: 'yellow_at', noted: 'yellow_reading', reached: passed('yellow_at', '<=', RUNS) },
  'stage-red': { at: 'stage_due_at', noted: 'stage_red_reading', reached: passed('stage_due_at', '<') },
  'stage-yellow': { at: 'stage_yellow_at', noted: 'stage_yellow_reading', reached: passed('stage_yellow_at', '<=') },
  unattended: {
    at: 'unattended_at',
    noted: 'unattended_reading',
    reached: 'c.unattended_at <= n.now AND NOT c.paused',
  },
};
/** Red before yellow: a matter first seen when overdue gets no yellow card. */
const KINDS = ['red', 'yellow', 'stage-red', 'stage-yellow', 'unattended'] as const satisfies readonly Kind[];
const BATCH = 5_000;
const WORKER = 'cards';
const Issued = z.object({ issued: z.coerce.number(), seen: z.coerce.number() });
const Found = z.object({ id: z.string() });
const Dead = z.object({ id: z.string(), kind: z.enum(KINDS) });
type Dead = z.infer<typeof Dead>;
interface Now {
  wall: Date;
  halls: readonly string[];
  nows: readonly Date[];
}

/**
 * Issues every card whose instant has passed, exactly once. Due cards are Postgres rows, so lost jobs do no harm. A
 * card that cannot be issued becomes a dead letter and does not stop the others.
 */
@Injectable()
export class CardIssuer {
  constructor(
    private readonly postgres: DataSource,
    private readonly grounds: GroundsLoader,
    private readonly letters: DeadLetters,
  ) {}

  /** @returns number of issued cards */
  async sweep(): Promise<number> {
    const { parts } = await this.grounds.fresh();
    const halls = [...parts.hallNow.keys()];
    const now: Now = {
      wall: new Date(parts.wallNow),
      halls,
      nows: halls.map((hall) => new Date(parts.hallNow.get(hall) ?? parts.wallNow)),
    };
    const retries = z.array(Dead).parse((await this.letters.due([WORKER])).map(({ body }) => body));
    const deadLetters = z.array(Dead).parse(await this.letters.resting(WORKER));
    let total = 0;
    for (const kind of KINDS) {
      const excluded = deadLetters.filter((letter) => letter.kind === kind).map(({ id }) => id);
      const due = retries.filter((letter) => letter.kind === kind).map(({ id }) => id);
      if (due.length > 0) total += (await this.issue(kind, due, now)).issued;
      for (;;) {
        const reached = await this.reached(kind, now, excluded);
        const { issued, seen, failed } = await this.issue(kind, reached, now);
        total += issued;
        excluded.push(...failed);
        // rows locked by another process come with the next sweep
        if (reached.length < BATCH || seen + failed.length === 0) break;
      }
    }
    return total;
  }

  private async issue(
    kind: Kind,
    ids: readonly string[],
    now: Now,
  ): Promise<z.infer<typeof Issued> & { failed: string[] }> {
    const sum = { issued: 0, seen: 0 };
    const failed = await this.letters.sift(WORKER, ids, {
      nameOf: (id) => `${kind} ${id}`,
      bodyOf: (id): Dead => ({ id, kind }),
      work: async (part) => {
        const { issued, seen } = await step(this.postgres, kind, part, now);
        sum.issued += issued;
        sum.seen += seen;
      },
    });
    return { ...sum, failed };
  }

  private async reached(kind: Kind, { wall, halls, nows }: Now, away: readonly string[]): Promise<string[]> {
    const rows = z
      .array(Found)
      .parse(
        await this.postgres.query(
          `${FED} SELECT c.id ${fromReached(kind)} AND NOT (c.id = ANY($4)) ORDER BY c.${DUE[kind].at} LIMIT ${String(BATCH)}`,
          [wall, halls, nows, away],
        ),
      );
    return rows.map(({ id }) => id);
  }
}

const FED = 'WITH fed AS (SELECT * FROM unnest($2::text[], $3::timestamptz[]) AS t (hall, now))';

function fromReached(kind: Kind): string {
  const { at, noted, reached } = DUE[kind];
  return `FROM matter_clock c LEFT JOIN fed f ON f.hall = c.hall CROSS JOIN LATERAL (SELECT COALESCE(f.now, $1::timestamptz) AS now) n
    WHERE c.${at} <= $1 AND c.${noted} IS DISTINCT FROM c.${at} AND ${reached}`;
}

/** Idempotent. @returns number of issued cards and of clocks seen */
async function step(
  postgres: DataSource,
  kind: Kind,
  ids: readonly string[],
  { wall, halls, nows }: Now,
): Promise<z.infer<typeof Issued>> {
  const { at, noted } = DUE[kind];
  const ofStage = kind === 'stage-red' || kind === 'stage-yellow';
  const isEarlyWarning = kind === 'yellow' || kind === 'stage-yellow';
  const shown =
    kind === 'red' || kind === 'yellow' ? `, card = CASE WHEN c.card = 'red' THEN 'red' ELSE $5::text END` : '';
  const rows = z.array(Issued).parse(
    await postgres.query(
      `${FED},
     reached AS (
       SELECT c.id, coalesce(c.register, c.source) AS register, c.source, c.case_id, c.${at} AS reading, c.halls, c.unit, c.officer_id, n.now, ${ofStage ? 'c.stage_due_at' : 'c.due_at'} < n.now AS past_due,
         ${ofStage ? 'c.stage' : 'NULL::text'} AS stage, c.${ofStage ? 'stage_basis' : 'basis'} AS basis
       ${fromReached(kind)} AND c.id = ANY($4) FOR UPDATE OF c SKIP LOCKED
     ),
     issued AS (
       INSERT INTO matter_card (id, matter_id, register, source, case_id, kind, reading, issued_at, halls, unit, officer_id, state, stage, basis)
       SELECT id || '-' || $5::text || '-' || (extract(epoch FROM reading) * 1000)::bigint, id, register, source, case_id, $5::text, reading, now, halls, unit, officer_id, 'issued', stage, basis FROM reached r
       WHERE NOT EXISTS (SELECT 1 FROM matter_card k WHERE k.matter_id = r.id AND k.kind = $5::text AND k.reading = r.reading) ${isEarlyWarning ? 'AND past_due IS NOT TRUE' : ''}
       ON CONFLICT DO NOTHING RETURNING id, issued_at
     ),
     steps AS (INSERT INTO matter_card_step (card_id, at, from_state, to_state, actor) SELECT id, issued_at, '', 'issued', 'system' FROM issued),
     noted AS (UPDATE matter_clock c SET ${noted} = r.reading${shown} FROM reached r WHERE c.id = r.id)
     SELECT (SELECT count(*) FROM issued) AS issued, (SELECT count(*) FROM reached) AS seen`,
      [wall, halls, nows, ids, kind],
    ),
  );
  return rows[0] ?? { issued: 0, seen: 0 };
}
