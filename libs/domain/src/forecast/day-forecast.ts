import type { DayClasses } from '../comparison';
import { daysFrom, weekdayOf } from '../hall-day';
import { hoursOfDay } from '../hall-hours';
import type { RateSource } from '@cockpit/contracts';
import type { ArrivalBasis, HallConfig, HallForecast } from '../live';
import {
  bookingsAlone,
  comersAhead,
  givenBookings,
  NO_BOOKINGS,
  replacedShare,
  type BookingHistory,
  type Deviation,
} from './bookings';
import { fromRoster } from './from-roster';
import { openSlots, pooled, type OtherHall } from './halls-alike';

const SLOT_MIN = 30;
const MINUTE = 60_000;
/** Half-life of the weight of old days, in days. */
const HALF_LIFE_DAYS = 14;
/** Weight of the prior that a weekday is like the others, in days: three Mondays are not enough for a pattern. */
const WEEKDAY_PRIOR_DAYS = 6;
/** Weight of the prior of service times and no-shows, in services or calls. */
const SERVICE_PRIOR = 40;
const NO_SHOW_PRIOR = 60;
const FIELD_NO_SHOW = 0.05;
const FIELD_CV = 0.6;

/** Arrivals and services of past days of one hall. */
export interface DayHistory {
  /** tickets issued in each local half hour, 48 numbers from 00:00, by hall day and queue */
  readonly arrivals: readonly { readonly day: string; readonly queue: string; readonly slots: readonly number[] }[];
  /** finished services: mean minutes and coefficient of variation; `item` is null for the whole queue */
  readonly service: readonly {
    readonly queue: string;
    readonly item: string | null;
    readonly n: number;
    readonly meanMin: number;
    readonly cv: number;
  }[];
  readonly noShows: readonly { readonly queue: string; readonly called: number; readonly noShows: number }[];
}

/** Data other than the own past. */
export interface OtherEvidence {
  readonly bookings?: BookingHistory;
  /** halls of the same kind and size, requested only if the own past has gaps */
  readonly others?: readonly OtherHall[];
  /** queues that existed on an earlier day: without arrivals they expect none, while new queues have no data */
  readonly queuesBefore?: ReadonlySet<string>;
}

/**
 * Expected arrivals of a hall day from earlier days: the weighted mean of days with the same opening hours by half hour, times the
 * difference of this weekday in the whole hall (shrunk towards none; by queue it would be noise). Queues without any past arrivals expect
 * none. Half hours and queues without an own past use similar halls, else bookings; on working days the roster's capacity if that is
 * larger. Bookings of the day modify all of these. The same history gives the same forecast.
 */
export function forecastDay(
  history: DayHistory,
  config: Omit<HallConfig, 'forecast'>,
  classes: DayClasses,
  other: OtherEvidence = {},
): HallForecast {
  const from = config.open[0]?.from ?? config.dayStart;
  const to = config.open.at(-1)?.to ?? config.dayStart;
  const slots = Math.ceil((to - from) / (SLOT_MIN * MINUTE));
  const openAt = (from - config.dayStart) / (SLOT_MIN * MINUTE);
  const days = comparableDays(history, config, classes);
  const factor = weekdayFactor(history, days, config.day);
  // on a holiday people come by booking, so working days are no reference
  const isForeign =
    (other.bookings?.ahead.length ?? 0) > 0 &&
    classes.classOf(config.day).kind === 'holiday' &&
    !hasSameHours(days, config, classes);
  const known =
    days.length === 0 || isForeign
      ? null
      : (code: string) => expected(history, days, code, config.day).map((n) => n * factor);
  const hours = {
    open: openSlots(config.hall, config.day, classes),
    wasOpen: days.map((day) => openSlots(config.hall, day, classes)),
  };
  const clock = config.queues.map(({ code }) =>
    queueOnClock(history, config, classes, { ...hours, code, days, other, own: known?.(code) ?? null }),
  );
  const arrivals = cut(config, clock, (slots48) => shifted(slots48, openAt, slots), Math.floor(openAt), slots);
  return {
    slotMin: SLOT_MIN,
    start: from,
    ...arrivals,
    service: Object.fromEntries(config.queues.map(({ code }) => [code, serviceOf(history, config, code)])),
    noShowRate: noShowRate(history),
  };
}

const hoursOf = ({ hall }: Pick<HallConfig, 'hall'>, day: string, classes: DayClasses): string =>
  JSON.stringify(hoursOfDay(hall, day, classes).hours.map(({ from, to }) => [from, to]));

