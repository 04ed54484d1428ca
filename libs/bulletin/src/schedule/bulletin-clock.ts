import { commonNow } from '@cockpit/domain';
import { GroundsLoader } from '@cockpit/matters';
import { hallsMeant } from '@cockpit/organisation';
import { Injectable } from '@nestjs/common';

type Clocks = Pick<Awaited<ReturnType<GroundsLoader['load']>>['parts'], 'organisation' | 'hallNow' | 'wallNow'>;

/**
 * What time it is for a place, epoch ms: the latest time among those of its halls that live by their feeds and are on the most common day,
 * for the bureau (null) among all halls; the wall clock's where no feed has spoken.
 */
export function placeNow({ organisation, hallNow, wallNow }: Clocks, place: string | null): number {
  const halls = organisation?.halls ?? [];
  const meant = place === null ? null : new Set(hallsMeant(halls, place));
  const fed = halls.flatMap(({ code, timeZone }) => {
    const now = hallNow.get(code) ?? 0;
    return now > 0 && (meant === null || meant.has(code)) ? [{ now, timeZone }] : [];
  });
  return commonNow(fed) ?? wallNow;
}

/** What time it is for those whom a bulletin is about; in a demonstration most halls live by their feeds. */
@Injectable()
export class BulletinClock {
  constructor(private readonly grounds: GroundsLoader) {}

  async now(place: string | null): Promise<number> {
    const { parts } = await this.grounds.load();
    return placeNow(parts, place);
  }
}
