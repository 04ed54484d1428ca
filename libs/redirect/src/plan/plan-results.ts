import { Injectable } from '@nestjs/common';
import { PlanResult } from '@cockpit/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';

const Row = z.object({ result: PlanResult });
const Waiting = z.object({ day: z.string() });

/** What came of plans that were sent, as it was counted when their days were over. */
@Injectable()
export class PlanResults {
  constructor(private readonly postgres: DataSource) {}

  /** Of each day and hall that has one. @param halls null: all */
  async between(halls: readonly string[] | null, from: string, to: string): Promise<PlanResult[]> {
    const rows: unknown = await this.postgres.query(
      `SELECT result FROM hall_plan_result WHERE ($1::text[] IS NULL OR hall = ANY($1)) AND day BETWEEN $2 AND $3 ORDER BY day, hall`,
      [halls, from, to],
    );
    return z
      .array(Row)
      .parse(rows)
      .map(({ result }) => result);
  }

  /** Days on which a plan was sent and of which nothing is counted yet. */
  async waiting(hall: string, after: string, upTo: string, manager: EntityManager): Promise<string[]> {
    const rows: unknown = await manager.query(
      `SELECT DISTINCT day::text FROM hall_plan p WHERE hall = $1 AND plan ? 'issued' AND day > $2 AND day <= $3
          AND NOT EXISTS (SELECT 1 FROM hall_plan_result r WHERE r.hall = p.hall AND r.day = p.day)`,
      [hall, after, upTo],
    );
    return z
      .array(Waiting)
      .parse(rows)
      .map(({ day }) => day);
  }

  async keep(hall: string, day: string, result: PlanResult): Promise<void> {
    await this.postgres.query(
      'INSERT INTO hall_plan_result (hall, day, result) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [hall, day, JSON.stringify(result)],
    );
  }
}
