import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The plan told last to the windows of a hall is looked for with every decision. */
export class CreateHallPlanIssued1795350001090 implements MigrationInterface {
  readonly name = 'CreateHallPlanIssued1795350001090';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query("CREATE INDEX hall_plan_issued ON hall_plan (hall, day, made_at) WHERE plan ? 'issued'");
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
