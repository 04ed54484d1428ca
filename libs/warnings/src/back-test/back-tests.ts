import { setImmediate as breathe } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { BackTestDay, BackTestPair, LoggedEvent, RuleSettings } from '@cockpit/contracts';
import { HallState, escalationOf, hallDay, type HallConfig, type ToldRule } from '@cockpit/domain';
import {
  HallConfigs,
  HallStates,
  STORED_EVENTS,
  NO_ESTIMATES,
  applyLogged,
  estimateHall,
  liveHall,
  type StoredEvents,
} from '@cockpit/live';
import { robotsOfHall } from '@cockpit/notify';
import { HallClock } from '@cockpit/organisation';
import { notFound } from '@cockpit/platform';
import { measuresAgreed } from '@cockpit/redirect';
import { DataSource } from 'typeorm';
import { PREDICTED } from '../rules/catalogue';
import type { RulesTold } from '../rules/terms';
import { hallMinute } from '../rules/hall-minute';
import { RulesInForce } from '../settings/rules-in-force';
import { DutyRoster } from '@cockpit/duty';
import { OF_LATE_MS } from '../gaps/duty-gaps';
import { routed, type Routes } from './routing';
import { PastRule } from './past-rule';
import { PAST_RULES, type PastMinute } from '../rules/past-rules';
import { PastPulse } from './past-seen';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const LOOK_BACK_DAYS = 60;
/** Predictions cost time: they are made every third minute, from fewer futures than live. */
const PREDICTED_STEP_MIN = 3;
const PATHS = 6;

/** Prompts and warnings of that day are not looked at: the rule decides anew. */
const NOTHING_SAID = { prompts: [], warnings: [], decidedAt: null };

/** Rules run over past days, on the fold and the snapshots the live ones are decided by. */
@Injectable()
export class BackTests {
  constructor(
    private readonly configs: HallConfigs,
    private readonly states: HallStates,
    private readonly hallClock: HallClock,
    private readonly postgres: DataSource,
    private readonly rules: RulesInForce,
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

  /** @throws {AppError} 404 for a rule that cannot be run over the past, and for a day of which nothing is kept */
  async run(hall: string, day: string, key: string): Promise<BackTestDay> {
    const [outcome] = await this.play(hall, day, key, [await this.rules.told()]);
    return outcome;
  }

  /** The same day by what the rule is told now, and by what it would be told: seen by both, minute by minute. */
  async compare(
    hall: string,
    day: string,
    key: string,
    wanted: readonly ToldRule[],
    signal?: AbortSignal,
  ): Promise<BackTestPair> {
    const tolds = [await this.rules.told(), new Map([[key, wanted]])] as const;
    const [inForce, changed] = await this.play(hall, day, key, tolds, signal);
    return { inForce, wanted: changed };
  }

  /** @throws {AppError} 404 for a rule that cannot be run over the past */
  ruleOf(key: string): (typeof PAST_RULES)[number] {
    const rule = PAST_RULES.find((one) => one.key === key);
    if (rule === undefined) throw notFound('unknown-rule', `there is no rule "${key}" that can be run over past days`);
    return rule;
  }

  private async play<T extends readonly RulesTold[]>(
    hall: string,
    day: string,
    key: string,
    tolds: readonly [...T],
    signal?: AbortSignal,
  ): Promise<{ [K in keyof T]: BackTestDay }> {
    const rule = this.ruleOf(key);
    const config = await this.configs.get(hall, day);
    if (config === null) throw notFound('unknown-hall', `there is no hall "${hall}" on ${day}`);
    const events = await this.events(hall, day);
    // the day is over: its clock is moved by us, and feeds are as old as their events
    const state = new HallState({ ...config, hall: { ...config.hall, clock: 'wall' } });
    const { timeZone } = config.hall;
    const pasts = tolds.map((told) => new PastRule(rule, { hall, timeZone, told }));
    const pastOf = await this.states.stored(hall);
    const pulse = new PastPulse(
      config,
      await this.roster.ofHall(this.postgres.manager, hall, config.dayStart - OF_LATE_MS),
    );
    const predicted = PREDICTED.has(key);
    const stepMin = predicted ? PREDICTED_STEP_MIN : 1;
    let next = 0;
    for (const span of config.open) {
      for (let at = span.from; at <= span.to; at += stepMin * MINUTE_MS) {
        for (let event = events[next]; event !== undefined && event.time <= at; event = events[++next]) {
          applyLogged(state, event);
          pulse.apply(event);
        }
        state.advance(at);
        const estimates = predicted
          ? { ...NO_ESTIMATES, ...estimateHall(state, { past: pastOf(state), paths: PATHS }) }
          : NO_ESTIMATES;
        const snapshot = liveHall({ state, estimates, sections: NOTHING_SAID, wallNow: at, pulseAt: at });
        const seen = {
          ...hallMinute(state, snapshot),
          ...pulse.at({ open: snapshot.open, feeds: snapshot.feeds, now: at }),
        };
        for (const past of pasts) past.see(seen, at);
        // halls are watched by the same process: a day of the past must not hold them up
        await breathe();
        signal?.throwIfAborted();
      }
    }
    const span = [new Date(config.dayStart), new Date(config.dayStart + DAY_MS)] as const;
    const agreed = (await measuresAgreed(this.postgres, hall, span)).map(({ at, ...measure }) => ({
      ...measure,
      at: at.getTime(),
    }));
    const about = { hall, day, rule: key, version: rule.version, stepMin };
    const routes = await this.routes(hall, config);
    return pasts.map((past) => ({ ...about, ...withRouting(past.outcome(agreed), past.settings(), routes) })) as {
      [K in keyof T]: BackTestDay;
    };
  }

  /** Channels as they are set up now, and who was on duty then. */
  private async routes(hall: string, config: HallConfig): Promise<Routes> {
    const { manager } = this.postgres;
    const [shifts, robots] = await Promise.all([
      this.roster.ofHall(manager, hall, config.dayStart),
      robotsOfHall(manager, hall),
    ]);
    return { hall, timeZone: config.hall.timeZone, policy: escalationOf(config), shifts, robots };
  }

  private async events(hall: string, day: string): Promise<LoggedEvent[]> {
    const events: LoggedEvent[] = [];
    for await (const event of this.stored.ofDay(hall, day)) events.push({ ...event, receivedAt: event.time });
    if (events.length === 0) throw notFound('nothing-kept', `nothing is kept of ${hall} on ${day}`);
    return events.sort((a, b) => a.time - b.time);
  }
}

type Outcome = ReturnType<PastRule<PastMinute>['outcome']>;

function withRouting(outcome: Outcome, settings: readonly RuleSettings[], routes: Routes): Outcome {
  const routing = routed(
    outcome.firings.map(({ at, until, severity }, i) => ({
      at: Date.parse(at),
      until: until === null ? null : Date.parse(until),
      severity,
      ...(settings[i] === undefined ? {} : { settings: settings[i] }),
    })),
    routes,
  );
  return {
    ...outcome,
    firings: outcome.firings.map((firing, i) => ({ ...firing, routing: routing[i] })),
  };
}
