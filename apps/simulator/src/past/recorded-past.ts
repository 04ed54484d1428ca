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

/** A day of the past as it was recorded: what happened, and what the cockpit said of it, as its libraries read it. */
export interface ToldDay {
  readonly events: readonly OutgoingEvent[];
  /** null for a twin: nobody prompts there */
  readonly played: unknown;
}

/**
 * The recorded past, told of the days before another first day. Everything in it follows from the weekday and from how long ago it is, so
 * the same days are played again with the same orders, and all of it is moved.
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
   * @param plan of the day as it would be without a record
   * @returns null where nothing is recorded, or of a hall that is another one by now
   */
  tell(hall: SimulatedHall, plan: HallPlan, back: number, zone: string): ToldDay | null {
    const known = SIMULATED.find(({ code }) => code === hall.code);
    const record = this.of(hall.twinOf ?? hall.code).days[String(back)];
    const day = known === undefined || record === undefined ? null : this.days(known, back);
    if (day === null || record === undefined) return null;
    const shift = shiftOf(day.date, plan.date, zone);
    if (
      weekdayOf(day.date) !== weekdayOf(plan.date) ||
      plan.names.opening - day.plan.names.opening !== shift.ms ||
      !isSameHall(plan, day.plan)
    )
      return null;
    const isTwin = hall.twinOf !== undefined;
    const told = play(day.plan, isTwin ? [] : record.orders);
    const events = outgoing(
      hall.code,
      zone,
      told.map((event) => ({ ...event, time: event.time + shift.ms })),
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

/** Of half a million events only that is looked at in which a time can stand. */
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

/** Somebody may have changed the organisation before its past was there. */
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
