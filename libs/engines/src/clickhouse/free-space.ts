import { statfsSync, type StatsFs } from 'node:fs';

export type Disk = Pick<StatsFs, 'bavail' | 'blocks' | 'bsize'>;

/** less than what the door asks for (DISK_LOW_MB), so that what was acknowledged can still be stored */
const KEPT_BYTES = 256 * 1024 * 1024;
/** of a small disk */
const KEPT_SHARE = 0.1;
/** once it was low: so that merges do not begin and stop by turns */
const ENOUGH_AGAIN = 1.5;
const LOOK_MS = 50;

/**
 * Keeps the engine from writing while its disk is nearly full. A merge that runs out of room is taken by engine 26.7 for done: its parts are
 * empty, and the rows that it merged are deleted minutes later. So merges are ended, and inserts are refused, while there is still room.
 */
export class FreeSpace {
  private low = false;
  private areMergesStopped = false;
  private isTelling = false;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly dir: string,
    private readonly merges: (command: 'STOP' | 'START') => Promise<unknown>,
    private readonly diskOf: (dir: string) => Disk = statfsSync,
  ) {
    this.timer = setInterval(() => {
      this.look();
    }, LOOK_MS);
    this.timer.unref();
  }

  /** @throws as ClickHouse itself refuses what it has no room for */
  refuse(): void {
    this.look();
    if (this.low)
      throw new Error(
        `Code: 243. DB::Exception: Cannot write: less than ${String(Math.round(KEPT_BYTES / 1024 / 1024))} MiB (or a tenth of the disk) are free under ${this.dir}. (NOT_ENOUGH_SPACE)`,
      );
  }

  close(): void {
    clearInterval(this.timer);
  }

  // at once rather than in a thread: those may all be at work for queries
  private look(): void {
    const { bavail, blocks, bsize } = this.diskOf(this.dir);
    const kept = Math.min(KEPT_BYTES, blocks * bsize * KEPT_SHARE);
    this.low = bavail * bsize < kept * (this.low ? ENOUGH_AGAIN : 1);
    if (this.low !== this.areMergesStopped && !this.isTelling) void this.tell(this.low);
  }

  private async tell(stopped: boolean): Promise<void> {
    this.isTelling = true;
    try {
      await this.merges(stopped ? 'STOP' : 'START');
      this.areMergesStopped = stopped;
    } catch {
      // the next look tells it again
    } finally {
      this.isTelling = false;
    }
  }
}
