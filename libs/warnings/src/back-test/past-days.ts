import { setImmediate as breathe } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { LoggedEvent } from '@cockpit/contracts';
import { DutyRoster } from '@cockpit/duty';
import { HallState, hallDay, type HallConfig, wallClocked } from '@cockpit/domain';
import {
  HallConfigs,
  HallStates,
  NO_ESTIMATES,
  NO_SECTIONS,
  STORED_EVENTS,
  applyLogged,
  estimateHall,
  liveHall,
  type StoredEvents,
} from '@cockpit/live';
import { HallClock } from '@cockpit/organisation';
import { notFound } from '@cockpit/platform';
import { DataSource } from 'typeorm';
import { OF_LATE_MS } from '../gaps/duty-gaps';
import { hallMinute } from '../rules/hall-minute';
import type { PastMinute } from '../rules/past-rules';
import { PastPulse } from './past-seen';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const LOOK_BACK_DAYS = 60;
/** Predictions cost time: they are made from fewer futures than live. */
const PATHS = 6;

/** How closely a day is looked at. */
export interface Look {
  /** every so many minutes */
  readonly stepMin: number;
  /** every so many of these it is predicted; null: never */
  readonly predictEvery: number | null;
  /** nobody waits for the answer any more */
  readonly signal?: AbortSignal | undefined;
}
export interface SeenMinute {
  readonly seen: PastMinute;
  /** epoch ms */
  readonly at: number;
  readonly predicted: boolean;
}

/** Past days of a hall, minute by minute, on the fold and the snapshots the live rules are decided by. */
@Injectable()
export class PastDays {
  constructor(
    private readonly configs: HallConfigs,
    private readonly states: HallStates,
    private readonly hallClock: HallClock,
    private readonly postgres: DataSource,
    private readonly roster: DutyRoster,
    @Inject(STORED_EVENTS) private readonly stored: StoredEvents,
  ) {}

  /** Past days of which anything is kept, latest first; today is not over yet. */
  async days(hall: string): Promise<string[]> {
    const { now, timeZone } = await this.hallClock.local(hall);
    return (
      await this.stored.days(hall, hallDay(now - LOOK_BACK_DAYS * DAY_MS, timeZone), hallDay(now, timeZone), timeZone)
    ).reverse();
  }

  /** @throws {AppError} 404 for a day on which there was no such hall */
  async config(hall: string, day: string): Promise<HallConfig> {
    const config = await this.configs.get(hall, day);
    if (config === null) throw notFound('unknown-hall', `there is no hall "${hall}" on ${day}`);
    return config;
  }

  /** The opening hours of a day. @throws {AppError} 404 for a day of which nothing is kept */
  async *minutes(config: HallConfig, { stepMin, predictEvery, signal }: Look): AsyncGenerator<SeenMinute> {
    const { code } = config.hall;
    const events = await this.events(code, config.day);
    // the day is over: its clock is moved by us, and feeds are as old as their events
    const state = new HallState(wallClocked(config));
    const pastOf = await this.states.stored(code);
    const pulse = new PastPulse(
      config,
      await this.roster.ofHall(this.postgres.manager, code, config.dayStart - OF_LATE_MS),
    );
    let [next, steps] = [0, 0];
    for (const span of config.open) {
      for (let at = span.from; at <= span.to; at += stepMin * MINUTE_MS) {
        // as live: a minute is judged before its first event
        for (let event = events[next]; event !== undefined && event.time < at; event = events[++next]) {
          applyLogged(state, event);
          pulse.apply(event);
        }
        state.advance(at);
        const predicted = predictEvery !== null && steps++ % predictEvery === 0;
        const estimates = predicted
          ? { ...NO_ESTIMATES, ...estimateHall(state, { past: pastOf(state), paths: PATHS }) }
          : NO_ESTIMATES;
        // prompts and warnings of that day are not looked at: the rule decides anew
        const snapshot = liveHall({ state, estimates, sections: NO_SECTIONS, wallNow: at, pulseAt: at });
        const seen = {
          ...hallMinute(state, snapshot),
          ...pulse.at({ open: snapshot.open, feeds: snapshot.feeds, now: at }),
        };
        yield { seen, at, predicted };
        // halls are watched by the same process: a day of the past must not hold them up
        await breathe();
        signal?.throwIfAborted();
      }
    }
  }

  private async events(hall: string, day: string): Promise<LoggedEvent[]> {
    const events: LoggedEvent[] = [];
    for await (const event of this.stored.ofDay(hall, day)) events.push({ ...event, receivedAt: event.time });
    if (events.length === 0) throw notFound('nothing-kept', `nothing is kept of ${hall} on ${day}`);
    return events.sort((a, b) => a.time - b.time);
  }
}
