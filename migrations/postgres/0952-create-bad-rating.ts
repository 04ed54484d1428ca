import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Bad ratings as they come in: of which ticket, whose events may come later, and who is still to hear of them. */
export class CreateBadRating1795350000952 implements MigrationInterface {
  readonly name = 'CreateBadRating1795350000952';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE bad_rating (
        case_id text PRIMARY KEY,
        source text NOT NULL,
        hall text NOT NULL,
        ticket_id text,
        at timestamptz NOT NULL,
        fresh boolean NOT NULL DEFAULT true,
        to_tell jsonb
      )`);
    await runner.query('CREATE INDEX bad_rating_ticket ON bad_rating (hall, ticket_id)');
    await runner.query('CREATE INDEX bad_rating_to_tell ON bad_rating (at) WHERE to_tell IS NOT NULL');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations only go forward'));
  }
}
