import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { HISTORY_DAYS } from '../hall/history-days';
import { writeWhole } from '../memory';

const StoredPast = z.object({
  /** Stored hall days, `hall date`. */
  days: z.array(z.string()).default([]),
  /** Side systems whose past is stored. */
  beside: z.array(z.string()).default([]),
  /** The completely stored past: number of days before which first day. */
  complete: z.object({ firstDay: z.string(), days: z.int() }).nullable().default(null),
});

/**
 * DATA_DIR/past.json: which part of the past is stored. It is written after the data, so an interrupted load stores
 * something twice rather than never.
 */
export class PastFile {
  private readonly path: string;
  private readonly content: z.infer<typeof StoredPast>;
  private readonly days: Set<string>;

  /** @param before hall days that are recorded elsewhere */
  constructor(dataDir: string, before: readonly string[]) {
    this.path = join(dataDir, 'past.json');
    this.content = StoredPast.parse(existsSync(this.path) ? JSON.parse(readFileSync(this.path, 'utf8')) : {});
    this.days = new Set([...before, ...this.content.days]);
  }

  isComplete(firstDay: string, requestedDays = HISTORY_DAYS): boolean {
    const { complete } = this.content;
    return complete !== null && complete.firstDay === firstDay && complete.days >= requestedDays;
  }

  /** Stored hall days of one hall. */
  of(hall: string): string[] {
    return [...this.days].filter((hallDay) => hallDay.startsWith(`${hall} `));
  }

  add(hallDays: readonly string[]): void {
    for (const hallDay of hallDays) this.days.add(hallDay);
    this.write();
  }

  hasBeside(system: string): boolean {
    return this.content.beside.includes(system);
  }

  addBeside(system: string): void {
    this.content.beside.push(system);
    this.write();
  }

  complete(firstDay: string, days: number): void {
    this.content.complete = { firstDay, days };
    this.write();
  }

  private write(): void {
    this.content.days = [...this.days];
    writeWhole(this.path, this.content);
  }
}
