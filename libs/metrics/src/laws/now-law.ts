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

/** What was on its way the first time has come after so many looks, unless a hall never stands still. */
const LOOKS = 4;
const BETWEEN_MS = 2_000;

/** Every place that says how a hall stands now, held against the snapshot on its wall. */
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
    for (let look = 1; open.length > 0; look++) {
      for (const [hall, found] of await this.look({ ...ask, halls: open }, plans)) results.set(hall, found);
      open = open.filter(({ doc }) => results.get(doc.code)?.some(({ state }) => state !== 'holds'));
      if (look === LOOKS) break;
      if (open.length > 0) await sleep(BETWEEN_MS);
    }
    return [...results.values()].flat();
  }

  private async look(ask: Ask, plans: PlanBook): Promise<Map<string, LawResult[]>> {
    const wallNow = this.clock.now();
    const [snapshots, told, stored, waiting] = await Promise.all([
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
      const pulse = NetworkPulse.safeParse(JSON.parse(told[hall] ?? 'null'));
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
