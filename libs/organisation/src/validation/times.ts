import type { CauseCode } from '@cockpit/contracts';
import type { Faults } from './faults';

/** Minutes after midnight of `HH:mm`; `24:00` is 1440. */
export function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

export interface Span {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

/** Reports each overlap of neighbours in time at the later one. */
export function checkDisjoint(
  spans: readonly Span[],
  message: (earlier: Span) => string,
  code: CauseCode,
  faults: Faults,
): void {
  const ordered = [...spans].sort((a, b) => a.from - b.from || a.to - b.to);
  let latestEnding: Span | undefined;
  for (const span of ordered) {
    if (latestEnding !== undefined && span.from < latestEnding.to) faults.add(span.path, message(latestEnding), code);
    if (latestEnding === undefined || span.to > latestEnding.to) latestEnding = span;
  }
}

interface Shift {
  readonly from: string;
  readonly to: string;
}

/** Whether it starts before it ends; adds a fault if not. */
export function checkOrder(path: string, shift: Shift, faults: Faults): boolean {
  if (minuteOf(shift.from) < minuteOf(shift.to)) return true;
  faults.add(`${path}.to`, `ends at ${shift.to}, not after it starts at ${shift.from}`, 'ends-first', {
    from: shift.from,
    to: shift.to,
  });
  return false;
}

/** Checks opening hours: each ends after it starts, no weekday twice in an entry, no overlaps. */
export function checkHours(
  path: string,
  hours: readonly (Shift & { readonly days: readonly number[] })[],
  faults: Faults,
): void {
  const byDay = new Map<number, Span[]>();
  hours.forEach((entry, index) => {
    const at = `${path}.${String(index)}`;
    const ordered = checkOrder(at, entry, faults);
    checkWeekdays(`${at}.days`, entry.days, faults);
    if (!ordered) return;
    for (const day of new Set(entry.days)) {
      const spans = byDay.get(day) ?? [];
      spans.push({ path: at, from: minuteOf(entry.from), to: minuteOf(entry.to) });
      byDay.set(day, spans);
    }
  });
  for (const [day, spans] of byDay)
    checkDisjoint(spans, (earlier) => `overlaps ${earlier.path} on weekday ${String(day)}`, 'overlaps', faults);
}

export function checkWeekdays(path: string, days: readonly number[], faults: Faults): void {
  if (new Set(days).size !== days.length) faults.add(path, 'a weekday is named twice', 'weekday-twice');
}

/** Days `from` to `to`, both included; without `to` the period is open. */
export function checkPeriod(path: string, from: string, to: string | undefined, faults: Faults): boolean {
  if (to === undefined || from <= to) return true;
  faults.add(path, `ends on ${to}, before it starts on ${from}`, 'ends-first', { from, to });
  return false;
}

/** Days as comparable numbers (YYYYMMDD) with an exclusive end; an open end is infinite. */
export function periodSpan(path: string, from: string, to: string | undefined): Span {
  return { path, from: dayNumber(from), to: to === undefined ? Infinity : dayNumber(to) + 1 };
}

const dayNumber = (day: string): number => Number(day.replaceAll('-', ''));
