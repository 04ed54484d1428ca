import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { LiveSections } from './sections';

const Row = z.object({ decided_minute: z.date().nullable() });

/**
 * Whatever changes the prompts or warnings of a hall does so in one transaction holding the hall's clock row: ticks,
 * pulses and people's answers follow one another, and none is lost.
 */
@Injectable()
export class DecisionClock {
  constructor(
    private readonly postgres: DataSource,
    private readonly sections: LiveSections,
  ) {}

  /** Runs `change` holding the hall, then shows the outcome to the wall. */
  async change<T>(hall: string, change: (manager: EntityManager) => Promise<T>): Promise<T> {
    const result = await this.postgres.transaction(async (manager) => {
      await lock(manager, hall);
      const value = await change(manager);
      await manager.query('UPDATE decision_clock SET revision = revision + 1 WHERE hall = $1', [hall]);
      return value;
    });
    await this.sections.refresh(hall);
    return result;
  }

  /** @returns false when the minute, or a later one, was decided before: then `decide` was not called */
  async decideMinute(
    hall: string,
    minute: number,
    decide: (manager: EntityManager) => Promise<void>,
  ): Promise<boolean> {
    const decided = await this.postgres.transaction(async (manager) => {
      const last = await lock(manager, hall);
      if (last !== null && last >= minute) return false;
      await decide(manager);
      await manager.query('UPDATE decision_clock SET revision = revision + 1, decided_minute = $2 WHERE hall = $1', [
        hall,
        new Date(minute),
      ]);
      return true;
    });
    // Also when it was decided before: whoever did may have died before showing it.
    await this.sections.refresh(hall);
    return decided;
  }
}

async function lock(manager: EntityManager, hall: string): Promise<number | null> {
  await manager.query('INSERT INTO decision_clock (hall) VALUES ($1) ON CONFLICT DO NOTHING', [hall]);
  const rows = z
    .array(Row)
    .parse(await manager.query('SELECT decided_minute FROM decision_clock WHERE hall = $1 FOR UPDATE', [hall]));
  return rows[0]?.decided_minute?.getTime() ?? null;
}

/** The hall minute that was last decided; null before the first. */
export async function decidedMinute(manager: EntityManager, hall: string): Promise<Date | null> {
  const rows = z
    .array(Row)
    .parse(await manager.query('SELECT decided_minute FROM decision_clock WHERE hall = $1', [hall]));
  return rows[0]?.decided_minute ?? null;
}
