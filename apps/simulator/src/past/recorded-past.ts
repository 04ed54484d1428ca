import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { isDeepStrictEqual } from 'node:util';
import { weekdayOf, type DayClasses } from '@cockpit/domain';
import type { OutgoingEvent } from '@cockpit/sources';
import { z } from 'zod';
import { outgoing } from '../hall/batch';
import { bookingEvents } from '../hall/bookings';
import { HallDay, LATEST_MIN, type Order } from '../hall/hall-day';
import type { HallPlan } from '../hall/plan';
import { SIMULATED, type SimulatedHall } from '../halls';
import { ObeyedOrder } from '../memory';
import { HEARTBEAT_MIN } from './archive-day';
import { shifted, shiftedText, shiftOf, type Shift } from './shift';
import { templateDays } from './template';

const Recorded = z.object({ days: z.record(z.string(), z.looseObject({ orders: z.array(ObeyedOrder) })) });

/** A recorded day of the past: its events, and its prompts and warnings as their libraries read them. */
export interface ReplayedDay {
  readonly events: readonly OutgoingEvent[];
  /** Null for a twin, which has no prompts. */
  readonly played: unknown;
}

/**
 * The recorded past, moved to the days before another first day. It depends only on weekday and age, so the same days
 * are replayed with the same orders and shifted in time.
 */
export class RecordedPast {
  private readonly days: ReturnType<typeof templateDays>;
  private readonly files = new Map<string, z.infer<typeof Recorded>>();

  constructor(
    classes: DayClasses,
    private readonly directory = join(__dirname, 'recorded'),
  ) {
    this.days = templateDays(classes);
  }

  /**
   * @param plan of the day without a record
   * @returns null if nothing is recorded or the hall has changed since
   */
  tell(hall: SimulatedHall, plan: HallPlan, back: number, zone: string): ReplayedDay | null {
    const simulated = SIMULATED.find(({ code }) => code === hall.code);
    const record = this.of(hall.twinOf ?? hall.code).days[String(back)];
    const day = simulated === undefined || record === undefined ? null : this.days(simulated, back);
    if (day === null || record === undefined) return null;
    const shift = shiftOf(day.date, plan.date, zone);
    if (
      weekdayOf(day.date) !== weekdayOf(plan.date) ||
      plan.names.opening - day.plan.names.opening !== shift.ms ||
      !isSameHall(plan, day.plan)
    )
      return null;
    const isTwin = hall.twinOf !== undefined;
    const playedEvents = play(day.plan, isTwin ? [] : record.orders);
    const events = outgoing(
      hall.code,
      zone,
      playedEvents.map((event) => ({ ...event, time: event.time + shift.ms })),
    ).map((event) => ({ ...event, id: shiftedText(event.id, shift), data: movedData(event.data, shift) }));
    return { events, played: isTwin ? null : shifted(record, shift) };
  }

  private of(hall: string): z.infer<typeof Recorded> {
    let file = this.files.get(hall);
    if (file === undefined) {
      const path = join(this.directory, `${hall}.json.gz`);
      file = existsSync(path) ? Recorded.parse(JSON.parse(gunzipSync(readFileSync(path)).toString())) : { days: {} };
      this.files.set(hall, file);
    }
    return file;
  }
}

/** Keys of event data that can contain a time. Only these are checked, because there are half a million events. */
const TIMED = ['ticketId', 'bookingId', 'promptId', 'slotStart', 'slotEnd'] as const;

function movedData(data: OutgoingEvent['data'], shift: Shift): OutgoingEvent['data'] {
  const moved = { ...data };
  for (const key of TIMED) {
    const value = moved[key];
    if (typeof value === 'string') moved[key] = shiftedText(value, shift);
  }
  return moved;
}

function play(plan: HallPlan, orders: readonly { readonly minute: number; readonly order: Order }[]) {
  const day = new HallDay(plan, { heartbeatEveryMin: HEARTBEAT_MIN });
  const events = bookingEvents(plan);
  for (const { minute, order } of orders) {
    events.push(...day.advanceTo(minute));
    day.obey(order);
  }
  return [...events, ...day.advanceTo(LATEST_MIN)];
}

/** Whether the hall is as it was recorded. Somebody may have changed the organisation. */
function isSameHall(one: HallPlan, other: HallPlan): boolean {
  const of = ({ queues, letters, items, windows, leaveMin, terminalItems }: HallPlan): unknown[] => [
    queues,
    letters,
    items,
    windows,
    leaveMin,
    terminalItems,
  ];
  return isDeepStrictEqual(of(one), of(other));
}
