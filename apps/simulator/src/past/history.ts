import type { OrganisationDoc } from '@cockpit/contracts';
import { addDays, type DayClasses } from '@cockpit/domain';
import type { OutgoingEvent } from '@cockpit/sources';
import { bookingEvents } from '../hall/bookings';
import { outgoing } from '../hall/batch';
import { HallDay, LATEST_MIN } from '../hall/hall-day';
import { hallPlan, type SimulatedHall } from '../halls';
import { HEARTBEAT_MIN } from './archive-day';
import type { RecordedPast, ToldDay } from './recorded-past';

export interface HistoryOptions {
  readonly network: OrganisationDoc;
  readonly halls: readonly SimulatedHall[];
  /** the day after the last day of history */
  readonly before: string;
  readonly days: number;
  readonly classes: DayClasses;
  /** whether a hall day, `hall date`, is there already */
  readonly has: (hallDay: string) => boolean;
  /** days on which the cockpit was there already; absent: none */
  readonly recorded?: Pick<RecordedPast, 'tell'>;
}

export interface PastDay {
  readonly date: string;
  /** `hall date`, those that are told here */
  readonly hallDays: readonly string[];
  readonly events: readonly OutgoingEvent[];
  /** what the cockpit said on these days, and what came of it */
  readonly played: readonly unknown[];
}

/** The past day by day, all halls of a day together, the newest day first: that is what walls and figures compare today with. */
export function* history(options: HistoryOptions): Generator<PastDay> {
  const { halls, before, days, has } = options;
  for (let back = 1; back <= days; back += 1) {
    const date = addDays(before, -back);
    const missing = halls.filter(({ code }) => !has(`${code} ${date}`));
    const told = missing.flatMap((hall) => hallDay(options, hall, date, back) ?? []);
    yield {
      date,
      hallDays: missing.map(({ code }) => `${code} ${date}`),
      events: told.flatMap(({ events }) => events),
      played: told.flatMap(({ played }) => (played === null ? [] : [played])),
    };
  }
}

function hallDay(
  { network, classes, recorded }: HistoryOptions,
  hall: SimulatedHall,
  date: string,
  back: number,
): ToldDay | null {
  const plan = hallPlan(network, hall, date, classes);
  if (plan === null) return null;
  const zone = network.halls.find(({ code }) => code === hall.code)?.timeZone ?? 'Asia/Shanghai';
  const told = recorded?.tell(hall, plan, back, zone);
  if (told) return told;
  const events = [
    ...bookingEvents(plan),
    ...new HallDay(plan, { heartbeatEveryMin: HEARTBEAT_MIN }).advanceTo(LATEST_MIN),
  ];
  return { events: outgoing(hall.code, zone, events), played: null };
}
