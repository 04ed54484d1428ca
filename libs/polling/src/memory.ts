import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

const Kept = z.object({
  /** the furthest row sent and acknowledged */
  cursor: z.string(),
  /** where it stood at wall times, epoch ms, oldest first */
  history: z.array(z.object({ at: z.number(), cursor: z.string() })),
  rows: z.number(),
  accepted: z.number(),
  rejected: z.number(),
  faults: z.number(),
});
export type Kept = z.infer<typeof Kept>;

/** How far a poller has come; on the disk before the next rows are asked for. */
export class Memory {
  private constructor(
    private readonly file: string,
    readonly kept: Kept,
  ) {}

  static async open(file: string, start: string): Promise<Memory> {
    try {
      return new Memory(file, Kept.parse(JSON.parse(await readFile(file, 'utf8'))));
    } catch (error) {
      if (typeof error !== 'object' || error === null || !('code' in error) || error.code !== 'ENOENT') throw error;
      return new Memory(file, { cursor: start, history: [], rows: 0, accepted: 0, rejected: 0, faults: 0 });
    }
  }

  /** Where it stood so long ago: what may have come to light since then begins there. */
  since(time: number, start: string): string {
    const older = this.kept.history.filter(({ at }) => at <= time).at(-1);
    return older?.cursor ?? this.kept.history[0]?.cursor ?? start;
  }

  /** The next reading begins there, as if nothing later had ever been read: what is sent again counts once. */
  again(cursor: string): void {
    this.kept.cursor = cursor;
    this.kept.history = [{ at: 0, cursor }];
  }

  async advance(cursor: string, now: number, keepMs: number): Promise<void> {
    const { history } = this.kept;
    this.kept.cursor = cursor;
    history.push({ at: now, cursor });
    while (history.length > 2 && (history[1]?.at ?? now) <= now - keepMs) history.shift();
    // many pages within one look-back: their beginnings say no more than the first
    if (history.length > 1000) history.splice(1, history.length - 500);
    await mkdir(dirname(this.file), { recursive: true });
    const fresh = `${this.file}.new`;
    const handle = await open(fresh, 'w', 0o600);
    await handle.writeFile(JSON.stringify(this.kept));
    await handle.sync();
    await handle.close();
    await rename(fresh, this.file);
  }
}
