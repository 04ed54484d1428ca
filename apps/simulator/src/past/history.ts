import type { OrganisationDoc } from '@cockpit/contracts';
import { addDays, type DayClasses } from '@cockpit/domain';
import type { OutgoingEvent } from '@cockpit/sources';
import { bookingEvents } from '../hall/bookings';
import { outgoing } from '../hall/batch';
import { HallDay, LATEST_MIN } from '../hall/hall-day';
import { hallPlan, type SimulatedHall } from '../halls';
import { HEARTBEAT_MIN } from './archive-day';
import type { RecordedPast, ReplayedDay } from './recorded-past';

export interface HistoryOptions {
  readonly network: OrganisationDoc;
  readonly halls: readonly SimulatedHall[];
  /** The day after the last day of history. */
  readonly before: string;
  readonly days: number;
  readonly classes: DayClasses;
  /** Whether a hall day (`hall date`) is already stored. */
  readonly has: (hallDay: string) => boolean;
  /** Recorded days on which the cockpit was running; absent: none. */
  readonly recorded?: Pick<RecordedPast, 'tell'>;
}

export interface PastDay {
  readonly date: string;
  /** The hall days (`hall date`) with events here. */
  readonly hallDays: readonly string[];
  readonly events: readonly OutgoingEvent[];
  /** Recorded prompts and warnings of these days. */
  readonly played: readonly unknown[];
}

/** The past day by day with all halls, newest day first, because walls and figures compare today with it. */
export function* history(options: HistoryOptions): Generator<PastDay> {
  const { halls, before, days, has } = options;
  for (let back = 1; back <= days; back += 1) {
    const date = addDays(before, -back);
    const missing = halls.filter(({ code }) => !has(`${code} ${date}`));
    const loaded = missing.flatMap((hall) => hallDay(options, hall, date, back) ?? []);
    yield {
      date,
      hallDays: missing.map(({ code }) => `${code} ${date}`),
      events: loaded.flatMap(({ events }) => events),
      played: loaded.flatMap(({ played }) => (played === null ? [] : [played])),
    };
  }
}

function hallDay(
  { network, classes, recorded }: HistoryOptions,
  hall: SimulatedHall,
  date: string,
  back: number,
): ReplayedDay | null {
  const plan = hallPlan(network, hall, date, classes);
  if (plan === null) return null;
  const zone = network.halls.find(({ code }) => code === hall.code)?.timeZone ?? 'Asia/Shanghai';
  const recordedDay = recorded?.tell(hall, plan, back, zone);
  if (recordedDay) return recordedDay;
  const events = [
    ...bookingEvents(plan),
    ...new HallDay(plan, { heartbeatEveryMin: HEARTBEAT_MIN }).advanceTo(LATEST_MIN),
  ];
  return { events: outgoing(hall.code, zone, events), played: null };
}
