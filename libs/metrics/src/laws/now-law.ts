import { setTimeout as sleep } from 'node:timers/promises';
import { NetworkPulse, type LawResult } from '@cockpit/contracts';
import { LiveSnapshots, LiveStates, NETWORK_KEY, agedPulse } from '@cockpit/live';
import { CLOCK, REDIS, type Clock } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import type { Ask } from '../asking/ask';
import type { PlanBook } from '../asking/plan-book';
import { instantLaws } from './instant';
import { LawFacts } from './law-facts';
import { MetricSums } from './sums';

/** After this many checks data on its way has arrived, unless the hall changes constantly. */
const CHECKS = 4;
const BETWEEN_MS = 2_000;

/** Compares every view of a hall's current state with its wall snapshot. */
@Injectable()
export class NowLaw {
  constructor(
    private readonly snapshots: LiveSnapshots,
    private readonly states: LiveStates,
    private readonly facts: LawFacts,
    private readonly sums: MetricSums,
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async check(ask: Ask, plans: PlanBook): Promise<LawResult[]> {
    const results = new Map<string, LawResult[]>();
    let open = ask.halls;
    for (let attempt = 1; open.length > 0; attempt++) {
      for (const [hall, found] of await this.checkOnce({ ...ask, halls: open }, plans)) results.set(hall, found);
      open = open.filter(({ doc }) => results.get(doc.code)?.some(({ state }) => state !== 'holds'));
      if (attempt === CHECKS) break;
      if (open.length > 0) await sleep(BETWEEN_MS);
    }
    return [...results.values()].flat();
  }

  private async checkOnce(ask: Ask, plans: PlanBook): Promise<Map<string, LawResult[]>> {
    const wallNow = this.clock.now();
    const [snapshots, pulses, stored, waiting] = await Promise.all([
      this.snapshots.glance(
        ask.halls.map(({ doc }) => doc.code),
        wallNow,
      ),
      this.redis.hgetall(NETWORK_KEY),
      this.facts.stored(ask),
      this.sums.halls('waiting', 'hall', ask, plans),
    ]);
    const latest = new Map(stored.map((row) => [row.hall, row.latest]));
    const found = new Map<string, LawResult[]>();
    for (const [hall, snapshot] of snapshots) {
      const pulse = NetworkPulse.safeParse(JSON.parse(pulses[hall] ?? 'null'));
      const state = await this.states.get(hall);
      found.set(
        hall,
        instantLaws({
          hall,
          wall: snapshot,
          map: pulse.success ? agedPulse(pulse.data, wallNow) : null,
          desk: state,
          metric: { waiting: waiting.get(hall) ?? 0, storedAt: latest.get(hall) ?? null },
        }),
      );
    }
    return found;
  }
}
