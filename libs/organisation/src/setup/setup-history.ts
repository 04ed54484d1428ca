import { OfficerDoc, RosterDoc, TravelTimeDoc, type HallParts, type PartVersion } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { assembleHall, type Part } from '../history/dismantle';
import { PartRow } from '../history/entities';

const MAX_LISTED = 20;
/** Parts that belong to a hall: the hall, its pieces, officers, rosters and travel times. */
const OF_HALL = `(hall = $1 OR (kind = 'hall' AND key = $1) OR (kind IN ('officer', 'roster') AND body->>'hall' = $1)
  OR (kind = 'travel-time' AND $1 IN (body->>'from', body->>'to')))`;
export const versionsOf = (
  which: string,
): string => `SELECT v.version, v.recorded_at AS at, v.valid_from::text AS "validFrom", v.reason, v.actor->>'name' AS by
  FROM organisation_version v
  WHERE v.version IN (SELECT unnest(ARRAY[since_version, until_version]) FROM organisation_part WHERE ${which})
  ORDER BY v.version DESC LIMIT ${String(MAX_LISTED)}`;
const VERSIONS = versionsOf(OF_HALL);
const ITEM_VERSIONS = versionsOf("kind = 'item' AND key = $1");
const Version = z.object({
  version: z.int(),
  at: z.date(),
  validFrom: z.string(),
  reason: z.string().nullable(),
  by: z.string().nullable(),
});

/** The versions of a hall and its state before the last change. */
@Injectable()
export class SetupHistory {
  constructor(private readonly postgres: DataSource) {}

  /** Versions of a hall, latest first. */
  async versions(hall: string, manager: EntityManager = this.postgres.manager): Promise<PartVersion[]> {
    return listed(await manager.query(VERSIONS, [hall]));
  }

  /** Versions of a catalogue item, latest first. */
  async itemVersions(item: string, manager: EntityManager = this.postgres.manager): Promise<PartVersion[]> {
    return listed(await manager.query(ITEM_VERSIONS, [item]));
  }

  /** The hall before a version; officers who moved later are included with their old hall. */
  async before(hall: string, version: number): Promise<HallParts> {
    const rows = await this.postgres.manager
      .createQueryBuilder(PartRow, 'part')
      .where(
        `(part.hall = :hall OR (part.kind = 'hall' AND part.key = :hall) OR (part.kind = 'roster' AND part.body->>'hall' = :hall)
          OR (part.kind = 'travel-time' AND :hall IN (part.body->>'from', part.body->>'to'))
          OR (part.kind = 'officer' AND part.key IN
            (SELECT o.key FROM organisation_part o WHERE o.kind = 'officer' AND o.body->>'hall' = :hall
              AND (o.valid_to IS NULL OR o.since_version = :version OR o.until_version = :version))))`,
        { hall, version },
      )
      .andWhere(
        'part.since_version < :version AND ((part.valid_to IS NULL AND part.until_version IS NULL) OR part.until_version >= :version)',
        { version },
      )
      .comment('organisation.setup-before')
      .orderBy('part.sinceVersion')
      .getMany();
    // of several rows of one part the latest counts
    const parts = [...new Map(rows.map((row) => [`${row.kind} ${row.key}`, row])).values()];
    const bodies = (kind: Part['kind']) =>
      parts
        .filter((part) => part.kind === kind)
        .sort((a, b) => a.position - b.position)
        .map(({ body }) => body);
    return {
      hall: assembleHall(parts, hall),
      officers: z.array(OfficerDoc).parse(bodies('officer')),
      rosters: z.array(RosterDoc).parse(bodies('roster')),
      travelTimes: z.array(TravelTimeDoc).parse(bodies('travel-time')),
    };
  }
}

export const listed = (rows: unknown): PartVersion[] =>
  z
    .array(Version)
    .parse(rows)
    .map(({ at, by, ...same }) => ({ ...same, by: by ?? '', at: at.toISOString() }));
