import { Injectable } from '@nestjs/common';
import type { BackTestDay, BackTestPair, RuleSettings } from '@cockpit/contracts';
import { escalationOf, type HallConfig, type ToldRule } from '@cockpit/domain';
import { DutyRoster } from '@cockpit/duty';
import { robotsOfHall } from '@cockpit/notify';
import { notFound } from '@cockpit/platform';
import { measuresAgreed } from '@cockpit/redirect';
import { DataSource } from 'typeorm';
import { PREDICTED } from '../rules/catalogue';
import { PAST_RULES, type PastMinute } from '../rules/past-rules';
import type { RulesTold } from '../rules/terms';
import { RulesInForce } from '../settings/rules-in-force';
import { PastDays } from './past-days';
import { PastRule } from './past-rule';
import { routed, type Routes } from './routing';

const DAY_MS = 86_400_000;
/** Predictions cost time: they are made every third minute. */
const PREDICTED_STEP_MIN = 3;

/** Rules run over past days, on the fold and the snapshots the live ones are decided by. */
@Injectable()
export class BackTests {
  constructor(
    private readonly past: PastDays,
    private readonly postgres: DataSource,
    private readonly rules: RulesInForce,
    private readonly roster: DutyRoster,
  ) {}

  /** Past days of which anything is kept, latest first; today is not over yet. */
  days(hall: string): Promise<string[]> {
    return this.past.days(hall);
  }

  /** @throws {AppError} 404 for a rule that cannot be run over the past, and for a day of which nothing is kept */
  async run(hall: string, day: string, key: string, signal?: AbortSignal): Promise<BackTestDay> {
    const [outcome] = await this.play(hall, day, key, [await this.rules.told()], signal);
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
    const config = await this.past.config(hall, day);
    const { timeZone } = config.hall;
    const pasts = tolds.map((told) => new PastRule(rule, { hall, timeZone, told }));
    const predicted = PREDICTED.has(key);
    const stepMin = predicted ? PREDICTED_STEP_MIN : 1;
    for await (const { seen, at } of this.past.minutes(config, { stepMin, predictEvery: predicted ? 1 : null, signal }))
      for (const past of pasts) past.see(seen, at);
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
    return { hall, timeZone: config.hall.timeZone, policy: escalationOf(config), open: config.open, shifts, robots };
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
