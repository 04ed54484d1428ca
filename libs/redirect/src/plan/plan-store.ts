import { Injectable } from '@nestjs/common';
import { HallPlan } from '@cockpit/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';

const Row = z.object({ plan: HallPlan });

/** Plans as they were made. */
@Injectable()
export class PlanStore {
  constructor(private readonly postgres: DataSource) {}

  async save(plan: HallPlan): Promise<void> {
    await this.postgres.query(
      'INSERT INTO hall_plan (hall, day, made_at, plan) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
      [plan.hall, plan.day, plan.madeAt, JSON.stringify(plan)],
    );
  }

  /** A plan as somebody left it, in the place of what it was. */
  async keep(plan: HallPlan, manager: Pick<EntityManager, 'query'> = this.postgres): Promise<void> {
    await manager.query(
      'INSERT INTO hall_plan (hall, day, made_at, plan) VALUES ($1, $2, $3, $4) ON CONFLICT (hall, day, made_at) DO UPDATE SET plan = excluded.plan',
      [plan.hall, plan.day, plan.madeAt, JSON.stringify(plan)],
    );
  }

  /** The plan adopted, or told to the windows, last. */
  async latestDone(hall: string, day: string, step: 'adopted' | 'issued'): Promise<HallPlan | null> {
    const rows = z
      .array(Row)
      .parse(
        await this.postgres.query(
          'SELECT plan FROM hall_plan WHERE hall = $1 AND day = $2 AND plan ? $3 ORDER BY made_at DESC LIMIT 1',
          [hall, day, step],
        ),
      );
    return rows[0]?.plan ?? null;
  }

  /** The plan made last for a hall day; with `since` of those the engine made at or after it. */
  async latest(hall: string, day: string, since?: Date): Promise<HallPlan | null> {
    const rows = z.array(Row).parse(
      await this.postgres.query(
        `SELECT plan FROM hall_plan WHERE hall = $1 AND day = $2
             AND ($3::timestamptz IS NULL OR (made_at >= $3 AND NOT plan ? 'moved')) ORDER BY made_at DESC LIMIT 1`,
        [hall, day, since ?? null],
      ),
    );
    return rows[0]?.plan ?? null;
  }
}
