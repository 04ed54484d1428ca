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

const DaysRow = z.object({
  key: z.string(),
  body: z.object({ closures: HallDoc.shape.closures, specialDays: HallDoc.shape.specialDays }),
});
export type DaySettings = z.infer<typeof DaysRow>['body'];

@Injectable()
export class DaysHistory {
  constructor(private readonly postgres: DataSource) {}

  /** Changes of the given halls; latest first. */
  async versions(halls: readonly string[], manager: EntityManager = this.postgres.manager): Promise<PartVersion[]> {
    return listed(await manager.query(VERSIONS, [halls]));
  }

  /** The day settings of the halls before a version, by hall; a hall that did not exist yet is missing. */
  async before(
    halls: readonly string[],
    version: number,
    manager: EntityManager = this.postgres.manager,
  ): Promise<ReadonlyMap<string, DaySettings>> {
    const rows = z.array(DaysRow).parse(await manager.query(BEFORE, [halls, version]));
    return new Map(rows.map(({ key, body }) => [key, body]));
  }
}
