import { DEFAULT_ZONE, type HallDoc } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { commonNow } from '@cockpit/domain';
import { CLOCK, type Clock } from '@cockpit/platform';
import { HallClock } from './hall-clock';
import { OrganisationCache } from './organisation-cache';

/** Current time in epoch ms, and whether it is the time of a demonstration. */
export interface BureauNow {
  readonly now: number;
  readonly timeZone: string;
  readonly demonstration: boolean;
}

/** The clock for everything without a hall: the wall clock, or the halls' common time if all halls are simulated. */
@Injectable()
export class BureauClock {
  constructor(
    @Inject(OrganisationCache) private readonly organisation: Pick<OrganisationCache, 'document'>,
    @Inject(HallClock) private readonly halls: Pick<HallClock, 'reached'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async now(): Promise<number> {
    return (await this.read()).now;
  }

  async read(): Promise<BureauNow> {
    const halls = (await this.organisation.document())?.halls ?? [];
    const real = { now: this.clock.now(), timeZone: DEFAULT_ZONE, demonstration: false };
    // a single real hall ends the demonstration
    if (!halls.every(({ simulated }) => simulated)) return real;
    const hallTimes = await Promise.all(halls.map((hall) => this.timeIn(hall)));
    const now = commonNow(hallTimes.flatMap((time) => time ?? []));
    return now === null ? real : { ...real, now, demonstration: true };
  }

  private async timeIn(hall: HallDoc): Promise<{ now: number; timeZone: string } | null> {
    const now = await this.halls.reached(hall);
    return now === null ? null : { now, timeZone: hall.timeZone };
  }
}
