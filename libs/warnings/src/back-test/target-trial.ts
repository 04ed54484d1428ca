import type { TestedHall } from './past-rule';
import { PastRule } from './past-rule';
import { PREDICTED } from '../rules/catalogue';
import type { HallMinute } from '../rules/hall-minute';
import { TICK_RULES } from '../rules/tick-rules';

/** Wait targets of a hall, minutes; a queue without one of its own has the hall's. */
export interface WaitTargets {
  readonly hall: number;
  readonly queues: ReadonlyMap<string, number>;
}
/** What a day was under two sets of targets. */
interface TwoSides {
  readonly before: number;
  readonly after: number;
}
export interface TrialDay {
  /** warnings that would have fired, by rule */
  readonly fired: ReadonlyMap<string, TwoSides>;
  /** minutes in which somebody in a queue had waited beyond its target */
  readonly beyondMin: ReadonlyMap<string, TwoSides>;
}

/** What a minute looks like to rules when other targets hold: nothing else of it hangs on them. */
export const underTargets = <Seen extends HallMinute>(seen: Seen, { hall, queues }: WaitTargets): Seen => ({
  ...seen,
  hallTargetMin: hall,
  targetMin: (queue) => queues.get(queue) ?? hall,
});

/** Every rule of the hall's clock going through a past day twice, by two sets of wait targets and all else alike. Pure: time comes with every minute. */
export class TargetTrial {
  private readonly sides: readonly (readonly PastRule<HallMinute>[])[];
  private readonly beyond = new Map<string, [number, number]>();

  constructor(
    at: TestedHall,
    private readonly targets: readonly [before: WaitTargets, after: WaitTargets],
  ) {
    this.sides = targets.map(() => TICK_RULES.map((rule) => new PastRule(rule, at)));
  }

  /** @param predicted whether it was looked ahead at this minute: rules that go by predictions see no other */
  see(minute: HallMinute, now: number, predicted: boolean): void {
    this.targets.forEach((targets, side) => {
      const seen = underTargets(minute, targets);
      this.sides[side]?.forEach((past, i) => {
        if (predicted || !PREDICTED.has(TICK_RULES[i]?.key ?? '')) past.see(seen, now);
      });
      for (const { code, longestWaitSec } of seen.snapshot.queues) {
        const counts = this.beyond.get(code) ?? [0, 0];
        if ((longestWaitSec ?? 0) >= seen.targetMin(code) * 60) counts[side === 0 ? 0 : 1] += 1;
        this.beyond.set(code, counts);
      }
    });
  }

  outcome(): TrialDay {
    const [before = [], after = []] = this.sides.map((pasts) => pasts.map((past) => past.outcome([]).firings.length));
    return {
      fired: new Map(TICK_RULES.map(({ key }, i) => [key, { before: before[i] ?? 0, after: after[i] ?? 0 }])),
      beyondMin: new Map([...this.beyond].map(([code, [one, other]]) => [code, { before: one, after: other }])),
    };
  }
}
