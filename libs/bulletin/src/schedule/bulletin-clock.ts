import { commonNow } from '@cockpit/domain';
import { GroundsLoader } from '@cockpit/matters';
import { hallsMeant } from '@cockpit/organisation';
import { Injectable } from '@nestjs/common';

type Clocks = Pick<Awaited<ReturnType<GroundsLoader['load']>>['parts'], 'organisation' | 'hallNow' | 'wallNow'>;

/**
 * Current time of a place, epoch ms: the latest time of its feed-clocked halls on their most common day (null: of all
 * halls); the wall clock if no feed has spoken.
 */
export function placeNow({ organisation, hallNow, wallNow }: Clocks, place: string | null): number {
  const halls = organisation?.halls ?? [];
  const codes = place === null ? null : new Set(hallsMeant(halls, place));
  const fed = halls.flatMap(({ code, timeZone }) => {
    const now = hallNow.get(code) ?? 0;
    return now > 0 && (codes === null || codes.has(code)) ? [{ now, timeZone }] : [];
  });
  return commonNow(fed) ?? wallNow;
}

/** Current time for a bulletin's readers; in a demonstration most halls use feed time. */
@Injectable()
export class BulletinClock {
  constructor(private readonly grounds: GroundsLoader) {}

  async now(place: string | null): Promise<number> {
    const { parts } = await this.grounds.load();
    return placeNow(parts, place);
  }
}
