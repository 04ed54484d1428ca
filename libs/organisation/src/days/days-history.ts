import { HallDoc, type PartVersion } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { listed, versionsOf } from '../setup/setup-history';

const VERSIONS = versionsOf("kind = 'hall' AND key = ANY($1)");
const BEFORE = `SELECT DISTINCT ON (key) key, body FROM organisation_part
  WHERE kind = 'hall' AND key = ANY($1) AND since_version < $2
    AND ((valid_to IS NULL AND until_version IS NULL) OR until_version >= $2)
  ORDER BY key, since_version DESC`;

const Said = z.object({
  key: z.string(),
  body: z.object({ closures: HallDoc.shape.closures, specialDays: HallDoc.shape.specialDays }),
});
export type SaidOfDays = z.infer<typeof Said>['body'];

/** Who said what of the days of halls. */
@Injectable()
export class DaysHistory {
  constructor(private readonly postgres: DataSource) {}

  /** Changes of any of the halls themselves; latest first. */
  async versions(halls: readonly string[], manager: EntityManager = this.postgres.manager): Promise<PartVersion[]> {
    return listed(await manager.query(VERSIONS, [halls]));
  }

  /** What was said of their days before a version, by hall; a hall that was not there yet is missing. */
  async before(
    halls: readonly string[],
    version: number,
    manager: EntityManager = this.postgres.manager,
  ): Promise<ReadonlyMap<string, SaidOfDays>> {
    const rows = z.array(Said).parse(await manager.query(BEFORE, [halls, version]));
    return new Map(rows.map(({ key, body }) => [key, body]));
  }
}
