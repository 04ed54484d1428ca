import { APPEAL_STATES, CARD_KINDS, CARD_STATES, Message, type Caller, type MatterCard } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { hallsMeant } from '@cockpit/organisation';
import { CLOCK, conflict, notFound, type Clock } from '@cockpit/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { StoredBasis } from '../cards/basis';
import { isFallen, mayBecome } from '../cards/transitions';
import { GroundsLoader } from '../grounds/grounds-loader';
import { sightOf } from './scope';

const Row = z.object({
  id: z.string(),
  matter_id: z.string(),
  case_id: z.string(),
  source: z.string(),
  kind: z.enum(CARD_KINDS),
  state: z.enum(CARD_STATES),
  /** the effective state: the state of the last step, unless the case is now in another register */
  standing: z.enum(CARD_STATES),
  reading: z.date(),
  issued_at: z.date(),
  halls: z.array(z.string()),
  unit: z.string().nullable(),
  officer_id: z.string().nullable(),
  note: z.string().nullable(),
  note_words: Message.nullable(),
  handled_by: z.string().nullable(),
  handled_at: z.date().nullable(),
  stage: z.string().nullable(),
  appeal: z.enum(APPEAL_STATES),
  basis: StoredBasis.nullable(),
});
export type CardRow = z.infer<typeof Row>;
type Row = CardRow;
const Step = z.object({
  card_id: z.string(),
  at: z.date(),
  from_state: z.string(),
  to_state: z.string(),
  actor: z.string(),
  note: z.string().nullable(),
  note_words: Message.nullable(),
});

export interface CardFilter {
  hall?: string | undefined;
  unit?: string | undefined;
  officer?: string | undefined;
  source?: string | undefined;
  kind?: Row['kind'] | undefined;
  /** `live`: neither withdrawn nor over */
  state: Row['state'] | 'live' | 'all';
  appeal?: Row['appeal'] | undefined;
  after?: { issuedAt: string; id: string } | undefined;
  limit: number;
}

