import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import {
  DecisionClock,
  DecisionSteps,
  HallConfigs,
  LiveSnapshots,
  PULSE_KEY,
  type DecisionContext,
} from '@cockpit/live';
import type { FaultKind } from '@cockpit/contracts';
import { hallDay } from '@cockpit/domain';
import { CLOCK, HealthRegistry, INTERVALS, REDIS, WorkWatch, type Clock, type Intervals } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { DataSource, type EntityManager } from 'typeorm';
import { DutyRoster } from '@cockpit/duty';
import { PlanFollowing } from '@cockpit/redirect';
import { markActed } from './loop/acts';
import { markDelivered } from './loop/marks';
import { whoLeft } from './loop/who-left';
import { menderOf } from './escalation/fault-of';
import { BureauWatch } from './bureau/bureau-watch';
import { Coming } from './coming';
import { DutyGaps } from './gaps/duty-gaps';
import { COMING_RULES } from './rules/coming-rules';
import { PULSE_RULES } from './rules/pulse-rules';
import { hallMinute, type HallMinute, type Menders } from './rules/hall-minute';
import { TICK_RULES } from './rules/tick-rules';
import { RulesInForce } from './settings/rules-in-force';
import { RejectionReader } from './source-rejections';
import { WarningEngine } from './warning-engine';
import { scopeOf } from './warning.entity';
import { JobQueues, JobWorkers, pulseJob } from '@cockpit/jobs';

const WITH_COMING = [...PULSE_RULES, ...COMING_RULES];
const PULSE_KEYS = WITH_COMING.map((rule) => rule.key);
const NOTHING_COMING = { lines: [], peaks: [] };
const TICK_KEYS = TICK_RULES.map((rule) => rule.key);
/** What a silent counter leaves unknown. On a clock of its own the hall goes on to look at its terminals. */
const COUNTER_RULES = TICK_RULES.filter(({ scope }) => scope !== 'terminal');
const DOWN_AFTER_MS = 60_000;

/** Evaluates the rules: those of the hall with every hall minute, those of the feeds with every beat of the wall clock. */
@Injectable()
export class WarningsWorker implements OnApplicationBootstrap {
  private readonly startedAt: number;

  constructor(
    steps: DecisionSteps,
    health: HealthRegistry,
    private readonly engine: WarningEngine,
    private readonly decisions: DecisionClock,
    private readonly configs: HallConfigs,
    private readonly snapshots: LiveSnapshots,
    private readonly jobs: JobQueues,
    private readonly workers: JobWorkers,
    private readonly postgres: DataSource,
    private readonly rejections: RejectionReader,
    private readonly gaps: DutyGaps,
    private readonly coming: Coming,
    private readonly bureau: BureauWatch,
    private readonly work: WorkWatch,
    private readonly rules: RulesInForce,
    private readonly roster: DutyRoster,
    private readonly following: PlanFollowing,
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(INTERVALS) private readonly intervals: Intervals,
  ) {
    this.startedAt = clock.now();
    steps.add('warnings', (context) => this.minute(context));
    health.add('warnings', () => this.check());
  }

  async onApplicationBootstrap(): Promise<void> {
    this.workers.register(pulseJob, () => this.pulse());
    await this.jobs.every(pulseJob, {}, this.intervals.pulse);
  }

  private async minute({ hall, state, snapshot, minute, manager }: DecisionContext): Promise<void> {
    const quiet = state.config.hall.twinOf !== undefined;
    const live = await this.engine.live(manager, hall, TICK_KEYS);
    const open = live.map((row) => ({ id: row.id, scope: scopeOf(row), since: row.since.getTime() }));
    // before the rules: what was done by this minute counts for what is over in it
    await markActed(manager, hall, open, (window) => state.windows.get(window)?.servingQueues ?? []);
    const seen = hallMinute(state, snapshot);
    await this.engine.run(
      manager,
      {
        hall,
        rules: TICK_RULES,
        seen: {
          ...seen,
          menders: await this.menders(manager, hall, seen, minute),
          ...(await this.plan(hall, state.config.day, minute)),
        },
        now: minute,
        timeZone: snapshot.timeZone,
        told: await this.rules.told(manager),
        quiet,
        went: (scope, from) => whoLeft(state, scope, from, minute),
      },
      live,
    );
  }

