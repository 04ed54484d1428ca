import type { DayClasses } from '../comparison';
import { hoursOfDay, type HallWeek } from '../hall-hours';
import type { HallConfig } from '../live';

const SLOTS = 48;
/** Halls with half to twice as many windows count as the same size. */
const SIZE_FACTOR = 2;

/** The past of another hall. */
export interface OtherHall {
  readonly hall: HallWeek & Pick<HallConfig['hall'], 'tier' | 'queues' | 'windows'>;
  readonly arrivals: readonly { readonly day: string; readonly queue: string; readonly slots: readonly number[] }[];
}

/** Arrivals of a queue by local half hour in similar halls; null if none of them was open then. */
interface Pooled {
  readonly slots: readonly (number | null)[];
  readonly days: number;
  readonly halls: number;
}

/** Whether two halls have the same tier and size; similar hours are checked by half hour. */
export const isAlike = (one: OtherHall['hall'], other: OtherHall['hall']): boolean =>
  one.tier === other.tier &&
  one.windows.length <= SIZE_FACTOR * other.windows.length &&
  other.windows.length <= SIZE_FACTOR * one.windows.length;

/** Windows of a queue; a window with several queues is split among them. */
const windowsOf = ({ windows }: OtherHall['hall'], queues: readonly string[]): number =>
  windows.reduce(
    (sum, { queues: own }) => sum + own.filter((code) => queues.includes(code)).length / Math.max(1, own.length),
    0,
  );

/**
 * Expected arrivals of a queue from similar halls: arrivals per window of the same branch on days on which they were open at that time,
 * times this hall's windows.
 */
export function pooled(
  { hall, queues }: Pick<HallConfig, 'hall' | 'queues'>,
  code: string,
  others: readonly OtherHall[],
  classes: DayClasses,
): Pooled | null {
  const branch = queues.find((queue) => queue.code === code)?.branch;
  const sum = new Float64Array(SLOTS);
  const windowDays = new Float64Array(SLOTS);
  let [days, halls] = [0, 0];
  for (const other of others) {
    const codes = other.hall.queues.filter((queue) => queue.branch === branch).map((queue) => queue.code);
    const windows = windowsOf(other.hall, codes);
    const seen = new Set(other.arrivals.map(({ day }) => day));
    if (windows === 0 || seen.size === 0 || !isAlike(hall, other.hall)) continue;
    halls += 1;
    days += seen.size;
    for (const day of seen)
      openSlots(other.hall, day, classes).forEach(
        (isOpen, slot) => (windowDays[slot] = (windowDays[slot] ?? 0) + (isOpen ? windows : 0)),
      );
    for (const { queue, slots } of other.arrivals)
      if (codes.includes(queue)) slots.forEach((n, slot) => (sum[slot] = (sum[slot] ?? 0) + n));
  }
  if (halls === 0) return null;
  const ownWindows = windowsOf(hall, [code]);
  return {
    days,
    halls,
    slots: Array.from(sum, (n, slot) =>
      (windowDays[slot] ?? 0) === 0 ? null : (n / (windowDays[slot] ?? 1)) * ownWindows,
    ),
  };
}

/** Local half hours in which the hall is open for any time; all of them for a hall without any weekly hours. */
export function openSlots(hall: HallWeek, day: string, classes: DayClasses): boolean[] {
  const { hours } = hoursOfDay(hall, day, classes);
  const minute = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  const hasSchedule = hall.hours.length > 0 || (hall.specialDays?.length ?? 0) > 0;
  return Array.from(
    { length: SLOTS },
    (_, slot) => !hasSchedule || hours.some(({ from, to }) => minute(from) < (slot + 1) * 30 && minute(to) > slot * 30),
  );
}
