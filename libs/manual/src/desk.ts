import {
  type HallDoc,
  type ManualDesk,
  ManualEntry,
  type ManualStep,
  type ManualTicket,
  type ManualWindow,
  type Caller,
} from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { LiveSnapshots } from '@cockpit/live';
import { hallDay } from '@cockpit/domain';
import { HallClock, OrganisationService } from '@cockpit/organisation';
import { AppError, CLOCK, unprocessable, type Clock } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Entries } from './entries';
import { EntryRow, toEntry } from './entry.entity';

const MAX_SHOWN = 200;
const ATTEMPTS = 5;
const Counts = z.array(z.object({ state: ManualEntry.shape.state, count: z.coerce.number() }));

/** Entries from desks for a hall whose feed is dead. */
@Injectable()
export class Desk {
  constructor(
    private readonly postgres: DataSource,
    private readonly entries: Entries,
    private readonly organisation: OrganisationService,
    private readonly snapshots: LiveSnapshots,
    private readonly hallClock: HallClock,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async issue(
    hall: string,
    { key, queue, number, item, priority, at }: ManualTicket,
    caller: Caller,
    correlationId: string,
  ): Promise<ManualEntry> {
    const doc = await this.hallDoc(hall);
    if (!doc.queues.some(({ code }) => code === queue))
      throw unprocessable('unknown-queue', 'the hall has no such queue', [{ path: 'queue', message: 'unknown' }]);
    const day = hallDay(at === undefined ? await this.hallClock.now(hall) : Date.parse(at), doc.timeZone);
    for (let attempt = 1; ; attempt++) {
      const written = number ?? (await this.nextNumber(doc, queue, day));
      const ticketId = `manual-${day}-${queue}-${written}`;
      const data = {
        ticketId,
        number: written,
        queue,
        channel: 'walk-in',
        ...(item === undefined ? {} : { item }),
        ...(priority === undefined ? {} : { priority }),
      };
      const draft = {
        hall,
        key,
        kind: 'ticket' as const,
        content: { queue, number, item, priority, at },
        said: at,
        type: 'hall.ticket.issued',
        ticketId,
        number: written,
        queue,
        windowId: null,
        data,
      };
      try {
        return await this.entries.enter(draft, caller, correlationId);
      } catch (error) {
        // another desk took this number first
        const taken = error instanceof AppError && error.code === 'number-taken';
        if (!taken || number !== undefined || attempt === ATTEMPTS) throw error;
      }
    }
  }

  /** A step of a paper ticket, or of a ticket that the feed issued before it died. */
  async step(
    hall: string,
    ticketId: string,
    { key, at, step, ...rest }: ManualStep,
    caller: Caller,
    correlationId: string,
  ): Promise<ManualEntry> {
    const doc = await this.hallDoc(hall);
    this.assertWindow(doc, rest.windowId);
    const paper = await this.postgres.manager.findOneBy(EntryRow, { hall, ticketId, kind: 'ticket' });
    const data = { ticketId, ...rest, ...(step === 'finished' && rest.result === undefined ? { result: 'done' } : {}) };
    return this.entries.enter(
      {
        hall,
        key,
        kind: 'step',
        content: { ticketId, step, ...rest, at },
        said: at,
        type: `hall.ticket.${step}`,
        ticketId,
        number: paper?.number ?? null,
        queue: paper?.queue ?? null,
        windowId: rest.windowId ?? null,
        data,
      },
      caller,
      correlationId,
    );
  }

  async window(
    hall: string,
    windowId: string,
    { key, at, state, ...rest }: ManualWindow,
    caller: Caller,
    correlationId: string,
  ): Promise<ManualEntry> {
    const doc = await this.hallDoc(hall);
    this.assertWindow(doc, windowId);
    const data = {
      windowId,
      ...rest,
      ...(state === 'fault' ? { device: rest.device ?? 'unknown', code: rest.code ?? '' } : {}),
    };
    return this.entries.enter(
      {
        hall,
        key,
        kind: 'window',
        content: { windowId, state, ...rest, at },
        said: at,
        type: `hall.window.${state}`,
        ticketId: null,
        number: null,
        queue: null,
        windowId,
        data,
      },
      caller,
      correlationId,
    );
  }

  async overview(hall: string): Promise<ManualDesk> {
    const doc = await this.hallDoc(hall);
    const now = await this.hallClock.now(hall);
    const snapshot = await this.snapshots.ifThere(hall, this.clock.now());
    const rows = await this.postgres.manager.find(EntryRow, {
      where: { hall },
      order: { enteredAt: 'DESC', id: 'DESC' },
      take: MAX_SHOWN,
    });
    const counts = Counts.parse(
      await this.postgres.query('SELECT state, count(*) AS count FROM manual_entry WHERE hall = $1 GROUP BY state', [
        hall,
      ]),
    );
    const count = (state: ManualEntry['state']): number => counts.find((row) => row.state === state)?.count ?? 0;
    const day = hallDay(now, doc.timeZone);
    const numbers = await Promise.all(
      doc.queues.map(async ({ code }) => [code, await this.nextNumber(doc, code, day)] as const),
    );
    // without a primary source any live feed counts, so a finished archive does not advise manual entry
    const relevantFeeds = (snapshot?.feeds ?? []).filter(
      ({ source }) => doc.primarySource === undefined || source === doc.primarySource,
    );
    return {
      hall,
      now: new Date(now).toISOString(),
      feeds: snapshot?.feeds ?? [],
      advised: relevantFeeds.every(({ state }) => state === 'silent' || state === 'never'),
      standing: count('standing'),
      superseded: count('superseded'),
      voided: count('voided'),
      nextNumbers: Object.fromEntries(numbers),
      entries: rows.map(toEntry),
    };
  }

  /** Next free number of the day: P, the queue's letter and two digits, for example `PA01`. */
  private async nextNumber(doc: HallDoc, queue: string, day: string): Promise<string> {
    const prefix = `P${doc.queues.find(({ code }) => code === queue)?.letter ?? ''}`;
    const rows = z
      .array(z.object({ number: z.string() }))
      .parse(
        await this.postgres.query(
          `SELECT number FROM manual_entry WHERE hall = $1 AND day = $2 AND queue = $3 AND kind = 'ticket'`,
          [doc.code, day, queue],
        ),
      );
    const used = rows
      .map(({ number }) => (number.startsWith(prefix) ? Number(number.slice(prefix.length)) : 0))
      .filter(Number.isInteger);
    return `${prefix}${String(Math.max(0, ...used) + 1).padStart(2, '0')}`;
  }

  private assertWindow(doc: HallDoc, windowId: string | undefined): void {
    if (windowId !== undefined && !doc.windows.some(({ id }) => id === windowId))
      throw unprocessable('unknown-window', 'the hall has no such window', [{ path: 'windowId', message: 'unknown' }]);
  }

  private async hallDoc(hall: string): Promise<HallDoc> {
    return (await this.organisation.hall(hall)).doc;
  }
}
