import { Injectable } from '@nestjs/common';
import type { HallConfig } from '@cockpit/domain';
import { DataSource } from 'typeorm';
import type { DutyGap } from '../rules/duty-rule';
import { DutyRoster } from '@cockpit/duty';
import { gapsSoon, isNeededSoon } from './coming-gaps';

/** A level at which nobody was on duty for so long is none of the roster's. */
export const OF_LATE_MS = 31 * 86_400_000;

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
    return gapsSoon(config, shifts, now);
  }
}
