import { setImmediate as breathe } from 'node:timers/promises';

const AT_A_TIME_MS = 10;

/** Splits long work into slices, so that one request does not block the others. */
export class Pace {
  private since = performance.now();

  /** whether the slice is over and the caller should yield */
  isOver(): boolean {
    return performance.now() - this.since > AT_A_TIME_MS;
  }

  async rest(): Promise<void> {
    await breathe();
    this.since = performance.now();
  }
}