/** Issued cards and people's answers to them. */
@Injectable()
export class CardStore {
  constructor(
    private readonly postgres: DataSource,
    private readonly grounds: GroundsLoader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(filter: CardFilter, caller: Caller): Promise<MatterCard[]> {
    const values: unknown[] = [];
    const where: string[] = [];
    const add = (condition: (place: string) => string, value: unknown): void => {
      values.push(value);
      where.push(condition(`$${String(values.length)}`));
    };
    scope(caller, add);
    if (filter.hall !== undefined)
      add(
        (place) => `halls && ${place}::text[]`,
        hallsMeant((await this.grounds.load()).parts.organisation?.halls ?? [], filter.hall),
      );
    if (filter.unit !== undefined) add((place) => `unit = ${place}`, filter.unit);
    if (filter.officer !== undefined) add((place) => `officer_id = ${place}`, filter.officer);
    if (filter.source !== undefined) add((place) => `source = ${place}`, filter.source);
    if (filter.kind !== undefined) add((place) => `kind = ${place}`, filter.kind);
    if (filter.appeal !== undefined) add((place) => `appeal = ${place}`, filter.appeal);
    if (filter.state === 'live') where.push("standing NOT IN ('withdrawn', 'over')");
    else if (filter.state !== 'all') add((place) => `standing = ${place}`, filter.state);
    if (filter.after !== undefined) {
      add((place) => `(issued_at, id) < (${place}::timestamptz, `, filter.after.issuedAt);
      values.push(filter.after.id);
      where.push(`${String(where.pop())}$${String(values.length)})`);
    }
    values.push(filter.limit);
    const rows: unknown = await this.postgres.query(
      `SELECT * FROM matter_card ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`} ORDER BY issued_at DESC, id DESC LIMIT $${String(values.length)}`,
      values,
    );
    return z
      .array(Row)
      .parse(rows)
      .map((row) => cardOf(row));
  }

  async one(id: string, caller: Caller, manager: EntityManager = this.postgres.manager): Promise<MatterCard> {
    const row = await this.row(id, caller, manager);
    return cardOf(row, await this.steps(manager, [id]));
  }

  /** @throws AppError 404 for an unknown or invisible card */
  row(id: string, caller: Caller, manager: EntityManager = this.postgres.manager, lock = false): Promise<CardRow> {
    return find(manager, id, caller, lock);
  }

  /** Every card of a matter that the caller may already see, oldest first. */
  async ofMatter(matterId: string): Promise<MatterCard[]> {
    const rows = z
      .array(Row)
      .parse(
        await this.postgres.query('SELECT * FROM matter_card WHERE matter_id = $1 ORDER BY issued_at, id', [matterId]),
      );
    const steps = await this.steps(
      this.postgres.manager,
      rows.map((row) => row.id),
    );
    return rows.map((row) =>
      cardOf(
        row,
        steps.filter((step) => step.card_id === row.id),
      ),
    );
  }

  private async steps(manager: EntityManager, ids: readonly string[]): Promise<z.infer<typeof Step>[]> {
    return z
      .array(Step)
      .parse(
        await manager.query(
          'SELECT card_id, at, from_state, to_state, actor, note, note_words FROM matter_card_step WHERE card_id = ANY($1) ORDER BY id',
          [ids],
        ),
      );
  }

  /** @throws AppError 409 if the card is withdrawn, over or already in that state */
  async handle(id: string, caller: Caller, to: 'acknowledged' | 'explained', note: string | null): Promise<MatterCard> {
    return this.postgres.transaction(async (manager) => {
      const row = await find(manager, id, caller, true);
      if (isFallen(row.standing)) throw conflict('card-over', `the card is ${row.standing}`);
      if (!mayBecome(row.standing, to)) throw conflict('card-handled', `the card is ${row.standing} already`);
      const at = new Date(this.clock.now());
      await manager.query(
        'UPDATE matter_card SET state = $2, away = NULL, note = COALESCE($3, note), note_words = CASE WHEN $3::text IS NULL THEN note_words END, handled_by = $4, handled_at = $5 WHERE id = $1',
        [id, to, note, caller.name, at],
      );
      await manager.query(
        'INSERT INTO matter_card_step (card_id, at, from_state, to_state, actor, note) VALUES ($1, $2, $3, $4, $5, $6)',
        [id, at, row.standing, to, caller.name, note],
      );
      return this.one(id, caller, manager);
    });
  }
}

function scope(caller: Caller, add: (condition: (place: string) => string, value: unknown) => void): void {
  const sight = sightOf(caller);
  if (sight === null) return;
  add(
    (place) =>
      `(halls && ARRAY(SELECT jsonb_array_elements_text(${place}::jsonb -> 'halls')) OR unit IN (SELECT jsonb_array_elements_text(${place}::jsonb -> 'units')) OR officer_id = ${place}::jsonb ->> 'officer')`,
    JSON.stringify({ halls: sight.halls ?? [], units: sight.units ?? [], officer: sight.officer ?? null }),
  );
}

async function find(manager: EntityManager, id: string, caller: Caller, lock = false): Promise<Row> {
  const values: unknown[] = [id];
  const where = ['id = $1'];
  scope(caller, (condition, value) => {
    values.push(value);
    where.push(condition(`$${String(values.length)}`));
  });
  const [row] = z
    .array(Row)
    .parse(
      await manager.query(`SELECT * FROM matter_card WHERE ${where.join(' AND ')}${lock ? ' FOR UPDATE' : ''}`, values),
    );
  if (row === undefined) throw notFound('unknown-card', `there is no card "${id}"`);
  return row;
}

const cardOf = (row: Row, steps?: z.infer<typeof Step>[]): MatterCard => ({
  id: row.id,
  matterId: row.matter_id,
  caseId: row.case_id,
  source: row.source,
  kind: row.kind,
  state: row.standing,
  reading: row.reading.toISOString(),
  issuedAt: row.issued_at.toISOString(),
  hall: row.halls[0] ?? null,
  unit: row.unit,
  officerId: row.officer_id,
  note: row.note,
  ...(row.note_words === null ? {} : { noteWords: row.note_words }),
  handledBy: row.handled_by,
  handledAt: row.handled_at?.toISOString() ?? null,
  stage: row.stage,
  appeal: row.appeal,
  ...(steps === undefined
    ? {}
    : {
        steps: steps.map(({ at, from_state, to_state, actor, note, note_words }) => ({
          at: at.toISOString(),
          from: from_state,
          to: to_state,
          actor,
          note,
          ...(note_words === null ? {} : { noteWords: note_words }),
        })),
      }),
});
