import type { Message } from '@cockpit/contracts';
import type { WorkCalendar } from './calendar';
import { mergePauses, type Pause, type StandStill } from './pauses';
import { instantOf, slices, usedBy, type LimitUnit, type Slice } from './slices';

const HOUR_MS = 3_600_000;

/** Everything that the clock of a matter depends on. Epoch ms. */
export interface MatterTimes {
  /** time at which complete materials were accepted */
  readonly acceptedAt: number;
  readonly closedAt: number | null;
  readonly limit: { readonly unit: LimitUnit; readonly amount: number };
  readonly pauses: readonly Pause[];
  /** days of the limit's own kind; for limits in hours, a day adds that day's office hours after the limit, or 24 h */
  readonly extensions: readonly { readonly days: number; readonly approvedBy: string }[];
}

/** Time of the yellow card: at this share of the limit or one day before, whichever is earlier. */
export interface CardRule {
  readonly yellowShare: number;
  /** limits up to this many days use the share only */
  readonly shareOnlyUpToDays: number;
}
export const CARD_RULE: CardRule = { yellowShare: 0.9, shareOnlyUpToDays: 2 };

export interface ExplainedDay {
  readonly date: string;
  readonly counted: number;
  readonly why: Message;
}

export interface ClockReading {
  readonly dueAt: number;
  readonly yellowAt: number;
  /** units of the limit, at least 0 */
  readonly elapsed: number;
  /** limit − elapsed; negative if overdue */
  readonly remaining: number;
  readonly limit: number;
  readonly card: 'none' | 'yellow' | 'red';
  readonly overdue: boolean;
  /** the clock is paused; dueAt then assumes that it resumes at once */
  readonly paused: boolean;
  /** depends on a year whose notice is not published */
  readonly provisional: boolean;
  /** what counted on each day until now; sums to `elapsed` */
  readonly explanation: readonly ExplainedDay[];
}

/**
 * Reads the clock of one matter at `now`; due, elapsed and remaining time come from one pass over the days. It is a pure function of the
 * whole history, so late pauses and new notices need no special case. Throws RangeError for a limit that is not positive, a matter closed
 * before its acceptance, and days beyond the calendar.
 */
export function readClock(
  calendar: WorkCalendar,
  times: MatterTimes,
  now: number,
  rule: CardRule = CARD_RULE,
): ClockReading {
  const { unit } = times.limit;
  if (!(times.limit.amount > 0)) throw new RangeError(`a limit must be positive, not ${String(times.limit.amount)}`);
  const at = times.closedAt ?? now;
  if (times.closedAt !== null && times.closedAt < times.acceptedAt)
    throw new RangeError('closed before it was accepted');
  const pauses = mergePauses(times.pauses, at);
  const limit = times.limit.amount + extended(calendar, times, pauses);

  const yellowMark = yellowMarkOf(limit, unit === 'working-days' || unit === 'calendar-days', rule);
  const paused = times.closedAt === null && times.pauses.some((p) => p.to === null && p.from <= now);

  let total = 0;
  let elapsed = 0;
  let yellowAt: number | null = null;
  let dueAt: number | null = null;
  let provisional = false;
  const explanation: ExplainedDay[] = [];
  for (const slice of slices(calendar, unit, times.acceptedAt, pauses)) {
    const day = slice.day;
    if (dueAt === null && day.provisional) provisional = true;
    yellowAt ??= reached(slice, total, yellowMark);
    dueAt ??= reached(slice, total, limit);
    total += slice.weight;
    if (day.start <= at) {
      const counted = usedBy(slice, at);
      elapsed += counted;
      explanation.push({ date: day.date, counted, why: slice.why });
    }
    if (dueAt !== null && day.end > at) break;
  }
  if (dueAt === null || yellowAt === null) throw new RangeError('the calendar ends before the deadline');
  const overdue = at > dueAt;
  const card = overdue ? 'red' : at >= yellowAt ? 'yellow' : 'none';
  return {
    dueAt,
    yellowAt,
    elapsed,
    remaining: limit - elapsed,
    limit,
    card,
    overdue,
    paused,
    provisional,
    explanation,
  };
}

