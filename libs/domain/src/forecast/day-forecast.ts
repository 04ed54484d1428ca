import type { DayClasses } from '../comparison';
import { daysFrom, weekdayOf } from '../hall-day';
import { hoursOfDay } from '../hall-hours';
import type { HallConfig, HallForecast } from '../live';

const SLOT_MIN = 30;
const MINUTE = 60_000;
/** How fast old days fade, in days. */
const HALF_LIFE_DAYS = 14;
/** As if so many days had said that this weekday is like the others: three Mondays do not make a rule. */
const WEEKDAY_PRIOR_DAYS = 6;
/** As if so many services, or calls, had been seen that were as the catalogue, or the field, says. */
const SERVICE_PRIOR = 40;
const NO_SHOW_PRIOR = 60;
const FIELD_NO_SHOW = 0.05;
const FIELD_CV = 0.6;

/** How visitors came and were served on past days of one hall. */
export interface DayHistory {
  /** tickets issued in each half hour of the hall's clock, 48 numbers from 00:00, by hall day and queue */
  readonly arrivals: readonly { readonly day: string; readonly queue: string; readonly slots: readonly number[] }[];
  /** services finished: mean minutes and coefficient of variation; `item` null for the whole queue */
  readonly service: readonly {
    readonly queue: string;
    readonly item: string | null;
    readonly n: number;
    readonly meanMin: number;
    readonly cv: number;
  }[];
  readonly noShows: readonly { readonly queue: string; readonly called: number; readonly noShows: number }[];
}

/**
 * What is expected of a hall day, from the days before it. Arrivals are the fading mean of days with the same opening hours,
 * half hour by half hour, times how this weekday differs from the others in the whole hall (shrunk towards not at all; queue by
 * queue it would be noise). Queues nobody has ever come to expect nobody. The same history gives the same forecast.
 */
export function forecastDay(
  history: DayHistory,
  config: Omit<HallConfig, 'forecast'>,
  classes: DayClasses,
): HallForecast {
  const from = config.open[0]?.from ?? config.dayStart;
  const to = config.open.at(-1)?.to ?? config.dayStart;
  const slots = Math.ceil((to - from) / (SLOT_MIN * MINUTE));
  const openAt = (from - config.dayStart) / (SLOT_MIN * MINUTE);
  const days = comparableDays(history, config, classes);
  const factor = weekdayFactor(history, days, config.day);
  return {
    slotMin: SLOT_MIN,
    start: from,
    queues: Object.fromEntries(
      days.length === 0
        ? []
        : config.queues.map(({ code }) => [
            code,
            shifted(expected(history, days, code, config.day), openAt, slots).map((n) => n * factor),
          ]),
    ),
    service: Object.fromEntries(config.queues.map(({ code }) => [code, serviceOf(history, config, code)])),
    noShowRate: noShowRate(history),
  };
}

/** Past days whose weekday has the same hours; when there is none yet, all of them. */
function comparableDays(
  { arrivals }: DayHistory,
  { hall, day }: Omit<HallConfig, 'forecast'>,
  classes: DayClasses,
): string[] {
  const hours = (date: string): string =>
    JSON.stringify(hoursOfDay(hall, date, classes).hours.map(({ from, to }) => [from, to]));
  const past = [...new Set(arrivals.map((line) => line.day))].filter((date) => date < day);
  const alike = past.filter((date) => hours(date) === hours(day));
  return alike.length > 0 ? alike : past;
}

function expected({ arrivals }: DayHistory, days: readonly string[], queue: string, day: string): number[] {
  const lines = new Map(arrivals.filter((line) => line.queue === queue).map((line) => [line.day, line.slots]));
  const sums = new Array<number>(48).fill(0);
  let weights = 0;
  for (const date of days) {
    const weight = 0.5 ** (daysFrom(date, day) / HALF_LIFE_DAYS);
    weights += weight;
    // A day the hall was open and nobody came to this queue counts as nobody, not as nothing known.
    lines.get(date)?.forEach((count, slot) => (sums[slot] = (sums[slot] ?? 0) + weight * count));
  }
  return sums.map((sum) => sum / weights);
}

function weekdayFactor({ arrivals }: DayHistory, days: readonly string[], day: string): number {
  const count = (date: string): number =>
    arrivals.filter((line) => line.day === date).reduce((sum, { slots }) => sum + slots.reduce((n, m) => n + m, 0), 0);
  const totals = days.map((date) => ({ same: weekdayOf(date) === weekdayOf(day), total: count(date) }));
  const all = totals.reduce((sum, { total }) => sum + total, 0) / Math.max(1, totals.length);
  const same = totals.filter((one) => one.same);
  if (all === 0 || same.length === 0) return 1;
  const ratio = same.reduce((sum, { total }) => sum + total, 0) / same.length / all;
  return (ratio * same.length + WEEKDAY_PRIOR_DAYS) / (same.length + WEEKDAY_PRIOR_DAYS);
}

/** Half hours counted from midnight → half hours counted from opening, wherever between two of them the doors open. */
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
