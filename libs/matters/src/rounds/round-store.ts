import {
  ROUND_ANSWERS,
  RoundLine,
  RoundState,
  type HallScope,
  type NewRound,
  type RoundAnswer,
  type RoundChange,
} from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';

const Stored = z.object({
  id: z.string(),
  name: z.string(),
  halls: z.array(z.string()),
  from: z.string(),
  to: z.string(),
  lines: z.array(RoundLine),
  state: RoundState,
  revision: z.int(),
  madeBy: z.string(),
  madeAt: z.date(),
  changedBy: z.string(),
  changedAt: z.date(),
});
/** A round with all its halls, whatever the caller's scope. */
export type StoredRound = z.infer<typeof Stored>;
const Answer = z.object({
  key: z.string(),
  hall: z.string(),
  line: z.string(),
  answer: z.enum(ROUND_ANSWERS),
  note: z.string().nullable(),
  by: z.string(),
  at: z.date(),
  receivedAt: z.date(),
});
export type StoredAnswer = z.infer<typeof Answer>;
const Checked = z.object({ round: z.string(), hall: z.string(), line: z.string() });
export type CheckedLine = z.infer<typeof Checked>;

const COLUMNS = `id, name, halls, from_day AS "from", to_day AS "to", lines, state, revision,
  made_by AS "madeBy", made_at AS "madeAt", changed_by AS "changedBy", changed_at AS "changedAt"`;
const ONE = `SELECT ${COLUMNS} FROM inspection_round WHERE id = $1`;
const PAGE = `SELECT ${COLUMNS} FROM inspection_round
  WHERE ($1::text[] IS NULL OR halls && $1) AND ($2::text IS NULL OR state = $2)
    AND ($3::timestamptz IS NULL OR (date_trunc('milliseconds', made_at), id) < ($3, $4))
  ORDER BY date_trunc('milliseconds', made_at) DESC, id DESC LIMIT $5`;
const INSERT = `INSERT INTO inspection_round
  (id, name, halls, from_day, to_day, lines, state, revision, made_by, made_at, changed_by, changed_at)
  VALUES ($1, $2, $3, $4, $5, $6, 'open', 1, $7, $8, $7, $8) ON CONFLICT DO NOTHING`;
const UPDATE = `UPDATE inspection_round SET name = $2, halls = $3, from_day = $4, to_day = $5, lines = $6, state = $7,
  revision = revision + 1, changed_by = $8, changed_at = $9 WHERE id = $1`;
const ANSWER_COLUMNS = `key, hall, line, answer, note, by_name AS "by", at, received_at AS "receivedAt"`;
const BY_KEY = `SELECT ${ANSWER_COLUMNS} FROM inspection_answer WHERE round = $1 AND key = $2`;
/** The valid answer is the one entered last; ties are broken by arrival. */
const OF_HALL = `SELECT ${ANSWER_COLUMNS} FROM (
    SELECT *, row_number() OVER (PARTITION BY line ORDER BY at DESC, received_at DESC, key DESC) AS nth
    FROM inspection_answer WHERE round = $1 AND hall = $2
  ) AS ranked WHERE nth <= $3 ORDER BY line, nth`;
const ANSWER = `INSERT INTO inspection_answer (round, hall, line, key, answer, note, by_name, at, received_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;
const CHECKED = `SELECT DISTINCT round, hall, line FROM inspection_answer
  WHERE round = ANY($1) AND ($2::text[] IS NULL OR hall = ANY($2))`;

const scoped = (halls: HallScope): readonly string[] | null => (halls === 'all' ? null : halls);

@Injectable()
export class RoundStore {
  constructor(private readonly postgres: DataSource) {}

  async one(id: string, manager: EntityManager = this.postgres.manager): Promise<StoredRound | null> {
    return z.array(Stored).parse(await manager.query(ONE, [id]))[0] ?? null;
  }

  /** Locks the round; `to: 'answer'` takes a shared lock, so that others can answer too. */
  async held(id: string, to: 'change' | 'answer', manager: EntityManager): Promise<StoredRound | null> {
    const lock = to === 'change' ? 'FOR UPDATE' : 'FOR SHARE';
    return z.array(Stored).parse(await manager.query(`${ONE} ${lock}`, [id]))[0] ?? null;
  }

  /** Latest first, rounds with a hall in scope. */
  async page(
    halls: HallScope,
    state: StoredRound['state'] | undefined,
    after: readonly [at: string, id: string] | undefined,
    limit: number,
  ): Promise<StoredRound[]> {
    const rows: unknown = await this.postgres.query(PAGE, [
      scoped(halls),
      state ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit,
    ]);
    return z.array(Stored).parse(rows);
  }

  async insert(manager: EntityManager, round: NewRound, by: string, at: Date): Promise<void> {
    const { id, name, halls, from, to, lines } = round;
    await manager.query(INSERT, [id, name, halls, from, to, JSON.stringify(lines), by, at]);
  }

  async update(manager: EntityManager, id: string, change: RoundChange, by: string, at: Date): Promise<void> {
    const { name, halls, from, to, lines, state } = change;
    await manager.query(UPDATE, [id, name, halls, from, to, JSON.stringify(lines), state, by, at]);
  }

  async answerOf(manager: EntityManager, round: string, key: string): Promise<StoredAnswer | null> {
    return z.array(Answer).parse(await manager.query(BY_KEY, [round, key]))[0] ?? null;
  }

  async storeAnswer(manager: EntityManager, round: string, answer: StoredAnswer): Promise<void> {
    const { hall, line, key, note, by, at, receivedAt } = answer;
    await manager.query(ANSWER, [round, hall, line, key, answer.answer, note, by, at, receivedAt]);
  }

  /** The latest `most` answers of each line, the valid one first. */
  async answers(round: string, hall: string, perLine: number): Promise<StoredAnswer[]> {
    return z.array(Answer).parse(await this.postgres.query(OF_HALL, [round, hall, perLine]));
  }

  /** All answered lines in the halls in scope. */
  async checked(
    rounds: readonly string[],
    halls: HallScope,
    manager: EntityManager = this.postgres.manager,
  ): Promise<CheckedLine[]> {
    return z.array(Checked).parse(await manager.query(CHECKED, [rounds, scoped(halls)]));
  }
}

export const answerDoc = ({ hall: _, at, receivedAt, ...same }: StoredAnswer): RoundAnswer => ({
  ...same,
  at: at.toISOString(),
  receivedAt: receivedAt.toISOString(),
});
