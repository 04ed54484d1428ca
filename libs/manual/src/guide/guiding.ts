import { Inject, Injectable } from '@nestjs/common';
import {
  GUIDED_UNDO_SEC,
  GUIDE_SOURCE,
  GuideChannel,
  type Caller,
  type GuideAway,
  type Guided,
  type LedAway,
} from '@cockpit/contracts';
import { Ingestor } from '@cockpit/ingestion';
import { LiveStates } from '@cockpit/live';
import { HallClock } from '@cockpit/organisation';
import { CLOCK, conflict, notFound, unprocessable, type Clock } from '@cockpit/platform';
import { And, DataSource, IsNull, LessThan, MoreThanOrEqual } from 'typeorm';
import { GuidedRow } from './guided.entity';

/** Records visitors that guides led away, as contract events through the normal ingestion. */
@Injectable()
export class Guiding {
  constructor(
    private readonly postgres: DataSource,
    private readonly ingestor: Ingestor,
    private readonly states: LiveStates,
    private readonly hallClock: HallClock,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Takes a waiting ticket out of the queue. Idempotent by id, also if the first answer got lost.
   * @throws {AppError} 409 if the ticket no longer waits or somebody else guided it
   */
  async guide(hall: string, { id, ticketId, to }: GuideAway, caller: Caller, correlationId: string): Promise<Guided> {
    const existing = await this.postgres.manager.findOneBy(GuidedRow, { id });
    const { row, isNew } =
      existing === null ? await this.claim(hall, { id, ticketId, to }, caller) : { row: existing, isNew: false };
    if (row.hall !== hall || row.ticketId !== ticketId || row.to !== to)
      throw conflict('id-reused', 'this id was given to another ticket');
    if (row.undoneAt !== null) throw conflict('guided-undone', 'this was taken back; guide again under a new id');
    const event = {
      specversion: '1.0',
      id,
      source: sourceOf(hall),
      type: 'hall.ticket.cancelled',
      time: row.at.toISOString(),
      data: { hallId: hall, ticketId, reason: `guided-${to}` },
    };
    await this.tell(hall, event, correlationId).catch(async (error: unknown) => {
      // the caller got no answer, so a retry starts anew
      if (isNew) await this.postgres.manager.delete(GuidedRow, { id });
      throw error;
    });
    return this.answer(row);
  }

  /** @throws {AppError} 409 after the undo time */
  async undo(hall: string, id: string, correlationId: string): Promise<Guided> {
    const row = await this.postgres.manager.findOneBy(GuidedRow, { id, hall });
    if (row === null) throw notFound('unknown-guided', 'nobody was guided under this id');
    if (row.undoneAt === null && this.undoSec(row) <= 0)
      throw conflict('guided-final', `this can be taken back for ${String(GUIDED_UNDO_SEC)} seconds only`);
    const at = row.undoneAt ?? new Date(await this.hallClock.now(hall));
    await this.postgres.manager.update(GuidedRow, { id, undoneAt: IsNull() }, { undoneAt: at });
    const current = await this.postgres.manager.findOneByOrFail(GuidedRow, { id });
    const undoneAt = current.undoneAt ?? at;
    await this.tell(
      hall,
      {
        specversion: '1.0',
        id: `${id}-undo`,
        source: sourceOf(hall),
        type: 'hall.notice.voided',
        time: undoneAt.toISOString(),
        data: { hallId: hall, ofId: id, ofSource: sourceOf(hall) },
      },
      correlationId,
    );
    return this.answer(current);
  }

  /** Guidings since a hall time, newest first. */
  async since(hall: string, from: number): Promise<Guided[]> {
    const rows = await this.postgres.manager.find(GuidedRow, {
      where: { hall, at: MoreThanOrEqual(new Date(from)) },
      order: { at: 'DESC', id: 'DESC' },
    });
    return rows.map((row) => this.answer(row));
  }

  /** All guidings in a span of hall time (epoch ms), including undone ones; oldest first. */
  async within(hall: string, from: number, to: number): Promise<LedAway[]> {
    const rows = await this.postgres.manager.find(GuidedRow, {
      where: { hall, at: And(MoreThanOrEqual(new Date(from)), LessThan(new Date(to))) },
      order: { at: 'ASC', recordedAt: 'ASC', id: 'ASC' },
    });
    return rows.map((row) => {
      const { by: _, undoSec: __, ...led } = this.answer(row);
      return led;
    });
  }

  /** @returns `isNew` false if the same request came twice at once and the other one was first */
  private async claim(
    hall: string,
    { id, ticketId, to }: GuideAway,
    caller: Caller,
  ): Promise<{ row: GuidedRow; isNew: boolean }> {
    const state = await this.states.get(hall);
    const ticket = state?.tickets.get(ticketId);
    if (ticket === undefined) throw notFound('unknown-ticket', 'the hall has no such ticket today');
    if (ticket.state !== 'waiting' || ticket.queue === null) {
      const other = await this.postgres.manager.findOneBy(GuidedRow, { id });
      if (other !== null) return { row: other, isNew: false };
      throw conflict('ticket-not-waiting', `the ticket does not wait: ${ticket.state}`);
    }
    const now = await this.hallClock.now(hall);
    // the snapshot's time can be slightly older than the ticket
    const at = new Date(Math.max(now, ticket.since));
    const values = {
      id,
      hall,
      ticketId,
      number: ticket.number ?? ticketId,
      queue: ticket.queue,
      to,
      at,
      recordedAt: new Date(this.clock.now()),
      by: caller.name,
      undoneAt: null,
    };
    const insert = this.postgres.createQueryBuilder().insert().into(GuidedRow).values(values).orIgnore();
    const inserted: unknown = (await insert.returning('id').execute()).raw;
    const row = await this.postgres.manager.findOneBy(GuidedRow, { id });
    if (row === null) throw conflict('ticket-guided', 'somebody has led this person away already');
    return { row, isNew: Array.isArray(inserted) && inserted.length > 0 };
  }

  private async tell(
    hall: string,
    raw: { id: string } & Record<string, unknown>,
    correlationId: string,
  ): Promise<void> {
    const source = {
      sourceName: GUIDE_SOURCE,
      halls: [hall],
      types: ['hall.ticket.cancelled', 'hall.notice.voided'],
      sandbox: false,
    };
    const { rejected } = await this.ingestor.ingest([{ index: 0, raw, id: raw.id }], source, { correlationId });
    const [refusal] = rejected;
    if (refusal !== undefined) throw unprocessable(`event-${refusal.reason}`, refusal.message);
  }

  private readonly undoSec = (row: GuidedRow): number =>
    Math.max(0, GUIDED_UNDO_SEC - (this.clock.now() - row.recordedAt.getTime()) / 1000);

  private answer(row: GuidedRow): Guided {
    return {
      id: row.id,
      hall: row.hall,
      ticketId: row.ticketId,
      number: row.number,
      queue: row.queue,
      to: GuideChannel.parse(row.to),
      at: row.at.toISOString(),
      by: row.by,
      undone: row.undoneAt !== null,
      undoSec: row.undoneAt === null ? Math.ceil(this.undoSec(row)) : 0,
    };
  }
}

const sourceOf = (hall: string): string => `/halls/${hall}/guide`;
