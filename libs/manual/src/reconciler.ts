import { isOwnSource, type LoggedEvent, type ManualEntry, type ReconcileAnswer } from '@cockpit/contracts';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '@cockpit/platform';
import { identityOf } from '@cockpit/log';
import { WarehouseReader } from '@cockpit/warehouse';
import { DataSource, MoreThan } from 'typeorm';
import { z } from 'zod';
import { ManualDoor, voiding } from './door';
import { EntryRow, toEntry, type ManualEvent } from './entry.entity';
import { matchEntries, type FeedSeen, type ValidEntry } from './match';
import { endEntry } from './transitions';

const DAYS = 7;
const DAY_MS = 86_400_000;

/**
 * When a feed returns and reports what was entered by hand, the entries are superseded so that nothing counts twice.
 */
@Injectable()
export class Reconciler {
  private readonly logger = new Logger('manual');
  /** by hall and day: the last state that gave no match */
  private readonly unmatched = new Map<string, ReadonlyMap<string, string>>();

  constructor(
    private readonly postgres: DataSource,
    private readonly warehouse: WarehouseReader,
    private readonly door: ManualDoor,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Halls with standing entries of the last week. */
  async halls(): Promise<string[]> {
    const rows = z
      .array(z.object({ hall: z.string() }))
      .parse(
        await this.postgres.query(
          `SELECT DISTINCT hall FROM manual_entry WHERE state = 'standing' AND entered_at > $1`,
          [new Date(this.clock.now() - DAYS * DAY_MS)],
        ),
      );
    return rows.map(({ hall }) => hall);
  }

  /**
   * Checks the entries of the last week; older ones need a manual `reconcile`. A day is read again only if its entries
   * changed or new feed events arrived.
   */
  async recent(hall: string, correlationId: string): Promise<void> {
    const before = this.unmatched.get(hall);
    const now = new Map<string, string>();
    this.unmatched.set(hall, now);
    for (const [day, rows] of await this.standingDays(hall, this.clock.now() - DAYS * DAY_MS)) {
      const fingerprint = `${await this.warehouse.outsideOf(hall, day)} ${rows
        .map(({ id }) => id)
        .sort()
        .join()}`;
      if (before?.get(day) === fingerprint || !(await this.day(hall, day, rows, correlationId)).changed)
        now.set(day, fingerprint);
    }
  }

  async reconcile(hall: string, correlationId: string): Promise<ReconcileAnswer> {
    const days = await this.standingDays(hall, 0);
    const answer: ReconcileAnswer = {
      checked: [...days.values()].reduce((sum, rows) => sum + rows.length, 0),
      superseded: [],
    };
    for (const [day, rows] of days)
      answer.superseded.push(...(await this.day(hall, day, rows, correlationId)).superseded);
    return answer;
  }

  private async standingDays(hall: string, since: number): Promise<Map<string, EntryRow[]>> {
    const rows = await this.postgres.manager.findBy(EntryRow, {
      hall,
      state: 'standing',
      enteredAt: MoreThan(new Date(since)),
    });
    return new Map([...new Set(rows.map(({ day }) => day))].map((day) => [day, rows.filter((row) => row.day === day)]));
  }

  private async day(
    hall: string,
    day: string,
    rows: readonly EntryRow[],
    correlationId: string,
  ): Promise<{ superseded: ManualEntry[]; changed: boolean }> {
    const matched = matchEntries(rows.map(standing), await this.feedOf(hall, day));
    for (const row of rows) {
      const move = matched.moved.get(row.id);
      if (move !== undefined) await this.moveToTicket(hall, row, move.ticketId, correlationId);
    }
    const superseded = rows.filter((row) => matched.superseded.has(row.id));
    if (superseded.length === 0) return { superseded: [], changed: matched.moved.size > 0 };
    await this.door.tell(
      hall,
      superseded.map(({ event }) => voiding(hall, event)),
      correlationId,
    );
    for (const row of superseded) {
      const feedEvent = matched.superseded.get(row.id);
      if (feedEvent === undefined) continue;
      row.state = 'superseded';
      row.supersededBy = {
        source: feedEvent.source,
        type: feedEvent.type,
        eventId: feedEvent.eventId,
        at: new Date(feedEvent.at).toISOString(),
      };
      row.endedAt = new Date(this.clock.now());
      await endEntry(
        this.postgres.manager,
        { id: row.id },
        {
          state: row.state,
          supersededBy: row.supersededBy,
          endedAt: row.endedAt,
        },
      );
    }
    this.logger.log(
      { hall, day, superseded: superseded.length, moved: matched.moved.size },
      'the feed tells what was entered by hand',
    );
    return { superseded: superseded.map(toEntry), changed: true };
  }

  /** Moves a step to the feed's ticket, because the feed does not have this step. */
  private async moveToTicket(hall: string, row: EntryRow, ticketId: string, correlationId: string): Promise<void> {
    const event: ManualEvent = { ...row.event, id: `${row.event.id}/moved`, data: { ...row.event.data, ticketId } };
    await this.door.tell(hall, [voiding(hall, row.event), event], correlationId);
    await this.postgres.manager.update(
      EntryRow,
      { id: row.id, state: 'standing' },
      { ticketId, event: event as never },
    );
  }

  /** Events of other sources on a day, without withdrawn ones. */
  private async feedOf(hall: string, day: string): Promise<FeedSeen[]> {
    const events: LoggedEvent[] = [];
    const withdrawn = new Set<string>();
    for await (const event of this.warehouse.dayEvents(hall, day)) {
      if (isOwnSource(event.sourceName)) continue;
      if (event.type === 'hall.notice.voided' || event.type === 'hall.notice.corrected')
        withdrawn.add(identityOf(event.sourceName, event.data.ofSource, event.data.ofId));
      else if (event.type.startsWith('hall.ticket.') || event.type.startsWith('hall.window.')) events.push(event);
    }
    return events.filter(({ identity }) => !withdrawn.has(identity)).map(seen);
  }
}

const standing = ({ id, kind, ticketId, number, queue, windowId, type, at, enteredAt }: EntryRow): ValidEntry => ({
  id,
  kind,
  ticketId,
  number,
  queue,
  windowId,
  type,
  at: at.getTime(),
  enteredAt: enteredAt.getTime(),
});

function seen({ sourceName, id, type, time, receivedAt, data }: LoggedEvent): FeedSeen {
  const fields: Readonly<Record<string, unknown>> = data;
  const text = (key: string): string | null => (typeof fields[key] === 'string' ? fields[key] : null);
  return {
    source: sourceName,
    eventId: id,
    type,
    at: time,
    receivedAt,
    ticketId: text('ticketId'),
    number: text('number'),
    queue: text('queue'),
    windowId: text('windowId'),
  };
}
