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

/** An entry without its time and id. */
export interface Asked {
  hall: string;
  key: string;
  kind: ManualEntry['kind'];
  /** as requested: a repeated key must have the same content */
  content: object;
  said: string | undefined;
  type: string;
  data: Record<string, unknown>;
  ticketId: string | null;
  number: string | null;
  queue: string | null;
  windowId: string | null;
}

/** Manual entries: each is sent as an event of the manual source and stored so that it can be withdrawn. */
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
   * Idempotent by key: a repeated request returns the same entry, also if the first answer got lost.
   * @throws {AppError} 409 if the key belongs to another entry or the number is taken; 422 if ingestion refuses the
   * event
   */
  async enter(draft: Asked, caller: Caller, correlationId: string): Promise<ManualEntry> {
    const row = await this.draft(draft, caller);
    const inserted = await this.postgres
      .createQueryBuilder()
      .insert()
      .into(EntryRow)
      .values(row as QueryDeepPartialEntity<EntryRow>)
      .orIgnore()
      .returning('id')
      .execute();
    const isNew = z.array(z.unknown()).parse(inserted.raw).length > 0;
    const existing = isNew ? row : await this.postgres.manager.findOneBy(EntryRow, { hall: draft.hall, key: row.key });
    if (existing === null) throw conflict('number-taken', 'this queue has a paper ticket of this number today');
    if (!isNew && !isDeepStrictEqual(existing.content, row.content))
      throw conflict('key-reused', 'this key was used for another entry');
    try {
      await this.send(existing, correlationId);
    } catch (error) {
      // a refused event leaves no entry; other errors are retried by `resend`
      if (isNew && error instanceof AppError && error.status === 422)
        await this.postgres.manager.delete(EntryRow, { id: row.id });
      throw error;
    }
    return { ...toEntry(existing), ...(isNew ? {} : { repeated: true }) };
  }

  /** Withdraws an entry; for a paper ticket also its steps. */
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
    for (const entry of rows)
      await endEntry(
        this.postgres.manager,
        { id: entry.id },
        {
          state: 'voided',
          endedAt: new Date(this.clock.now()),
          endReason,
        },
      );
    return toEntry(await this.postgres.manager.findOneByOrFail(EntryRow, { id: row.id }));
  }

  /**
   * Sends entries that ingestion could not take at first. An entry that is now refused becomes voided with the reason.
   */
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

  private async draft(draft: Asked, caller: Caller): Promise<EntryRow> {
    const { hall, kind, said, type } = draft;
    const key = this.privacy.id(draft.key);
    const at = said === undefined ? await this.hallClock.now(hall) : Date.parse(said);
    const zone = (await this.halls.halls()).get(hall)?.timeZone ?? DEFAULT_ZONE;
    const event = {
      specversion: '1.0',
      id: key,
      source: `/manual/${hall}`,
      type,
      time: new Date(at).toISOString(),
      data: { hallId: hall, ...draft.data },
    };
    const id = (value: string | null): string | null => (value === null ? null : this.privacy.id(value));
    return {
      id: randomUUID(),
      hall,
      key,
      content: plain(this.privacy.body(draft.content)),
      kind,
      type,
      event: ManualEvent.parse(plain(this.privacy.body(event))),
      ticketId: id(draft.ticketId),
      number: id(draft.number),
      queue: id(draft.queue),
      windowId: id(draft.windowId),
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

/** The object as the store returns it, without undefined fields. */
const plain = (value: unknown): object => z.record(z.string(), z.unknown()).parse(JSON.parse(JSON.stringify(value)));
