import type { MatterOrder } from '@cockpit/contracts';
import { z } from 'zod';
import type { Row } from './matter-rows';

/** Where the next page of a list begins: after the matter whose value of the list's order is `at`. */
export interface MatterCursor {
  at: string;
  id: string;
}

/** Longer than any code or case number that events may carry. */
const MOST_TEXT = 256;

/** What a list is ordered by, and what stands behind a cursor. */
interface Ordering {
  /** never NULL: a matter without the value comes last, whichever way the list goes */
  column: string;
  way: 'ASC' | 'DESC';
  than: '<' | '>';
  /** the placeholder of a cursor's value, as its column has it */
  value: string;
  at: (row: Row) => string;
  /** what a cursor of this order carries */
  place: z.ZodType<MatterCursor>;
}

const place = (at: z.ZodType<string>): z.ZodType<MatterCursor> =>
  z.tuple([at, z.string().max(64)]).transform(([value, id]) => ({ at: value, id }));
/** not only of this century: a matter without the value has one far away */
const AT_TIME = place(z.iso.datetime());
const AT_TEXT = place(z.string().max(MOST_TEXT));
const [LAST_OF_ALL, FIRST_OF_ALL] = ['2299-12-31T00:00:00.000Z', '1970-01-01T00:00:00.000Z'];

const going = (down: boolean): Pick<Ordering, 'way' | 'than'> => ({
  way: down ? 'DESC' : 'ASC',
  than: down ? '<' : '>',
});

const byTime = (column: string, at: (row: Row) => string | null) => (down: boolean) => {
  const none = down ? FIRST_OF_ALL : LAST_OF_ALL;
  return {
    column: `ifNull(${column}, toDateTime64('${none.slice(0, 10)}', 3, 'UTC'))`,
    value: "parseDateTime64BestEffort({after:String}, 3, 'UTC')",
    at: (row: Row) => at(row) ?? none,
    place: AT_TIME,
    ...going(down),
  };
};
const byText = (column: string, at: (row: Row) => string | null) => (down: boolean) => {
  // no code begins with the last sign there is
  const none = down ? '' : '\u{10FFFF}';
  return {
    column: `ifNull(${column}, '${none}')`,
    value: '{after:String}',
    at: (row: Row) => at(row) ?? none,
    place: AT_TEXT,
    ...going(down),
  };
};

/** Milliseconds and thousandths of a day stay far below: which group a matter is in comes before its value. */
const GROUP = 100_000_000_000_000;
const AT_NUMBER = place(z.string().regex(/^-?\d{1,15}$/));
/**
 * As the column “left or used” shows it: clocks that run by the instant at which they run out, then those that stand still by the days they
 * have left, then closed matters by the days they used, then those without a figure. What is left of a clock that runs is another figure at
 * each look, but their order stays.
 */
const byRemaining = (down: boolean) => {
  const sign = down ? -1 : 1;
  const days = (column: string) => `${String(sign)} * toInt64(floor(${column} * 1000))`;
  const daysOf = (value: number) => sign * Math.floor(value * 1000);
  return {
    column: `multiIf(closed_at IS NULL AND (paused = 0 OR runs_on = 1) AND due_at IS NOT NULL, ${String(sign)} * toUnixTimestamp64Milli(assumeNotNull(due_at)), closed_at IS NULL AND remaining_days IS NOT NULL, ${String(GROUP)} + ${days('assumeNotNull(remaining_days)')}, closed_at IS NOT NULL AND elapsed_days IS NOT NULL, ${String(2 * GROUP)} + ${days('assumeNotNull(elapsed_days)')}, ${String(3 * GROUP)})`,
    value: '{after:Int64}',
    at: ({ closedAt, paused, runsOn, dueAt, remainingDays, elapsedDays }: Row) => {
      if (closedAt !== null) return String(elapsedDays === null ? 3 * GROUP : 2 * GROUP + daysOf(elapsedDays));
      if ((paused === 0 || runsOn === 1) && dueAt !== null) return String(sign * Date.parse(dueAt));
      return String(remainingDays === null ? 3 * GROUP : GROUP + daysOf(remainingDays));
    },
    place: AT_NUMBER,
    // those without a figure stand last either way, so that the sign of the value turns and not the list
    ...going(false),
  };
};

const ORDERS = {
  newest: byTime('first_at', ({ firstAt }) => firstAt),
  // by the instant that the column shows; that of a paused clock moves on: whoever asks what is urgent sorts by what is left
  due: byTime('due_at', ({ dueAt }) => dueAt),
  remaining: byRemaining,
  case: byText('case_id', ({ caseId }) => caseId),
  item: byText('item', ({ item }) => item),
  unit: byText('unit', ({ unit }) => unit),
  stage: byText('stage', ({ stage }) => stage),
} satisfies Record<MatterOrder, (down: boolean) => Ordering>;

/** @param reversed the other way round than the order's own: `newest` begins with the latest, every other one with the first */
export const orderingOf = (order: MatterOrder, reversed = false): Ordering =>
  ORDERS[order]((order === 'newest') !== reversed);
