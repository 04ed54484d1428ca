import { connected } from './desks';
import { PartRollout } from './part-rollout';
import { calledAtOnce, type Probe, type RolloutOptions } from './probe';
import type { PredictView } from './view';
import { has, NO_QUEUES, only, type QueueSet } from '../../queueSet';

/** Waits of the same probes in another view, by probe and future. */
export interface Baseline {
  readonly view: PredictView;
  readonly waits: Float64Array;
}

/**
 * Plays the hall forward by the rules it works by, many times over, and records when each probe is called. A probe costs nobody anything: it
 * is looked at, not served, unless it is a real ticket. Probes of newcomers in order of time. Queues that share no window, not even through
 * others, have nothing to do with each other and are played apart.
 */
export class Rollout {
  constructor(
    private readonly view: PredictView,
    private readonly probes: readonly Probe[],
  ) {}

  /**
   * Waits in minutes, `probes × paths`, probe by probe.
   * @param known what was played with the same options before something was changed: the parts that the change does not reach are as they were
   */
  run(options: RolloutOptions, known?: Baseline): Float64Array {
    const { view, probes } = this;
    const { paths } = options;
    const all = new Float64Array(probes.length * paths);
    if (calledAtOnce(view, probes)) return all;
    for (const { queues, members } of this.parts()) {
      const same = known !== undefined && isSame(view, known.view, queues);
      const alone = probes.length === 1;
      const waits = same
        ? known.waits
        : new PartRollout(
            view,
            queues,
            members.map(({ probe }) => probe),
            alone,
          ).run(options);
      members.forEach(({ index }, member) => {
        const from = (same ? index : member) * paths;
        all.set(waits.subarray(from, from + paths), index * paths);
      });
    }
    return all;
  }

  private parts(): { queues: QueueSet; members: { probe: Probe; index: number }[] }[] {
    const parts: { queues: QueueSet; members: { probe: Probe; index: number }[] }[] = [];
    this.probes.forEach((probe, index) => {
      let part = parts.find(({ queues }) => has(queues, probe.queue));
      if (part === undefined) parts.push((part = { queues: connected(this.view, only(probe.queue)), members: [] }));
      part.members.push({ probe, index });
    });
    return parts;
  }
}

/** Whether a part of the hall is the same in both views: its queues, its windows and the rules of the hall. */
function isSame(one: PredictView, other: PredictView, part: QueueSet): boolean {
  const isOutside = (mask: QueueSet | undefined): boolean => mask === undefined || (mask & part) === NO_QUEUES;
  const { queues: _, windows, ...rules } = one;
  return (
    Object.entries(rules).every(([rule, value]) => other[rule as keyof typeof rules] === value) &&
    one.queues.every((queue, b) => !has(part, b) || other.queues[b] === queue) &&
    Array.from({ length: Math.max(windows.length, other.windows.length) }, (__, w) => w).every(
      (w) => windows[w] === other.windows[w] || (isOutside(windows[w]?.mask) && isOutside(other.windows[w]?.mask)),
    )
  );
}
