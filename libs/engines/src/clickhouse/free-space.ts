import { statfsSync, type StatsFs } from 'node:fs';

export type Disk = Pick<StatsFs, 'bavail' | 'blocks' | 'bsize'>;

/** less than ingestion needs (DISK_LOW_MB), so that acknowledged events can still be stored */
const KEPT_BYTES = 256 * 1024 * 1024;
/** share of a small disk */
const KEPT_SHARE = 0.1;
/** factor for resuming, so that merges do not stop and start repeatedly */
const ENOUGH_AGAIN = 1.5;
const LOOK_MS = 50;

/**
 * Stops writes while the disk is nearly full. ClickHouse 26.7 takes a merge that runs out of space as done: its parts
 * are empty, and the merged rows are deleted minutes later. So merges stop and inserts are refused while there is still
 * space.
 */
export class FreeSpace {
  private low = false;
  private areMergesStopped = false;
  private isSwitching = false;
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

  /** @throws the error that ClickHouse itself uses for lack of space */
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

  // synchronous, because all pool threads may be busy with queries
  private look(): void {
    const { bavail, blocks, bsize } = this.diskOf(this.dir);
    const minimum = Math.min(KEPT_BYTES, blocks * bsize * KEPT_SHARE);
    this.low = bavail * bsize < minimum * (this.low ? ENOUGH_AGAIN : 1);
    if (this.low !== this.areMergesStopped && !this.isSwitching) void this.setStopped(this.low);
  }

  private async setStopped(stopped: boolean): Promise<void> {
    this.isSwitching = true;
    try {
      await this.merges(stopped ? 'STOP' : 'START');
      this.areMergesStopped = stopped;
    } catch {
      // the next check repeats it
    } finally {
      this.isSwitching = false;
    }
  }
}
