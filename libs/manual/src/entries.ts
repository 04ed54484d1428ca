import { DEFAULT_ZONE } from '@cockpit/contracts';
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Caller, ManualEntry } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { hallDay } from '@cockpit/domain';
import { Privacy } from '@cockpit/ingestion';

import { HallClock, OrganisationHalls } from '@cockpit/organisation';
import { AppError, CLOCK, conflict, notFound, type Clock } from '@cockpit/platform';
import { DataSource, MoreThan, type QueryDeepPartialEntity } from 'typeorm';
import { z } from 'zod';
import { ManualDoor, voiding } from './door';
import { EntryRow, ManualEvent, toEntry } from './entry.entity';
import { ENTRY_MOVES, endEntry } from './transitions';

const WEEK_MS = 7 * 86_400_000;

/** What somebody entered, still to be given its time. */
export interface Asked {
  hall: string;
  key: string;
  kind: ManualEntry['kind'];
  /** as asked: the same key must come with the same content */
  content: object;
  said: string | undefined;
  type: string;
  data: Record<string, unknown>;
  ticketId: string | null;
  number: string | null;
  queue: string | null;
  windowId: string | null;
}

/** Entries made by hand: each an event of the manual source, told through the door, kept here so that it can be taken back. */
@Injectable()
export class Entries {
  constructor(
    private readonly postgres: DataSource,
    private readonly door: ManualDoor,
    private readonly privacy: Privacy,
    private readonly hallClock: HallClock,
    private readonly halls: OrganisationHalls,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The same key again is the same entry, also when the first answer got lost.
   * @throws {AppError} 409 when the key was used for something else, or the number is taken; 422 when the door refuses the event
   */
  async enter(asked: Asked, caller: Caller, correlationId: string): Promise<ManualEntry> {
    const row = await this.draft(asked, caller);
    const inserted = await this.postgres
      .createQueryBuilder()
      .insert()
      .into(EntryRow)
      .values(row as QueryDeepPartialEntity<EntryRow>)
      .orIgnore()
      .returning('id')
      .execute();
    const isNew = z.array(z.unknown()).parse(inserted.raw).length > 0;
    const kept = isNew ? row : await this.postgres.manager.findOneBy(EntryRow, { hall: asked.hall, key: row.key });
    if (kept === null) throw conflict('number-taken', 'this queue has a paper ticket of this number today');
    if (!isNew && !isDeepStrictEqual(kept.content, row.content))
      throw conflict('key-reused', 'this key was used for another entry');
    try {
      await this.send(kept, correlationId);
    } catch (error) {
      // refused for good: as if it had never been entered; anything else is tried again
      if (isNew && error instanceof AppError && error.status === 422)
        await this.postgres.manager.delete(EntryRow, { id: row.id });
      throw error;
    }
    return { ...toEntry(kept), ...(isNew ? {} : { repeated: true }) };
  }

  /** Takes a typing error back; with a paper ticket also what was entered about it. */
  async takeBack(
    hall: string,
    id: string,
    reason: string,
    caller: Caller,
    correlationId: string,
  ): Promise<ManualEntry> {
    const row = await this.postgres.manager.findOneBy(EntryRow, {
      hall,
      id: z.uuid().catch('00000000-0000-0000-0000-000000000000').parse(id),
    });
    if (row === null) throw notFound('unknown-entry', 'this hall has no such entry');
    if (ENTRY_MOVES[row.state].length === 0) throw conflict('not-standing', `the entry is ${row.state} already`);
    const rows =
      row.kind === 'ticket' && row.ticketId !== null
        ? await this.postgres.manager.findBy(EntryRow, { hall, ticketId: row.ticketId, state: 'standing' })
        : [row];
    await this.door.tell(
      hall,
      rows.map(({ event }) => voiding(hall, event)),
      correlationId,
    );
    const endReason = this.privacy.text(`${caller.name}: ${reason}`);
    for (const each of rows)
      await endEntry(
        this.postgres.manager,
        { id: each.id },
        {
          state: 'voided',
          endedAt: new Date(this.clock.now()),
          endReason,
        },
      );
    return toEntry(await this.postgres.manager.findOneByOrFail(EntryRow, { id: row.id }));
  }

  /** Gives the door what it could not take when it was entered; what it refuses for good by now is given up, and says why. */
  async resend(correlationId: string): Promise<number> {
    const rows = await this.postgres.manager.find(EntryRow, {
      where: { sent: false, state: 'standing', enteredAt: MoreThan(new Date(this.clock.now() - WEEK_MS)) },
      take: 500,
    });
    for (const row of rows) {
      try {
        await this.send(row, correlationId);
      } catch (error) {
        if (!(error instanceof AppError) || error.status !== 422) throw error;
        await endEntry(
          this.postgres.manager,
          { id: row.id, sent: false },
          {
            state: 'voided',
            endedAt: new Date(this.clock.now()),
            endReason: this.privacy.text(error.detail ?? error.code),
          },
        );
      }
    }
    return rows.length;
  }

  private async send(row: EntryRow, correlationId: string): Promise<void> {
    await this.door.tell(row.hall, [row.event], correlationId);
    await this.postgres.manager.update(EntryRow, { id: row.id }, { sent: true });
  }

  private async draft(asked: Asked, caller: Caller): Promise<EntryRow> {
    const { hall, kind, said, type } = asked;
    const key = this.privacy.id(asked.key);
    const at = said === undefined ? await this.hallClock.now(hall) : Date.parse(said);
    const zone = (await this.halls.halls()).get(hall)?.timeZone ?? DEFAULT_ZONE;
    const event = {
      specversion: '1.0',
      id: key,
      source: `/manual/${hall}`,
      type,
      time: new Date(at).toISOString(),
      data: { hallId: hall, ...asked.data },
    };
    const id = (value: string | null): string | null => (value === null ? null : this.privacy.id(value));
    return {
      id: randomUUID(),
      hall,
      key,
      content: plain(this.privacy.body(asked.content)),
      kind,
      type,
      event: ManualEvent.parse(plain(this.privacy.body(event))),
      ticketId: id(asked.ticketId),
      number: id(asked.number),
      queue: id(asked.queue),
      windowId: id(asked.windowId),
      day: hallDay(at, zone),
      at: new Date(at),
      enteredAt: new Date(this.clock.now()),
      enteredBy: caller.name,
      state: 'standing',
      supersededBy: null,
      endedAt: null,
      endReason: null,
      sent: false,
    };
  }
}

/** As it comes back from the store: without what is undefined. */
const plain = (value: unknown): object => z.record(z.string(), z.unknown()).parse(JSON.parse(JSON.stringify(value)));
