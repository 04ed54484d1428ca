import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

export const PollerState = z.object({
  /** cursor of the last acknowledged row */
  cursor: z.string(),
  /** cursors at wall times, epoch ms, oldest first */
  history: z.array(z.object({ at: z.number(), cursor: z.string() })),
  rows: z.number(),
  accepted: z.number(),
  rejected: z.number(),
  faults: z.number(),
});
export type PollerState = z.infer<typeof PollerState>;

export const nothingRead = (start: string): PollerState => ({
  cursor: start,
  history: [],
  rows: 0,
  accepted: 0,
  rejected: 0,
  faults: 0,
});

/** Progress of a poller; saved before the next rows are read. */
export class Memory {
  constructor(
    readonly kept: PollerState,
    private readonly keep: (kept: PollerState) => Promise<void>,
  ) {}

  static async open(file: string, start: string): Promise<Memory> {
    const inFile = (kept: PollerState): Memory => new Memory(kept, (now) => write(file, JSON.stringify(now)));
    try {
      return inFile(PollerState.parse(JSON.parse(await readFile(file, 'utf8'))));
    } catch (error) {
      if (typeof error !== 'object' || error === null || !('code' in error) || error.code !== 'ENOENT') throw error;
      return inFile(nothingRead(start));
    }
  }

  /** The cursor at a time; rows that appeared since then are after it. */
  since(time: number, start: string): string {
    const older = this.kept.history.filter(({ at }) => at <= time).at(-1);
    return older?.cursor ?? this.oldest(start);
  }

  /** Restarts reading at a cursor; events sent again count once. */
  again(cursor: string): void {
    this.kept.cursor = cursor;
    this.kept.history = [{ at: 0, cursor }];
  }

  /** The oldest remembered cursor; rows that appeared during a pause are after it. */
  oldest(start: string): string {
    return this.kept.history[0]?.cursor ?? start;
  }

  /** @param keptSince older cursors are dropped except the last of them; epoch ms */
  async advance(cursor: string, now: number, keptSince: number): Promise<void> {
    const { history } = this.kept;
    // rows that the first page missed are before its end
    if (history.length === 0) history.push({ at: 0, cursor: this.kept.cursor });
    this.kept.cursor = cursor;
    history.push({ at: now, cursor });
    while (history.length > 1 && (history[1]?.at ?? now) <= keptSince) history.shift();
    // many pages within one look-back need only the first cursor
    if (history.length > 1000) history.splice(1, history.length - 500);
    await this.keep(this.kept);
  }
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const newFile = `${file}.new`;
  const handle = await open(newFile, 'w', 0o600);
  await handle.writeFile(text);
  await handle.sync();
  await handle.close();
  await rename(newFile, file);
}
