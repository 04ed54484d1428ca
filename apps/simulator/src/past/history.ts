import type { OrganisationDoc } from '@cockpit/contracts';
import { addDays, type DayClasses } from '@cockpit/domain';
import type { OutgoingEvent } from '@cockpit/importing';
import { bookingEvents } from '../hall/bookings';
import { outgoing } from '../hall/batch';
import { HallDay } from '../hall/hall-day';
import { hallPlan, type SimulatedHall } from '../halls';

/** Terminals report less often in the archive: it is there for the figures, not for a feed clock. Any less, and they count as silent. */
const HEARTBEAT_MIN = 15;
const LATEST_MIN = 900;

export interface HistoryOptions {
  readonly network: OrganisationDoc;
  readonly halls: readonly SimulatedHall[];
  /** the day after the last day of history */
  readonly before: string;
  readonly days: number;
  readonly classes: DayClasses;
  /** whether a hall day, `hall date`, is there already */
  readonly has: (hallDay: string) => boolean;
}

export interface PastDay {
  readonly date: string;
  /** `hall date`, those that are told here */
  readonly hallDays: readonly string[];
  readonly events: readonly OutgoingEvent[];
}

/** The past day by day, all halls of a day together, the newest day first: that is what walls and figures compare today with. */
export function* history(options: HistoryOptions): Generator<PastDay> {
  const { halls, before, days, has } = options;
  for (let back = 1; back <= days; back += 1) {
    const date = addDays(before, -back);
    const missing = halls.filter(({ code }) => !has(`${code} ${date}`));
    yield {
      date,
      hallDays: missing.map(({ code }) => `${code} ${date}`),
      events: missing.flatMap((hall) => hallDay(options, hall, date)),
    };
  }
}

function hallDay({ network, classes }: HistoryOptions, hall: SimulatedHall, date: string): OutgoingEvent[] {
  const plan = hallPlan(network, hall, date, classes);
  if (plan === null) return [];
  const zone = network.halls.find(({ code }) => code === hall.code)?.timeZone ?? 'Asia/Shanghai';
  return outgoing(hall.code, zone, [
    ...bookingEvents(plan),
    ...new HallDay(plan, { heartbeatEveryMin: HEARTBEAT_MIN }).advanceTo(LATEST_MIN),
  ]);
}
