import type { Severity } from '@cockpit/contracts';
import type { EntityManager } from 'typeorm';
import { limitsOf } from '../channels/kinds';
import { ChannelRow } from '../settings/entities';
import type { Limits } from '../limits/limits';

/** A robot of a hall with its limits and what it receives. */
export interface RobotOfHall {
  /** channels of one robot share its limit */
  readonly robot: string;
  readonly limits: Limits;
  readonly levels: readonly Severity[];
  /** it receives end messages too */
  readonly endings: boolean;
}

/** The hall's current channels that have a limit. */
export async function robotsOfHall(manager: EntityManager, hall: string): Promise<RobotOfHall[]> {
  const rows = await manager
    .createQueryBuilder(ChannelRow, 'c')
    .where('c.enabled AND c.removedAt IS NULL AND (c.halls IS NULL OR :hall = ANY(c.halls))', { hall })
    .orderBy('c.id')
    .getMany();
  return rows.flatMap(({ id, kind, robot, levels, endings }) => {
    const limits = limitsOf(kind);
    return limits === null ? [] : [{ robot: robot ?? id, limits, levels, endings }];
  });
}