const hasSameHours = (
  days: readonly string[],
  config: Pick<HallConfig, 'hall' | 'day'>,
  classes: DayClasses,
): boolean => days.some((day) => hoursOf(config, day, classes) === hoursOf(config, config.day, classes));

/** Past days whose weekday has the same hours; all past days if there is none yet. */
function comparableDays(
  { arrivals }: DayHistory,
  config: Pick<HallConfig, 'hall' | 'day'>,
  classes: DayClasses,
): string[] {
  const past = [...new Set(arrivals.map((line) => line.day))].filter((date) => date < config.day);
  const alike = past.filter((date) => hoursOf(config, date, classes) === hoursOf(config, config.day, classes));
  return alike.length > 0 ? alike : past;
}

function expected({ arrivals }: DayHistory, days: readonly string[], queue: string, day: string): number[] {
  const lines = new Map(arrivals.filter((line) => line.queue === queue).map((line) => [line.day, line.slots]));
  const sums = new Array<number>(48).fill(0);
  let weights = 0;
  for (const date of days) {
    const weight = 0.5 ** (daysFrom(date, day) / HALF_LIFE_DAYS);
    weights += weight;
    // An open day without arrivals in this queue counts as zero, not as missing.
    lines.get(date)?.forEach((count, slot) => (sums[slot] = (sums[slot] ?? 0) + weight * count));
  }
  return sums.map((sum) => sum / weights);
}

/** Expected arrivals of a queue by local half hour, with their source. */
interface OnClock {
  readonly expected: readonly number[];
  readonly sources: readonly RateSource[];
  readonly basis: Omit<ArrivalBasis, 'sources'>;
}

interface Asked {
  readonly code: string;
  /** past days in use */
  readonly days: readonly string[];
  /** local half hours in which the hall is open on the day, and was on each past day */
  readonly open: readonly boolean[];
  readonly wasOpen: readonly (readonly boolean[])[];
  readonly own: readonly number[] | null;
  readonly other: OtherEvidence;
}

function queueOnClock(
  history: DayHistory,
  config: Omit<HallConfig, 'forecast'>,
  classes: DayClasses,
  { code, days, open, wasOpen, own, other }: Asked,
): OnClock {
  const { bookings = NO_BOOKINGS, others = [], queuesBefore } = other;
  const hasCome = history.arrivals.some(({ queue }) => queue === code);
  const isNew = !hasCome && queuesBefore !== undefined && !queuesBefore.has(code);
  const comers = comersAhead(bookings, code);
  const isBooked = comers.some((n) => n > 0);
  const alone = isBooked ? bookingsAlone(comers, open.map(Number)) : [];
  // on a working day bookings are only a part of the arrivals, and the roster shows the capacity that the hall prepares
  const isOrdinary = classes.classOf(config.day).kind !== 'holiday';
  const serviceMin = serviceOf(history, config, code).meanMin;
  const prepared = (slot: number): number => {
    if (!isOrdinary || open[slot] !== true) return 0;
    const from = config.dayStart + slot * SLOT_MIN * MINUTE;
    return fromRoster(config, code, { from, to: from + SLOT_MIN * MINUTE }, serviceMin);
  };
  const alike = others.length === 0 ? null : pooled(config, code, others, classes);
  const past = pastBookings(history, bookings, code, days, config.day);
  const sources: RateSource[] = [];
  const expected = open.map((_, slot) => {
    const mean = own?.[slot] ?? 0;
    const come = comers[slot] ?? 0;
    if (own !== null && !isNew && (mean > 0 || open[slot] !== true || wasOpen.some((slots) => slots[slot] === true))) {
      sources.push('own');
      return bookings.ahead.length + bookings.past.length === 0
        ? mean
        : givenBookings(mean, past.usual[slot] ?? 0, come, past.replaced);
    }
    const pooledMean = alike?.slots[slot] ?? null;
    sources.push(pooledMean !== null ? 'pooled' : isBooked ? 'bookings' : 'today');
    if (pooledMean !== null) return Math.max(pooledMean, come);
    return isBooked ? Math.max(alone[slot] ?? 0, prepared(slot)) : 0;
  });
  const booked = bookings.ahead.reduce((sum, booking) => sum + (booking.queue === code ? booking.booked : 0), 0);
  return { expected, sources, basis: { days: alike?.days ?? 0, halls: alike?.halls ?? 0, booked } };
}

