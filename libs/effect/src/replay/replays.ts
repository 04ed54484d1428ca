import { Inject, Injectable } from '@nestjs/common';
import type { LiveHall, ReplayLine, ReplayPage } from '@cockpit/contracts';
import { addDays, hallDay, hallDayEnd } from '@cockpit/domain';
import {
  eventsOfDay,
  HallConfigs,
  HallStates,
  STORED_EVENTS,
  NO_ESTIMATES,
  estimateHall,
  forecastHall,
  liveHall,
  waitingIn,
  type HallEstimates,
  type StoredEvents,
} from '@cockpit/live';
import { HallClock } from '@cockpit/organisation';
import { inStretches, notFound } from '@cockpit/platform';
import { PromptHistory, promptsAt, type PromptPast } from '@cockpit/redirect';
import { WarningHistory, warningsAt, type WarningPast } from '@cockpit/warnings';
import { LRUCache } from 'lru-cache';
import { setImmediate as breathe } from 'node:timers/promises';
import { DayReplay } from './day-replay';

/** Days that one process caches, and how long it trusts a cached copy of the current day. */
const CACHED_DAYS = 4;
const PRESENT_MAX_AGE_MS = 20_000;
const LOOK_BACK_DAYS = 60;
const FORECAST_PATHS = 12;
const FORECAST_EVERY_MS = 15 * 60_000;
const MINUTE_MS = 60_000;
/** Interval between two points of the day's curve. */
const LINE_EVERY_MS = 5 * MINUTE_MS;

export interface ReplayDay {
  readonly replay: DayReplay;
  readonly prompts: readonly PromptPast[];
  readonly warnings: readonly WarningPast[];
}

/** Loads and caches past days for replay. */
@Injectable()
export class Replays {
  private readonly curves = new WeakMap<DayReplay, Promise<ReplayLine['waiting']>>();
  private readonly cache = new LRUCache<string, { at: number; past: boolean; day: Promise<ReplayDay> }>({
    max: CACHED_DAYS,
  });

  constructor(
    private readonly configs: HallConfigs,
    private readonly states: HallStates,
    private readonly hallClock: HallClock,
    private readonly prompts: PromptHistory,
    private readonly warnings: WarningHistory,
    @Inject(STORED_EVENTS) private readonly stored: StoredEvents,
  ) {}

  /** Days with stored events, latest first, including the current one. */
  async days(hall: string): Promise<string[]> {
    const today = await this.today(hall);
    const from = addDays(today.day, -LOOK_BACK_DAYS);
    return (await this.stored.days(hall, from, addDays(today.day, 1), today.timeZone)).reverse();
  }

  /** The latest past day on which the hall was open; the replay starts with it because an empty hall shows nothing. */
  async lastOpen(hall: string, days: readonly string[]): Promise<string | null> {
    for (const day of days.slice(1)) {
      const config = await this.configs.get(hall, day);
      if (config !== null && config.open.length > 0) return day;
    }
    return null;
  }

  /** @throws {AppError} 404 for a day without stored events */
  async day(hall: string, day: string): Promise<ReplayDay> {
    const key = `${hall}/${day}`;
    const now = Date.now();
    const present = day >= (await this.today(hall)).day;
    const cached = this.cache.get(key);
    if (cached !== undefined && (cached.past || now - cached.at < PRESENT_MAX_AGE_MS)) return cached.day;
    const read = this.read(hall, day);
    this.cache.set(key, { at: now, past: !present, day: read });
    read.catch(() => this.cache.delete(key));
    return read;
  }

  /** Snapshots from a moment on; `next` is null on the last page. */
  async page(
    hall: string,
    day: string,
    { from, stepSec, count }: { from: number | null; stepSec: number; count: number },
  ): Promise<ReplayPage> {
    const loaded = await this.day(hall, day);
    const { replay, prompts, warnings } = loaded;
    const { original } = replay;
    const opening = original.open[0]?.from ?? replay.begins;
    const begins = Math.min(replay.begins, opening);
    const ends = Math.max(replay.ends, begins);
    const pastOf = await this.states.stored(hall);
    const frames: LiveHall[] = [];
    let forecast: { at: number; of: HallEstimates['forecast'] } | null = null;
    // Multiples of the step, so that every page shows the same snapshot for the same moment.
    const step = stepSec * 1000;
    let at = Math.max(begins, Math.floor((from ?? opening - MINUTE_MS) / step) * step);
    for (; frames.length < count && at <= ends + step; at += step) {
      const state = replay.to(Math.min(at, ends));
      const past = pastOf(state);
      if (forecast === null || at - forecast.at >= FORECAST_EVERY_MS)
        forecast = { at, of: forecastHall(state, { past, paths: FORECAST_PATHS }) };
      const estimates = { ...NO_ESTIMATES, ...estimateHall(state, { past }), forecast: forecast.of };
      const sections = {
        prompts: promptsAt(prompts, at),
        warnings: warningsAt(warnings, at),
        decidedAt: Math.floor(at / MINUTE_MS) * MINUTE_MS,
      };
      const snapshot = liveHall({ state, estimates, sections, wallNow: at, pulseAt: at });
      frames.push({ ...snapshot, clock: 'feed' });
      await breathe();
    }
    return {
      hall,
      day,
      begins: iso(begins),
      ends: iso(ends),
      open: original.open.map((span) => ({ from: iso(span.from), to: iso(span.to) })),
      stepSec,
      prompts: prompts.map(({ prompt }) => ({ id: prompt.id, at: prompt.decidedAt })),
      frames,
      next: at <= ends + step ? iso(at) : null,
    };
  }

  /** The waiting curve of a day and the times of its warnings. */
  async line(hall: string, day: string): Promise<ReplayLine> {
    const { replay, warnings } = await this.day(hall, day);
    const counted = this.curves.get(replay) ?? waitingThrough(replay);
    this.curves.set(replay, counted);
    const fired = warnings.flatMap(({ warning: { id, firedAt, severity, rule } }) =>
      firedAt === null ? [] : [{ id, at: firedAt, severity, rule }],
    );
    return { hall, day, waiting: await counted, warnings: fired.sort((a, b) => a.at.localeCompare(b.at)) };
  }

  private async read(hall: string, day: string): Promise<ReplayDay> {
    const config = await this.configs.get(hall, day);
    if (config === null) throw notFound('unknown-hall', `there is no hall "${hall}" on ${day}`);
    const events = await eventsOfDay(this.stored, hall, day);
    if (events.length === 0) throw notFound('nothing-kept', `nothing is kept of ${hall} on ${day}`);
    const end = hallDayEnd(day, config.hall.timeZone);
    const [prompts, warnings] = await Promise.all([
      this.prompts.within(hall, config.dayStart, end),
      this.warnings.within(hall, config.dayStart, end),
    ]);
    return { replay: new DayReplay(config, events), prompts, warnings };
  }

  private async today(hall: string): Promise<{ day: string; timeZone: string }> {
    const { now, timeZone } = await this.hallClock.local(hall);
    return { day: hallDay(now, timeZone), timeZone };
  }
}

/**
 * Uses its own pass over the day: the shared position would jump back and forth between the curve and the snapshots.
 */
const waitingThrough = (replay: DayReplay): Promise<ReplayLine['waiting']> =>
  inStretches(replay.through(LINE_EVERY_MS), ({ at, state }) => ({ at: iso(at), n: waitingIn(state) }));

const iso = (at: number): string => new Date(at).toISOString();
