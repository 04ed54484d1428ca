import type { LoggedEvent } from '@cockpit/contracts';
import { isRowFault } from '@cockpit/platform';
import { setTimeout as sleep } from 'node:timers/promises';
import { InsertRunning, type Batch, type Claim, type EventStorage, type Stored } from './event-storage';

/**
 * after a round with at least this many rows the next one waits twice as long: under load fewer, larger inserts are
 * better
 */
const BUSY_ROWS = 100;
/** a round of this many rows starts without waiting */
const ENOUGH_ROWS = 5_000;
/** maximum rows of an insert, exceeded by at most one batch */
const MOST_ROWS = 20_000;

interface Waiting extends Batch {
  resolve: (stored: Stored) => void;
  reject: (error: unknown) => void;
}

/**
 * Stores the batches of a process's partitions in shared rounds, with one look-up and one insert each. The first batch
 * after a pause is stored at once; the next round waits briefly for others.
 */
export class JointStorage {
  private readonly waiting: Waiting[] = [];
  private rows = 0;
  private isRunning = false;
  private isUrgent = false;
  private wake = new AbortController();

  constructor(
    private readonly storage: Pick<EventStorage, 'store'>,
    /** an insert costs some 20 ms of engine time even for few rows */
    private readonly apartMs: number,
  ) {}

  /** @param isPiece part of a batch that is being split; there may be hundreds, and none waits for others */
  store(events: readonly LoggedEvent[], lease: Claim, isPiece = false): Promise<Stored> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ events, lease, resolve, reject });
      this.rows += events.length;
      this.isUrgent ||= isPiece || this.rows >= ENOUGH_ROWS;
      if (this.isUrgent) this.wake.abort();
      if (!this.isRunning) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    while (this.waiting.length > 0) {
      const began = performance.now();
      const batches = this.take();
      await this.round(batches);
      const isBusy = batches.reduce((sum, { events }) => sum + events.length, 0) >= BUSY_ROWS;
      if (!this.isUrgent) await this.rest(began + this.apartMs * (isBusy ? 2 : 1) - performance.now());
    }
    this.isRunning = false;
  }

  private take(): Waiting[] {
    const batch: Waiting[] = [];
    for (let rows = 0; rows < MOST_ROWS;) {
      const next = this.waiting.shift();
      if (next === undefined) break;
      rows += next.events.length;
      batch.push(next);
    }
    this.rows = this.waiting.reduce((sum, { events }) => sum + events.length, 0);
    this.isUrgent = this.rows >= ENOUGH_ROWS;
    return batch;
  }

  private async rest(ms: number): Promise<void> {
    this.wake = new AbortController();
    await sleep(Math.max(0, ms), undefined, { signal: this.wake.signal, ref: false }).catch(() => undefined);
  }

  /**
   * A bad row fails the shared insert, and a running insert of one partition blocks all: then each batch is tried
   * alone, so that only its partition gets the error.
   */
  private async round(batches: readonly Waiting[]): Promise<void> {
    try {
      const stored = await this.storage.store(batches);
      for (const [i, { resolve, reject }] of batches.entries()) {
        const result = stored[i];
        if (result === undefined) reject(new Error('a batch was left out'));
        else resolve(result);
      }
    } catch (error) {
      const isOneBatch = isRowFault(error) || error instanceof InsertRunning;
      if (batches.length > 1 && isOneBatch) for (const batch of batches) await this.round([batch]);
      else for (const { reject } of batches) reject(error);
    }
  }
}
