import { Inject, Injectable } from '@nestjs/common';
import type { Neighbour } from '@cockpit/domain';
import { AppError, CLOCK, type Clock } from '@cockpit/platform';
import { hallDay } from '@cockpit/domain';
import { LiveSnapshots } from './api/live-snapshots';
import { HallConfigs } from './projector/hall-configs';

/** Halls one can get to, each with its live snapshot. */
@Injectable()
export class Neighbours {
  constructor(
    private readonly configs: HallConfigs,
    private readonly snapshots: LiveSnapshots,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Halls of which nothing is known, and halls kept for comparison only, are left out. */
  async find(hall: string, withinMin: number): Promise<Neighbour[]> {
    const near = (await this.configs.neighbours(hall)).filter(({ travelMin }) => travelMin <= withinMin);
    const found = await Promise.all(near.map((one) => this.look(one)));
    return found.filter((one) => one !== null);
  }

  private async look(near: { code: string; name: string; travelMin: number }): Promise<Neighbour | null> {
    try {
      const snapshot = await this.snapshots.get(near.code, this.clock.now());
      const config = await this.configs.get(near.code, hallDay(Date.parse(snapshot.now), snapshot.timeZone));
      return config === null || config.hall.twinOf !== undefined ? null : { ...near, snapshot, config };
    } catch (error) {
      if (error instanceof AppError && (error.status === 404 || error.status === 503)) return null;
      throw error;
    }
  }
}
