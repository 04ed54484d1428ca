import { Injectable } from '@nestjs/common';
import type { EscalationPolicy } from '@cockpit/contracts';
import { addDays, escalationOf, hallDay } from '@cockpit/domain';
import { OrganisationService } from '@cockpit/organisation';
import type { EscalationFacts } from './following';

/** What holds of a hall now: in which order it is told, its quiet hours, and when it is open all the same. */
export interface QuietTimes extends Pick<EscalationFacts, 'quiet' | 'open'> {
  readonly policy: EscalationPolicy;
}

/** Read as they are set at this moment, so that a change of them holds for what has fired already. */
@Injectable()
export class HallQuiet {
  constructor(private readonly organisation: OrganisationService) {}

  /** @param now epoch ms of the hall; what was told before midnight is looked at again after it, and what waits may wait until tomorrow */
  async at(hall: string, now: number, timeZone: string): Promise<QuietTimes> {
    const today = hallDay(now, timeZone);
    const [before, config, after] = await Promise.all(
      [-1, 0, 1].map((days) => this.organisation.hallConfig(hall, addDays(today, days))),
    );
    const policy = escalationOf(config ?? null, (await this.organisation.latest())?.bureau);
    return { policy, quiet: policy.quiet, open: [before, config, after].flatMap((one) => one?.open ?? []) };
  }
}