  private async plan(hall: string, day: string, minute: number): Promise<Pick<HallMinute, 'plan'>> {
    const found = await this.following.ofDay(hall, day, minute);
    if (found === null) return {};
    const missed = found.orders.filter(({ state }) => state === 'not-followed').map(({ number }) => number);
    return { plan: { due: found.done + missed.length, missed } };
  }

  /** Asked only while something is out of order. */
  private async menders(manager: EntityManager, hall: string, seen: HallMinute, minute: number): Promise<Menders> {
    const called = (fault: FaultKind): Promise<string[]> =>
      this.roster.called(manager, menderOf(fault), { hall, fault }, minute);
    const isOut = seen.snapshot.windows.some(({ state }) => state === 'fault');
    return {
      ...(isOut ? { window: await called('window') } : {}),
      ...(seen.terminals.some(({ faultMin }) => faultMin > 0) ? { terminal: await called('terminal') } : {}),
    };
  }

  private async pulse(): Promise<string> {
    const wallNow = this.clock.now();
    const stalled = await this.work.stalled(Date.now());
    const rejectionsOf = await this.rejections.read(wallNow);
    const told = await this.rules.told();
    await this.coming.refresh(wallNow);
    let anyOpen = false;
    for (const hall of await this.configs.halls()) {
      const snapshot = await this.snapshots.ifThere(hall, wallNow);
      if (snapshot === null) continue;
      anyOpen ||= snapshot.open;
      const now = Date.parse(snapshot.now);
      const config = await this.configs.get(hall, hallDay(now, snapshot.timeZone));
      const coming = this.coming.find(hall, config, { now, timeZone: snapshot.timeZone });
      const dutyGaps = await this.gaps.coming(hall, config, now);
      const seen = {
        dutyGaps,
        open: snapshot.open,
        feeds: snapshot.feeds,
        now,
        rejections: rejectionsOf(snapshot),
        stalled,
        ...(coming ?? NOTHING_COMING),
      };
      const quiet = config?.hall.twinOf !== undefined;
      const { timeZone } = snapshot;
      const evaluation = { hall, rules: coming === null ? PULSE_RULES : WITH_COMING, seen, now, timeZone, told, quiet };
      // A clock that stands still brings no minute in which the hall's own rules could notice.
      const silent = snapshot.queues.length > 0 && snapshot.queues.every((queue) => queue.level === 'unknown');
      const { manager } = this.postgres;
      const mutes = config?.hall.clock === 'wall' ? COUNTER_RULES : TICK_RULES;
      const muteKeys = mutes.map(({ key }) => key);
      const muted =
        silent && (await this.engine.live(manager, hall, muteKeys)).some((row) => row.condition !== 'no_data');
      if (!muted && !this.engine.wouldChange(await this.engine.live(manager, hall, PULSE_KEYS), evaluation)) continue;
      await this.decisions.change(hall, async (held) => {
        await this.engine.run(held, evaluation);
        if (silent) await this.engine.mute(held, hall, mutes, evaluation.now);
      });
    }
    await this.bureau.run(wallNow, anyOpen, told);
    await markDelivered(this.postgres.manager);
    await this.redis.set(PULSE_KEY, String(wallNow));
    return 'done';
  }

  private async check(): Promise<void> {
    const last = Number((await this.redis.get(PULSE_KEY)) ?? 0);
    const silentMs = this.clock.now() - Math.max(last, this.startedAt);
    if (silentMs > DOWN_AFTER_MS)
      throw new Error(`warnings have not been evaluated for ${String(Math.round(silentMs / 1000))} s`);
  }
}
