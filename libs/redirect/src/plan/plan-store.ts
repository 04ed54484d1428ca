import { Injectable } from '@nestjs/common';
import { HallPlan } from '@cockpit/contracts';
import { DataSource } from 'typeorm';
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

  /** The plan made last for a hall day, of those made at or after `since`. */
  async latest(hall: string, day: string, since?: Date): Promise<HallPlan | null> {
    const rows = z
      .array(Row)
      .parse(
        await this.postgres.query(
          'SELECT plan FROM hall_plan WHERE hall = $1 AND day = $2 AND ($3::timestamptz IS NULL OR made_at >= $3) ORDER BY made_at DESC LIMIT 1',
          [hall, day, since ?? null],
        ),
      );
    return rows[0]?.plan ?? null;
  }
}