interface ReadUntil {
  readonly yellowAt: number;
  readonly limit: number;
  readonly elapsed: number;
  readonly provisional: boolean;
  readonly explanation: readonly ExplainedDay[];
}

/**
 * Reads a clock with a given due time at `at`: its limit is the number of working days up to then, without the day of acceptance and days
 * with a pause. Throws RangeError beyond the calendar.
 */
export function readUntil(
  calendar: WorkCalendar,
  { acceptedAt, dueAt, pauses }: Pick<MatterTimes, 'acceptedAt' | 'pauses'> & { dueAt: number },
  at: number,
  rule: CardRule = CARD_RULE,
): ReadUntil {
  const end = Math.max(at, dueAt);
  const walked: Slice[] = [];
  for (const slice of slices(calendar, 'working-days', acceptedAt, mergePauses(pauses, at))) {
    walked.push(slice);
    if (slice.day.end > end) break;
  }
  const explanation = walked
    .filter(({ day }) => day.start <= at)
    .map((slice): ExplainedDay => ({ date: slice.day.date, counted: usedBy(slice, at), why: slice.why }));
  const limit = walked.reduce((sum, slice) => sum + usedBy(slice, dueAt), 0);
  const mark = yellowMarkOf(limit, true, rule);
  let total = 0;
  let yellowAt: number | null = null;
  for (const slice of walked) {
    yellowAt ??= reached(slice, total, mark);
    total += slice.weight;
  }
  return {
    yellowAt: Math.min(dueAt, limit > 0 ? (yellowAt ?? dueAt) : dueAt),
    limit,
    elapsed: explanation.reduce((sum, { counted }) => sum + counted, 0),
    provisional: walked.some(({ day }) => day.provisional && day.start <= dueAt),
    explanation,
  };
}

/** Elapsed part of a limit at which its yellow card is due. */
function yellowMarkOf(limit: number, inDays: boolean, rule: CardRule): number {
  return inDays && limit > rule.shareOnlyUpToDays
    ? Math.min(limit * rule.yellowShare, limit - 1)
    : limit * rule.yellowShare;
}

/** The instant at which the running total passes `mark` within this slice, or null. */
function reached(slice: Slice, before: number, mark: number): number | null {
  return slice.weight > 0 && before + slice.weight >= mark - 1e-9
    ? instantOf(slice, Math.min(slice.weight, mark - before))
    : null;
}

/** Amount that extensions add to the limit, in its own unit. */
function extended(calendar: WorkCalendar, times: MatterTimes, pauses: readonly StandStill[]): number {
  const days = times.extensions.reduce((sum, e) => sum + e.days, 0);
  if (times.limit.unit === 'hours') return days * 24;
  return times.limit.unit === 'working-hours' && days > 0 ? hoursOf(days, calendar, times, pauses) : days;
}

/** Office hours of `days` working days after the limit alone ends; each day counts with its own hours. */
function hoursOf(days: number, calendar: WorkCalendar, times: MatterTimes, pauses: readonly StandStill[]): number {
  let used = 0;
  let left = days;
  // whole milliseconds, so that equal hours give equal sums in any order
  let sum = 0;
  for (const { day, weight } of slices(calendar, 'working-hours', times.acceptedAt, pauses)) {
    const rest = Math.min(weight, Math.max(0, used + weight - times.limit.amount));
    used += weight;
    const whole = day.shifts.reduce((all, [from, to]) => all + to - from, 0);
    if (rest <= 0 || whole === 0) continue;
    const worth = Math.min(left, (rest * HOUR_MS) / whole);
    sum += worth * whole;
    left -= worth;
    if (left < 1e-9) break;
  }
  return Math.round(sum) / HOUR_MS;
}
