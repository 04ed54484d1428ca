import { AssessmentScheme, type AssessmentSchemeChange, type AssessmentSchemeVersion } from '@cockpit/contracts';
import { AuditLog, type Actor } from '@cockpit/access';
import { CLOCK, conflict, type Clock } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';

const Row = z.object({
  place: z.string().nullable(),
  revision: z.int(),
  scheme: AssessmentScheme,
  author: z.string(),
  reason: z.string(),
  at: z.date().transform((date) => date.toISOString()),
});
const COLUMNS = 'place, revision, scheme, author, reason, at';
const LATEST = `SELECT ${COLUMNS} FROM assessment_scheme WHERE place IS NOT DISTINCT FROM $1 ORDER BY revision DESC LIMIT 1`;
const HISTORY = `SELECT ${COLUMNS} FROM assessment_scheme WHERE place IS NOT DISTINCT FROM $1 AND ($2::int IS NULL OR revision < $2)
  ORDER BY revision DESC LIMIT $3`;
const ADD = `INSERT INTO assessment_scheme (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6)`;
const LOCK = "SELECT pg_advisory_xact_lock(hashtext('assessment-scheme'))";

/** Assessment schemes of places with all versions, authors and reasons. */
@Injectable()
export class SchemeStore {
  constructor(
    private readonly postgres: DataSource,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Revision 0 if none was ever set. */
  async latest(place: string | null, manager: EntityManager = this.postgres.manager): Promise<AssessmentSchemeVersion> {
    const [row] = z.array(Row).parse(await manager.query(LATEST, [place]));
    return row ?? { place, revision: 0, scheme: null, author: null, reason: null, at: null };
  }

  /** Latest first. */
  async history(place: string | null, after: number | undefined, limit: number): Promise<AssessmentSchemeVersion[]> {
    return z.array(Row).parse(await this.postgres.query(HISTORY, [place, after ?? null, limit]));
  }

  /** @throws {AppError} 409 if somebody else changed it meanwhile */
  async change(
    { place, revision, scheme, reason }: AssessmentSchemeChange,
    author: string,
    actor: Actor,
  ): Promise<AssessmentSchemeVersion> {
    return this.postgres.transaction(async (manager) => {
      await manager.query(LOCK);
      const before = await this.latest(place, manager);
      if (before.revision !== revision)
        throw conflict(
          'scheme-changed',
          `the scheme is at revision ${String(before.revision)} by now, not ${String(revision)}: read it again`,
        );
      const at = new Date(this.clock.now());
      await manager.query(ADD, [place, revision + 1, JSON.stringify(scheme), author, reason, at]);
      await this.audit.record(
        {
          actor,
          action: 'assessment.scheme',
          target: place === null ? 'assessment' : `assessment/${place}`,
          before: { scheme: before.scheme },
          after: { scheme, reason },
        },
        manager,
      );
      return this.latest(place, manager);
    });
  }
}
