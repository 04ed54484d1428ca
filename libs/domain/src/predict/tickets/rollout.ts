import { connected } from './desks';
import { PartRollout } from './part-rollout';
import { calledAtOnce, type Probe, type RolloutOptions } from './probe';
import type { PredictView } from './view';
import { at, pick } from '../../numeric';
import { has, NO_QUEUES, only, type QueueSet } from '../../queue-set';

/**
 * Plays the hall forward by the rules it works by, many times over, and records when each probe is called. A probe costs nobody anything: it
 * is looked at, not served, unless it is a real ticket. Probes of newcomers in order of time.
 */
export class Rollout {
  constructor(
    private readonly view: PredictView,
    private readonly probes: readonly Probe[],
  ) {}

  /** Waits in minutes, `probes × paths`, probe by probe. */
  run(options: RolloutOptions): Float64Array {
    return this.futures(options).all();
  }

  /** @param known the same probes with the same options, before something was changed: the parts that the change does not reach are as they were */
  futures(options: RolloutOptions, known?: Futures): Futures {
    return new Futures(this.view, this.probes, options, known);
  }
}

/** Queues that share windows, be it through others, and the probes there. */
interface Part {
  readonly queues: QueueSet;
  readonly members: number[];
  readonly known: Futures | undefined;
  waits?: Float64Array;
}

/**
 * Waits of some probes in many futures. Queues that share no window, not even through others, have nothing to do with each other: each such
 * part is played apart, and only when somebody asks for it.
 */
export class Futures {
  private readonly parts: Part[] = [];
  /** by probe */
  private readonly partOf: readonly Part[];

  constructor(
    private readonly view: PredictView,
    private readonly probes: readonly Probe[],
    private readonly options: RolloutOptions,
    known?: Futures,
  ) {
    this.partOf = probes.map(({ queue }, index) => {
      let part = this.parts.find(({ queues }) => has(queues, queue));
      if (part === undefined) {
        const queues = connected(view, only(queue));
        part = { queues, members: [], known: known && isSame(view, known.view, queues) ? known : undefined };
        this.parts.push(part);
      }
      part.members.push(index);
      return part;
    });
  }

  /** Whether a probe waits as it does in what was known: nothing that it meets has changed. */
  isKnown(probe: number): boolean {
    return this.partOf[probe]?.known !== undefined;
  }

  /** Waits of one probe, by future. */
  of(probe: number): Float64Array {
    const part = pick(this.partOf, probe);
    if (part.known !== undefined) return part.known.of(probe);
    part.waits ??= this.play(part);
    const from = part.members.indexOf(probe) * this.options.paths;
    return part.waits.subarray(from, from + this.options.paths);
  }

  all(): Float64Array {
    const all = new Float64Array(this.probes.length * this.options.paths);
    this.probes.forEach((_, probe) => {
      all.set(this.of(probe), probe * this.options.paths);
    });
    return all;
  }

  private play({ queues, members }: Part): Float64Array {
    const { view, probes, options } = this;
    const mine = members.map((probe) => pick(probes, probe));
    if (calledAtOnce(view, probes)) return new Float64Array(mine.length * options.paths);
    return new PartRollout(view, queues, mine, probes.length === 1).run(options);
  }
}

/** Adds, future by future, what a probe that stands for so many people waits less; of one that nothing has changed for that is nothing. */
export function addSaved(saved: Float64Array, weight: number, probe: number, without: Futures, made: Futures): void {
  if (made.isKnown(probe)) return;
  const [before, after] = [without.of(probe), made.of(probe)];
  for (let path = 0; path < saved.length; path++)
    saved[path] = at(saved, path) + weight * (at(before, path) - at(after, path));
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
