import { chinese, message, type Caller, type CardAppeal, type CardBasis } from '@cockpit/contracts';
import type { ClockTimes } from '@cockpit/domain';
import { Inject, Injectable } from '@nestjs/common';
import { AppError, CLOCK, conflict, forbidden, type Clock } from '@cockpit/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import type { CalendarState } from '@cockpit/organisation';
import { Calendars } from '../calendars/calendars';
import { basisOf, type StoredBasis } from '../cards/basis';
import { stands } from '../cards/sla-status';
import { isFallen, mayDecide } from '../cards/transitions';
import type { Assessed, Grounds } from '../grounds/grounds';
import { slaStatusOf } from '../worker/recompute';
import { CardStore, type CardRow } from './card-store';
import { dayDoc } from './detail-parts';
import { MatterReader } from './matter-reader';
import { iso, isoOrNull } from './matter-rows';

const Step = z.object({
  at: z.date(),
  step: z.enum(['filed', 'upheld', 'rejected']),
  actor: z.string(),
  reason: z.string(),
});
const COMPARED = [
  'acceptedAt',
  'limit',
  'ruleSince',
  'pauses',
  'extensions',
  'calendarRevision',
  'dueAt',
  'yellowAt',
] as const;

/** Appeals against cards (申诉): the basis of the card is replayed and decisions are final. */
@Injectable()
export class Appeals {
  constructor(
    private readonly postgres: DataSource,
    private readonly cards: CardStore,
    private readonly matters: MatterReader,
    private readonly calendars: Calendars,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AppError 403 `not-addressed`, 409 `card-over`, `appeal-filed` */
  async file(id: string, reason: string, caller: Caller): Promise<CardAppeal> {
    await this.postgres.transaction(async (manager) => {
      const card = await this.cards.row(id, caller, manager, true);
      if (!isAddressed(card, caller))
        throw forbidden('not-addressed', 'only the officer or the unit a card is addressed to may appeal against it');
      if (!mayDecide(card.appeal, 'open'))
        throw conflict('appeal-filed', `the appeal against this card is ${card.appeal}`);
      if (isFallen(card.standing)) throw conflict('card-over', `the card is ${card.standing}`);
      await this.accept(manager, card, 'filed', 'open', reason, caller);
    });
    return this.show(id, caller);
  }

  /** @throws AppError 409 `no-open-appeal` */
  async decide(id: string, decision: 'upheld' | 'rejected', reason: string, caller: Caller): Promise<CardAppeal> {
    await this.postgres.transaction(async (manager) => {
      const card = await this.cards.row(id, caller, manager, true);
      if (!mayDecide(card.appeal, decision))
        throw conflict(
          'no-open-appeal',
          card.appeal === 'none' ? 'nobody has appealed against this card' : `the appeal is ${card.appeal} already`,
        );
      await this.accept(manager, card, decision, decision, reason, caller);
      if (decision === 'rejected') return;
      if (isFallen(card.state)) {
        await manager.query('UPDATE matter_card SET away = NULL WHERE id = $1', [id]);
        return;
      }
      const words = message('card-note.appeal-upheld', { reason });
      const note = chinese(words);
      await manager.query(
        "UPDATE matter_card SET state = 'withdrawn', away = NULL, note = $2, note_words = $3 WHERE id = $1",
        [id, note, words],
      );
      await manager.query(
        "INSERT INTO matter_card_step (card_id, at, from_state, to_state, actor, note, note_words) VALUES ($1, $2, $3, 'withdrawn', $4, $5, $6)",
        [id, new Date(this.clock.now()), card.state, caller.name, note, words],
      );
    });
    return this.show(id, caller);
  }

  async show(id: string, caller: Caller): Promise<CardAppeal> {
    const row = await this.cards.row(id, caller);
    const steps = z
      .array(Step)
      .parse(
        await this.postgres.query(
          'SELECT at, step, actor, reason FROM matter_appeal_step WHERE card_id = $1 ORDER BY id',
          [id],
        ),
      );
    const current = await this.known(row, caller);
    const issuedAt = row.issued_at.getTime();
    const asIssued =
      current === null || row.basis === null
        ? null
        : replay(
            row.basis,
            current.grounds,
            current.assessed.hall,
            issuedAt,
            await this.calendars.at(row.basis.revision),
          );
    const now = current === null ? null : basisNow(row, current.assessed, current.grounds, issuedAt);
    const asKnown =
      current === null || now === null ? null : replay(now, current.grounds, current.assessed.hall, issuedAt);
    return {
      card: await this.cards.one(id, caller),
      state: row.appeal,
      steps: steps.map((step) => ({ ...step, at: step.at.toISOString() })),
      asIssued,
      asKnown,
      differences:
        asIssued === null || asKnown === null
          ? []
          : COMPARED.filter((field) => JSON.stringify(asIssued[field]) !== JSON.stringify(asKnown[field])),
      stands:
        current === null || (asKnown === null && row.kind !== 'unattended')
          ? null
          : stands({ ...row, reading: row.reading.getTime() }, slaStatusOf(row.matter_id, current.assessed)),
    };
  }

  /** Null if all events of the matter were withdrawn. */
  private async known(row: CardRow, caller: Caller): Promise<{ grounds: Grounds; assessed: Assessed } | null> {
    try {
      return await this.matters.known(row.matter_id, caller);
    } catch (error) {
      if (error instanceof AppError && error.status === 404) return null;
      throw error;
    }
  }

  private async accept(
    manager: EntityManager,
    { id }: CardRow,
    step: 'filed' | 'upheld' | 'rejected',
    state: CardRow['appeal'],
    reason: string,
    caller: Caller,
  ): Promise<void> {
    await manager.query(
      'INSERT INTO matter_appeal_step (card_id, at, step, actor_kind, actor_id, actor, reason) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [id, new Date(this.clock.now()), step, caller.kind, caller.id, caller.name, reason],
    );
    await manager.query('UPDATE matter_card SET appeal = $2 WHERE id = $1', [id, state]);
  }
}

/** The addressed officer or unit; a unit without its own account is represented by the hall's supervisor. */
function isAddressed({ officer_id, unit, halls }: CardRow, { role, officerId, units, halls: own }: Caller): boolean {
  if (officerId !== undefined && officerId === officer_id) return true;
  if (role === 'unit')
    return units === undefined
      ? halls.some((hall) => own === 'all' || own.includes(hall))
      : unit !== null && units.includes(unit);
  return role === 'supervisor' && officer_id === null && unit !== null && own !== 'all' && own.includes(unit);
}

/** The current basis of the card, from the matter or from the stay in its stage. */
function basisNow(
  row: CardRow,
  { times, reading, stages, rule }: Assessed,
  grounds: Grounds,
  issuedAt: number,
): StoredBasis | null {
  const { revision } = grounds.parts.calendars;
  const asOf = (clock: ClockTimes | null): ClockTimes | null =>
    clock === null
      ? null
      : { ...clock, closedAt: clock.closedAt !== null && clock.closedAt <= issuedAt ? clock.closedAt : null };
  if (row.stage === null) return basisOf(asOf(times), rule.since, reading, revision);
  const stay = [...stages].reverse().find((stage) => stage.name === row.stage && stage.from <= row.reading.getTime());
  return stay === undefined ? null : basisOf(asOf(stay.times), rule.since, stay.reading, revision);
}

function replay(
  basis: StoredBasis,
  grounds: Grounds,
  hall: string | null,
  issuedAt: number,
  calendars?: CalendarState,
): CardBasis {
  const { since, revision, dueAt, yellowAt, ...times } = basis;
  const reading = grounds.read(times, hall, issuedAt, calendars);
  return {
    acceptedAt: isoOrNull(times.acceptedAt),
    limit:
      times.limit === null
        ? { amount: reading.limit, unit: reading.unit, from: times.from }
        : { ...times.limit, from: times.from },
    ruleSince: since,
    pauses: times.pauses.map((pause) => ({ from: iso(pause.from), to: isoOrNull(pause.to), reason: pause.reason })),
    extensions: [...times.extensions],
    calendarRevision: revision,
    dueAt: iso(dueAt),
    yellowAt: iso(yellowAt),
    elapsed: reading.elapsed,
    remaining: reading.remaining,
    card: reading.card,
    days: reading.explanation.map(dayDoc),
  };
}
