import { Injectable } from '@nestjs/common';
import { escalationOf, type HallConfig } from '@cockpit/domain';
import { DataSource } from 'typeorm';
import type { DutyGap } from '../rules/duty-rule';
import { comingGaps, isNeededSoon } from './coming-gaps';
import { DutyRoster } from './duty-roster';

/** A level at which nobody was on duty for so long is none of the roster's. */
const OF_LATE_MS = 31 * 86_400_000;

/** When nobody is on duty in a hall, now or soon. */
@Injectable()
export class DutyGaps {
  constructor(
    private readonly postgres: DataSource,
    private readonly roster: DutyRoster,
  ) {}

  async coming(hall: string, config: HallConfig | null, now: number): Promise<DutyGap[]> {
    if (config === null || config.hall.twinOf !== undefined || !isNeededSoon({ open: config.open, now })) return [];
    const shifts = await this.roster.ofHall(this.postgres.manager, hall, now - OF_LATE_MS);
    const levels = escalationOf(config).levels.map(({ level }) => level);
    const { day, open } = config;
    return comingGaps(shifts, { ...{ hall, day, open, now, levels }, timeZone: config.hall.timeZone });
  }
}
