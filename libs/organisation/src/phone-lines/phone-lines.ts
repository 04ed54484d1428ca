import { DEFAULT_ZONE, type PhoneLine } from '@cockpit/contracts';
import { hallDay } from '@cockpit/domain';
import { CLOCK, type Clock } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { HallClock } from '../hall-clock';
import { OrganisationCache } from '../organisation-cache';
import { phoneLines } from './line-view';

/** The lines of all places: told to everybody who may have to name one, since everybody may ring them. */
@Injectable()
export class PhoneLines {
  constructor(
    private readonly cache: OrganisationCache,
    private readonly hallClock: HallClock,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async all(): Promise<PhoneLine[]> {
    const doc = await this.cache.document(hallDay(this.clock.now(), DEFAULT_ZONE));
    if (doc === null) return [];
    const own = doc.halls.filter(({ phoneLines: lines = [] }) => lines.length > 0).map(({ code }) => code);
    const nows = new Map(await Promise.all(own.map(async (code) => [code, await this.hallClock.now(code)] as const)));
    return phoneLines(doc, (code) => nows.get(code) ?? 0, await this.cache.days());
  }
}
