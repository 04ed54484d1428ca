import type { ComparedWith } from '@cockpit/contracts';
import { addDays, daysFrom, weekdayOf } from '../hall-day';
import { daysOfSpan, type DaySpan } from '../bulletin/periods';
import type { DayClass, DayClasses } from './day-class';

export interface DayPair {
  readonly day: string;
  /** the day it is held against */
  readonly other: string;
  readonly kind: DayClass['kind'];
}

export interface DayMatch {
  /** in order of the days of the period */
  readonly pairs: readonly DayPair[];
  /** days of the period without a counterpart */
  readonly alone: readonly string[];
}

const YEAR_DAYS = 364;
/** How far from its place an ordinary day may find its counterpart: four weeks. */
const REACH_DAYS = 28;
/** Nobody counted days before this year, and calendars of the stores begin with year 0. */
const EARLIEST = '0003';
/** How far holidays move from one year to the next, at most. */
const HOLIDAY_REACH_DAYS = 45;

/** How many days lie between a day and its counterpart where no holiday is about; whole weeks, so that weekdays stand beside the same weekdays. */
export const shiftOf = (span: DaySpan, against: ComparedWith): number =>
  against === 'year' ? YEAR_DAYS : 7 * Math.ceil((daysFrom(span.from, span.to) + 1) / 7);

/**
 * Holds the days of a period against earlier ones of the same kind, each at most once: the same day of the same holiday; a make-up day with a
 * make-up day, else with a working day of that weekday; any other day with the nearest one of its weekday and kind.
 */
export function matchDays(span: DaySpan, against: ComparedWith, classes: DayClasses): DayMatch {
  if (span.from < EARLIEST) return { pairs: [], alone: daysOfSpan(span) };
  const shift = shiftOf(span, against);
  const taken = new Map<string, string>();
  const pairs = new Map<string, DayPair>();
  const days = daysOfSpan(span).map((day) => ({ day, is: classes.classOf(day), ideal: addDays(day, -shift) }));
  const mayBe = (day: string, other: string): boolean =>
    other < (against === 'before' ? span.from : day) && !taken.has(other);
  const pair = ({ day, is }: (typeof days)[number], other: string | undefined): void => {
    if (other === undefined) return;
    taken.set(other, day);
    pairs.set(day, { day, other, kind: is.kind });
  };
  const nearest = (ideal: string, reach: number, day: string, fits: (other: string) => boolean): string | undefined =>
    outwards(ideal, reach).find((other) => mayBe(day, other) && fits(other));
  for (const one of days) if (hasTwin(one, one.ideal, classes) && mayBe(one.day, one.ideal)) pair(one, one.ideal);
  for (const one of days) {
    if (pairs.has(one.day)) continue;
    const special = one.is.kind === 'holiday' || one.is.kind === 'make-up';
    const reach = special ? HOLIDAY_REACH_DAYS : REACH_DAYS;
    pair(
      one,
      nearest(one.ideal, reach, one.day, (other) => hasTwin(one, other, classes)),
    );
  }
  // what is left of the make-up days, when all others have theirs
  for (const one of days)
    if (one.is.kind === 'make-up' && !pairs.has(one.day))
      pair(
        one,
        nearest(one.ideal, REACH_DAYS, one.day, (other) => canStandIn(one.day, other, classes)),
      );
  return {
    pairs: days.flatMap(({ day }) => pairs.get(day) ?? []),
    alone: days.flatMap(({ day }) => (pairs.has(day) ? [] : [day])),
  };
}

function hasTwin({ day, is }: { day: string; is: DayClass }, other: string, classes: DayClasses): boolean {
  const its = classes.classOf(other);
  if (is.kind === 'holiday') return its.kind === 'holiday' && its.name === is.name && its.place === is.place;
  if (is.kind === 'make-up') return its.kind === 'make-up' && its.name === is.name;
  return its.kind === is.kind && weekdayOf(other) === weekdayOf(day);
}

/** A make-up day of another holiday, else a working day of the weekday. */
function canStandIn(day: string, other: string, classes: DayClasses): boolean {
  const { kind } = classes.classOf(other);
  return kind === 'make-up' || (kind === 'working' && weekdayOf(other) === weekdayOf(day));
}

/** A day, then those around it, the earlier first. */
function outwards(day: string, reach: number): string[] {
  const found = [day];
  for (let far = 1; far <= reach; far += 1) found.push(addDays(day, -far), addDays(day, far));
  return found;
}

/** Days next to one another that are held against days next to one another. */
export interface MatchedRange {
  readonly from: string;
  readonly to: string;
  readonly otherFrom: string;
  readonly otherTo: string;
}

/**
 * Pairs as ranges. @param folded days that nothing is lost with: a range goes on over them, such as days of which nothing is known
 */
export function rangesOf(
  pairs: readonly Pick<DayPair, 'day' | 'other'>[],
  folded: (day: string, other: string) => boolean = () => false,
): MatchedRange[] {
  const ranges: MatchedRange[] = [];
  for (const { day, other } of pairs) {
    const last = ranges.at(-1);
    if (last !== undefined && goesOn(last, day, other, folded))
      ranges[ranges.length - 1] = { ...last, to: day, otherTo: other };
    else ranges.push({ from: day, to: day, otherFrom: other, otherTo: other });
  }
  return ranges;
}

function goesOn(
  last: MatchedRange,
  day: string,
  other: string,
  folded: (day: string, other: string) => boolean,
): boolean {
  const gap = daysFrom(last.to, day);
  if (gap !== daysFrom(last.otherTo, other)) return false;
  for (let i = 1; i < gap; i += 1) if (!folded(addDays(last.to, i), addDays(last.otherTo, i))) return false;
  return true;
}
