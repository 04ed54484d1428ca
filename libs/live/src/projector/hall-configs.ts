import { Inject, Injectable } from '@nestjs/common';
import { addDays, type HallConfig } from '@cockpit/domain';
import { KeptByHall } from '../kept-by-hall';
import { LiveSignals } from '../live-signals';
import { HALL_CATALOGUE, type HallCatalogue } from '../ports';

const KEPT = 200;
/** Bookings come in meanwhile. */
const KEPT_MS = 600_000;
/** Longer than any holiday. */
const LOOKED_AHEAD_DAYS = 14;

/** Hall configurations by hall and day, with what the past lets expect: read once, and kept for a while, unless the organisation changes or earlier days come before. */
@Injectable()
export class HallConfigs {
  private readonly known = new KeptByHall<HallConfig | null>(KEPT, KEPT_MS);
  /** grows with every change */
  version = 0;

  constructor(
    @Inject(HALL_CATALOGUE) private readonly catalogue: HallCatalogue,
    signals: LiveSignals,
  ) {
    catalogue.onChange(() => {
      this.known.clear();
      this.version++;
    });
    signals.onPastComputed((hall) => {
      catalogue.pastComputed(hall);
      this.known.forget(hall);
      this.version++;
    });
  }

  get(hall: string, day: string): Promise<HallConfig | null> {
    return this.known.get(hall, day, () => this.catalogue.config(hall, day));
  }

  /** The hall on the next day after `day` on which it opens; null where it opens on none that is looked at. */
  async nextOpen(hall: string, day: string): Promise<HallConfig | null> {
    for (let ahead = 1; ahead <= LOOKED_AHEAD_DAYS; ahead += 1) {
      const config = await this.get(hall, addDays(day, ahead));
      if (config !== null && config.open.length > 0) return config;
    }
    return null;
  }

  halls(): Promise<string[]> {
    return this.catalogue.halls();
  }

  neighbours(hall: string): Promise<{ code: string; name: string; travelMin: number }[]> {
    return this.catalogue.neighbours(hall);
  }
}
