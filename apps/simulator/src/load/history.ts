import type { OrganisationDoc } from '@cockpit/contracts';
import { addDays, type DayClasses } from '@cockpit/domain';
import type { EventDoor } from '@cockpit/importing';
import { bookingEvents } from '../hall/bookings';
import { HallDay } from '../hall/hall-day';
import type { SimulatedHall } from '../halls';
import { hallPlan } from '../halls';
import type { Memory } from '../memory';
import { outgoing } from '../hall/batch';

/** Terminals report less often in the archive: it is there for the figures, not for a feed clock. Any less, and they count as silent. */
const HEARTBEAT_MIN = 15;
const BATCH = 4000;
const LATEST_MIN = 900;

export interface HistoryOptions {
  readonly network: OrganisationDoc;
  readonly halls: readonly SimulatedHall[];
  /** the day after the last day of history */
  readonly before: string;
  readonly days: number;
  readonly memory: Memory;
  readonly save: () => void;
  readonly door: Pick<EventDoor, 'post'>;
  readonly classes: DayClasses;
  readonly progress: (done: { date: string; days: number; events: number }) => void;
  readonly signal?: AbortSignal;
}

/**
 * Sends the past through the door, day by day, all halls of a day side by side. What is done is remembered; a day that was
 * cut off is sent again whole, with the same ids, and changes nothing that had arrived.
 */
export async function loadHistory(options: HistoryOptions): Promise<number> {
  const { network, halls, before, days, memory } = options;
  const loaded = new Set(memory.loaded);
  let events = 0;
  for (let back = days; back >= 1 && options.signal?.aborted !== true; back -= 1) {
    const date = addDays(before, -back);
    const missing = halls.filter(({ code }) => !loaded.has(`${code} ${date}`));
    const sent = await Promise.all(missing.map((hall) => sendDay(options, network, hall, date)));
    events += sent.reduce((sum, count) => sum + count, 0);
    memory.loaded.push(...missing.map(({ code }) => `${code} ${date}`));
    if (missing.length > 0) options.save();
    options.progress({ date, days: days - back + 1, events });
  }
  return events;
}

async function sendDay(
  options: HistoryOptions,
  network: OrganisationDoc,
  hall: SimulatedHall,
  date: string,
): Promise<number> {
  const plan = hallPlan(network, hall, date, options.classes);
  if (plan === null) return 0;
  const zone = network.halls.find(({ code }) => code === hall.code)?.timeZone ?? 'Asia/Shanghai';
  const events = outgoing(hall.code, zone, [
    ...bookingEvents(plan),
    ...new HallDay(plan, { heartbeatEveryMin: HEARTBEAT_MIN }).advanceTo(LATEST_MIN),
  ]);
  for (let at = 0; at < events.length; at += BATCH) await options.door.post(events.slice(at, at + BATCH));
  return events.length;
}
