import { STREAM, Stream } from './rng';
import type { Scenario } from './scenario';

export interface Reply {
  readonly accepted: boolean;
  readonly atMin: number;
}

/** The supervisor of the benchmark: answers every prompt, in the order given, after a while, and accepts most. */
export class Supervisor {
  private readonly random: Stream;
  private readonly given: number[] = [];

  constructor(
    day: number,
    private readonly manner: Scenario['supervisor'],
  ) {
    this.random = new Stream(day, STREAM.supervisor);
  }

  /** Whether another prompt may be shown within the rolling hour. */
  hasPatience(nowMin: number): boolean {
    return this.given.filter((t) => t > nowMin - 60).length < this.manner.maxPromptsPerHour;
  }

  /** Draws the reply to a prompt shown now: acceptance first, then the delay. */
  show(nowMin: number): Reply {
    this.given.push(nowMin);
    const accepted = this.random.uniform() < this.manner.acceptance;
    const [least, most] = this.manner.replyMin;
    return { accepted, atMin: nowMin + least + (most - least) * this.random.uniform() };
  }
}
