import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When the message of an order had reached the officer it is for, by hall time. */
export class AddOrderDelivered1796000001243 implements MigrationInterface {
  readonly name = 'AddOrderDelivered1796000001243';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE prompt_order ADD COLUMN delivered_at timestamptz');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
