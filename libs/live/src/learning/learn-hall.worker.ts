import { DEFAULT_ZONE } from '@cockpit/contracts';
import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import {
  HallState,
  isUnknown,
  learnDay,
  quote,
  readPast,
  writePast,
  addDays,
  type HallPast,
  type WaitQuote,
  wallClocked,
} from '@cockpit/domain';
import { REDIS } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { setImmediate as breathe } from 'node:timers/promises';
import { LEARNED } from '../keys';
import { eventsOfDay, STORED_EVENTS, type StoredEvents } from '../ports';
import { HallConfigs } from '../projector/hall-configs';
import { applyLogged } from '../projector/hall-runtime';
import { PastStore } from '../past-store';
import { JobWorkers, learnHallJob, type LearnHall } from '@cockpit/jobs';

/** Older days teach little about today. */
const LOOK_BACK_DAYS = 21;
/** What a quote gets wrong is learned from every so many tickets, of a large hall from fewer: playing it forward takes milliseconds each. */
const QUOTE_EVERY = 25;
const QUOTES_A_DAY = 40;

/** Learns from hall days that are over how long waits turn out to be, day by day, from where it left off. */
@Injectable()
export class LearnHallWorker implements OnApplicationBootstrap {
  private readonly logger = new Logger('live');

  constructor(
    private readonly workers: JobWorkers,
    private readonly store: PastStore,
    private readonly configs: HallConfigs,
    @Inject(STORED_EVENTS) private readonly stored: StoredEvents,
    @Inject(REDIS) private readonly redis: Redis,
  ) {}

  onApplicationBootstrap(): void {
    this.workers.register(learnHallJob, (payload) => this.learn(payload));
  }

  private async learn({ hall, day, anew = false }: LearnHall): Promise<string> {
    const known = anew ? null : await this.store.load(hall);
    const from = known === null ? addDays(day, -LOOK_BACK_DAYS) : addDays(known.throughDay, 1);
    let { state: learned } = known ?? { state: null };
    let days = 0;
    const zone = (await this.configs.get(hall, day))?.hall.timeZone ?? DEFAULT_ZONE;
    for (const past of await this.stored.days(hall, later(from, addDays(day, -LOOK_BACK_DAYS)), day, zone)) {
      const taught = await this.day(hall, past, learned);
      if (taught === null) continue;
      learned = writePast(taught);
      days++;
      await this.store.save(hall, { throughDay: past, state: learned });
    }
    if (days === 0) return 'nothing-new';
    await this.redis.publish(LEARNED, hall);
    this.logger.log({ hall, day, days }, 'learned from past days');
    return 'learned';
  }

  /** @returns null for a day without events */
  private async day(
    hall: string,
    day: string,
    before: Parameters<typeof readPast>[0] | null,
  ): Promise<HallPast | null> {
    const config = await this.configs.get(hall, day);
    if (config === null) return null;
    const events = await eventsOfDay(this.stored, hall, day);
    if (events.length === 0) return null;
    const state = new HallState(wallClocked(config));
    const past = before === null ? null : readPast(before, state);
    const quoted = new Map<string, WaitQuote>();
    let issued = 0;
    const tickets = events.reduce((sum, { type }) => sum + (type === 'hall.ticket.issued' ? 1 : 0), 0);
    const every = Math.max(QUOTE_EVERY, Math.ceil(tickets / QUOTES_A_DAY));
    for (const event of events.sort((a, b) => a.time - b.time)) {
      state.advance(event.time);
      applyLogged(state, event);
      if (event.type !== 'hall.ticket.issued' || ++issued % every !== 0) continue;
      const said = quote(state, event.data.queue, { past, ticketId: event.data.ticketId });
      if (!isUnknown(said)) quoted.set(event.data.ticketId, said);
      await breathe();
    }
    return learnDay(past, state, quoted);
  }
}

const later = (a: string, b: string): string => (a > b ? a : b);
