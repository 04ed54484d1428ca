import { Injectable } from '@nestjs/common';
import type { BookingHistory } from '@cockpit/domain';
import { ArrivalHistoryReader, type ArrivalHistory } from '@cockpit/warehouse';
import { KeptByHall } from '../kept-by-hall';

/** Days of the past a forecast looks at: four of each weekday. */
export const LOOK_BACK_DAYS = 28;
const KEPT = 200;
/** New bookings show after this time at the latest. */
const KEPT_MS = 120_000;

/** What forecasts of one hall's day are made from. */
export interface PastOfHall {
  readonly past: ArrivalHistory;
  readonly bookings: BookingHistory;
}
type ArrivalsByHall = Map<string, ArrivalHistory['arrivals']>;

/**
 * The past of halls, kept for a short time. An edit of the organisation makes every hall ask again, and setting up a network makes
 * many edits in a few seconds: the past is the same for all of them.
 */
@Injectable()
export class KeptPast {
  private readonly ofHall = new KeptByHall<PastOfHall>(KEPT, KEPT_MS);
  private readonly ofOthers = new KeptByHall<ArrivalsByHall>(KEPT, KEPT_MS);

  constructor(private readonly history: ArrivalHistoryReader) {}

  before(hall: string, day: string, timeZone: string): Promise<PastOfHall> {
    return this.ofHall.get(hall, `${day}/${timeZone}`, async () => {
      const [past, bookings] = await Promise.all([
        this.history.arrivalHistory(hall, LOOK_BACK_DAYS, day, timeZone),
        this.history.bookings(hall, LOOK_BACK_DAYS, day, timeZone),
      ]);
      return { past, bookings };
    });
  }

  /** Arrivals alone, by hall. @param from and @param before hall days, the second not included */
  arrivalsOf(
    halls: readonly string[],
    period: { from: string; before: string; timeZone: string },
  ): Promise<ArrivalsByHall> {
    const question = [period.from, period.before, period.timeZone].join('/');
    return this.ofOthers.get(halls.join(), question, () => this.history.arrivalsOf(halls, period));
  }

  /** Earlier days of a hall were computed anew. */
  forget(hall: string): void {
    this.ofHall.forget(hall);
    this.ofOthers.clear();
  }
}
