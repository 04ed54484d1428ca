import { DEFAULT_ZONE, type HallDoc, type OrganisationDoc, type PhoneLine } from '@cockpit/contracts';
import { hallDay } from '@cockpit/domain';
import { CLOCK, type Clock } from '@cockpit/platform';
import { Inject, Injectable } from '@nestjs/common';
import { HallClock } from '../hall-clock';
import { OrganisationCache } from '../organisation-cache';
import { phoneLines } from './line-view';

/** Phone lines of all places; everyone may see them because everyone may call them. */
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
    const places = doc.halls.filter(({ phoneLines: lines = [] }) => lines.length > 0);
    const nows = new Map(
      await Promise.all(places.map(async (place) => [place.code, await this.nowOf(place, doc)] as const)),
    );
    return phoneLines(doc, (code) => nows.get(code) ?? 0, await this.cache.days());
  }

  /**
   * A place without a hall clock (a department without service, or a hall without events) uses the halls' common time.
   */
  private async nowOf(hall: HallDoc, { halls }: OrganisationDoc): Promise<number> {
    const { code, tier, queues, windows } = hall;
    const isOffice = tier === 'department' && queues.length === 0 && windows.length === 0;
    const isUnheard = hall.clock === 'feed' && (await this.hallClock.reached(hall)) === null;
    return isOffice || isUnheard ? this.hallClock.ofMost(halls) : this.hallClock.now(code);
  }
}
