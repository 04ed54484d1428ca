import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateGuided1763700000221 implements MigrationInterface {
  readonly name = 'CreateGuided1763700000221';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE guided (
        id uuid PRIMARY KEY,
        hall text NOT NULL,
        ticket_id text NOT NULL,
        number text NOT NULL,
        queue text NOT NULL,
        led_to text NOT NULL,
        at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL,
        recorded_by text NOT NULL,
        undone_at timestamptz
      )`);
    // Two guides cannot lead the same person away.
    await runner.query('CREATE UNIQUE INDEX guided_once ON guided (hall, ticket_id) WHERE undone_at IS NULL');
    await runner.query('CREATE INDEX guided_by_hall ON guided (hall, at DESC, id)');
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
