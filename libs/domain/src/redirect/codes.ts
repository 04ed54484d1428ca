import type { HallConfig } from '../live';
import type { PastPrompt } from './view';
import { setOf, type QueueSet } from '../queue-set';

const MINUTE = 60_000;

/** Turns a hall's codes and times into the indices, masks and minutes of a view. */
export class HallCodes {
  private readonly queues: ReadonlyMap<string, number>;
  /** epoch ms of minute 0 */
  readonly opening: number;

  constructor(config: HallConfig) {
    this.queues = new Map(config.queues.map((q, i) => [q.code, i]));
    this.opening = config.forecast.start;
  }

  /** Minutes after opening of an epoch time. */
  minute(time: number): number {
    return (time - this.opening) / MINUTE;
  }

  /** Index of a queue, −1 when there is none of that code. */
  queue(code: string | null | undefined): number {
    return code === null || code === undefined ? -1 : (this.queues.get(code) ?? -1);
  }

  mask(codes: readonly string[]): QueueSet {
    return setOf(codes.map((code) => this.queue(code)));
  }
}

/** Whether a prompt has had, or is about to have, its effect. */
export const hasEffect = (prompt: PastPrompt): boolean =>
  prompt.state === 'accepted' || prompt.state === 'carried-out' || prompt.state === 'done';