/** Usual arrivals with a booking by local half hour, and the number of walk-ins that each replaces. */
function pastBookings(
  history: DayHistory,
  { past }: BookingHistory,
  queue: string,
  days: readonly string[],
  day: string,
): { usual: readonly number[]; replaced: number } {
  const ofQueue = past.filter((booking) => booking.queue === queue);
  if (ofQueue.length === 0) return { usual: [], replaced: replacedShare([]) };
  const came = new Map(days.map((one) => [one, new Array<number>(48).fill(0)]));
  for (const { day: on, slot, came: n } of ofQueue) {
    const slots = came.get(on);
    if (slots !== undefined) slots[slot] = (slots[slot] ?? 0) + n;
  }
  const asArrivals = [...came].map(([on, slots]) => ({ day: on, queue, slots }));
  const usual = days.length === 0 ? [] : expected({ ...history, arrivals: asArrivals }, days, queue, day);
  const all = days.length === 0 ? [] : expected(history, days, queue, day);
  const lines = new Map(history.arrivals.filter((line) => line.queue === queue).map((line) => [line.day, line.slots]));
  const deviations = asArrivals.flatMap(({ day: on, slots }) =>
    slots.flatMap((n, slot): Deviation[] => {
      const booked = n - (usual[slot] ?? 0);
      return booked === 0
        ? []
        : [{ booked, walkIns: (lines.get(on)?.[slot] ?? 0) - n - ((all[slot] ?? 0) - (usual[slot] ?? 0)) }];
    }),
  );
  return { usual, replaced: replacedShare(deviations) };
}

/** Converts local half hours to those of the day. */
function cut(
  { queues }: Pick<HallConfig, 'queues'>,
  clock: readonly OnClock[],
  shiftedOf: (clock: readonly number[]) => number[],
  first: number,
  slots: number,
): Pick<HallForecast, 'queues' | 'basis'> {
  const numbers: Record<string, readonly number[]> = {};
  const basis: Record<string, ArrivalBasis> = {};
  queues.forEach(({ code }, q) => {
    const queue = clock[q];
    if (queue === undefined) return;
    const sources = Array.from({ length: slots }, (_, slot): RateSource => queue.sources[first + slot] ?? 'today');
    const isOwn = sources.every((source) => source === 'own');
    if (sources.every((source) => source === 'today')) return;
    numbers[code] = shiftedOf(queue.expected);
    if (!isOwn) basis[code] = { sources, ...queue.basis };
  });
  return Object.keys(basis).length === 0 ? { queues: numbers } : { queues: numbers, basis };
}

function weekdayFactor({ arrivals }: DayHistory, days: readonly string[], day: string): number {
  const count = (date: string): number =>
    arrivals.filter((line) => line.day === date).reduce((sum, { slots }) => sum + slots.reduce((n, m) => n + m, 0), 0);
  const totals = days.map((date) => ({ same: weekdayOf(date) === weekdayOf(day), total: count(date) }));
  const all = totals.reduce((sum, { total }) => sum + total, 0) / Math.max(1, totals.length);
  const same = totals.filter((total) => total.same);
  if (all === 0 || same.length === 0) return 1;
  const ratio = same.reduce((sum, { total }) => sum + total, 0) / same.length / all;
  return (ratio * same.length + WEEKDAY_PRIOR_DAYS) / (same.length + WEEKDAY_PRIOR_DAYS);
}

/** Converts half hours from midnight to half hours from opening, which may start between two of them. */
function shifted(clock: readonly number[], openAt: number, slots: number): number[] {
  const whole = Math.floor(openAt);
  const part = openAt - whole;
  return Array.from(
    { length: slots },
    (_, slot) => (clock[whole + slot] ?? 0) * (1 - part) + (clock[whole + slot + 1] ?? 0) * part,
  );
}

function serviceOf(
  { service }: DayHistory,
  { items }: Omit<HallConfig, 'forecast'>,
  queue: string,
): { meanMin: number; cv: number } {
  const own = items.filter((item) => item.queue === queue);
  const catalogue = own.reduce((sum, item) => sum + item.share * item.meanServiceMin, 0) || 10;
  const seen = service.find((one) => one.queue === queue && one.item === null);
  if (seen === undefined) return { meanMin: catalogue, cv: FIELD_CV };
  const blend = (value: number, prior: number): number =>
    (value * seen.n + prior * SERVICE_PRIOR) / (seen.n + SERVICE_PRIOR);
  return { meanMin: blend(seen.meanMin, catalogue), cv: blend(seen.cv, FIELD_CV) };
}

function noShowRate({ noShows }: DayHistory): number {
  const total = noShows.reduce(
    (sum, one) => ({ called: sum.called + one.called, noShows: sum.noShows + one.noShows }),
    { called: 0, noShows: 0 },
  );
  return total.called === 0 ? 0 : (total.noShows + FIELD_NO_SHOW * NO_SHOW_PRIOR) / (total.called + NO_SHOW_PRIOR);
}
