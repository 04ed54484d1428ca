import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { HISTORY_DAYS } from '../hall/history-days';
import { writeWhole } from '../memory';

const Kept = z.object({
  /** hall days that are stored, `hall date` */
  days: z.array(z.string()).default([]),
  /** systems beside whose past is stored */
  beside: z.array(z.string()).default([]),
  /** how many days before which first day are there, with all that follows from them */
  complete: z.object({ firstDay: z.string(), days: z.int() }).nullable().default(null),
});

/** DATA_DIR/past.json: what of the demonstration's past is stored. Written after it is, so a load that was killed brings something again, never too little. */
export class PastFile {
  private readonly path: string;
  private readonly kept: z.infer<typeof Kept>;
  private readonly days: Set<string>;

  /** @param before hall days that stand elsewhere */
  constructor(dataDir: string, before: readonly string[]) {
    this.path = join(dataDir, 'past.json');
    this.kept = Kept.parse(existsSync(this.path) ? JSON.parse(readFileSync(this.path, 'utf8')) : {});
    this.days = new Set([...before, ...this.kept.days]);
  }

  isComplete(firstDay: string, asked = HISTORY_DAYS): boolean {
    const { complete } = this.kept;
    return complete !== null && complete.firstDay === firstDay && complete.days >= asked;
  }

  /** The hall days of one hall that are stored. */
  of(hall: string): string[] {
    return [...this.days].filter((hallDay) => hallDay.startsWith(`${hall} `));
  }

  add(hallDays: readonly string[]): void {
    for (const one of hallDays) this.days.add(one);
    this.write();
  }

  hasBeside(system: string): boolean {
    return this.kept.beside.includes(system);
  }

  addBeside(system: string): void {
    this.kept.beside.push(system);
    this.write();
  }

  complete(firstDay: string, days: number): void {
    this.kept.complete = { firstDay, days };
    this.write();
  }

  private write(): void {
    this.kept.days = [...this.days];
    writeWhole(this.path, this.kept);
  }
}
