import { setImmediate as breathe } from 'node:timers/promises';

const AT_A_TIME_MS = 10;

/** Long work done a little at a time: one request must not stop everybody else's. */
export class Pace {
  private since = performance.now();

  /** enough at a time: rest before going on */
  isOver(): boolean {
    return performance.now() - this.since > AT_A_TIME_MS;
  }

  async rest(): Promise<void> {
    await breathe();
    this.since = performance.now();
  }
}
