import { DEFAULT_ZONE, type HallDoc } from '@cockpit/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { commonNow } from '@cockpit/domain';
import { CLOCK, type Clock } from '@cockpit/platform';
import { HallClock } from './hall-clock';
import { OrganisationCache } from './organisation-cache';

/** What time it is, epoch ms, and whether that is the time of a demonstration. */
export interface BureauNow {
  readonly now: number;
  readonly timeZone: string;
  readonly demonstration: boolean;
}

/** The clock of what belongs to no hall: the wall clock. Where all halls are simulated and play in a time of their own, theirs. */
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
    // one hall of one's own, and it is no demonstration any more
    if (!halls.every(({ simulated }) => simulated)) return real;
    const played = await Promise.all(halls.map((hall) => this.timeIn(hall)));
    const now = commonNow(played.flatMap((one) => one ?? []));
    return now === null ? real : { ...real, now, demonstration: true };
  }

  private async timeIn(hall: HallDoc): Promise<{ now: number; timeZone: string } | null> {
    const now = await this.halls.reached(hall);
    return now === null ? null : { now, timeZone: hall.timeZone };
  }
}
