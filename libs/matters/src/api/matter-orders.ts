import type { MatterOrder } from '@cockpit/contracts';
import { z } from 'zod';
import type { Row } from './matter-rows';

/** Start of the next page: after the matter with the value `at` of the list's order. */
export interface MatterCursor {
  at: string;
  id: string;
}

/** Longer than any code or case number in events. */
const MAX_TEXT = 256;

/** The ordering of a list and its cursor. */
interface Ordering {
  /** never NULL: matters without a value come last in both directions */
  column: string;
  way: 'ASC' | 'DESC';
  than: '<' | '>';
  /** the SQL placeholder of the cursor value in the column's type */
  value: string;
  at: (row: Row) => string;
  /** the cursor format of this order */
  place: z.ZodType<MatterCursor>;
}

const cursorSchema = (at: z.ZodType<string>): z.ZodType<MatterCursor> =>
  z.tuple([at, z.string().max(64)]).transform(([value, id]) => ({ at: value, id }));
/** any time: a matter without a value has a substitute far away */
const AT_TIME = cursorSchema(z.iso.datetime());
const AT_TEXT = cursorSchema(z.string().max(MAX_TEXT));
const [LAST_OF_ALL, FIRST_OF_ALL] = ['2299-12-31T00:00:00.000Z', '1970-01-01T00:00:00.000Z'];

const directionOf = (down: boolean): Pick<Ordering, 'way' | 'than'> => ({
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
    ...directionOf(down),
  };
};
const byText = (column: string, at: (row: Row) => string | null) => (down: boolean) => {
  // sorts after every code
  const none = down ? '' : '\u{10FFFF}';
  return {
    column: `ifNull(${column}, '${none}')`,
    value: '{after:String}',
    at: (row: Row) => at(row) ?? none,
    place: AT_TEXT,
    ...directionOf(down),
  };
};

/** Offset between groups, larger than any value within a group. */
const GROUP = 100_000_000_000_000;
const AT_NUMBER = cursorSchema(z.string().regex(/^-?\d{1,15}$/));
/**
 * The order of the column “left or used”: running clocks by due time, then paused ones by days left, then closed
 * matters by days used, then matters without a figure. The time left of running clocks changes constantly, but their
 * order does not.
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
    // the value changes its sign instead of the list direction, so that matters without a figure stay last
    ...directionOf(false),
  };
};

const ORDERS = {
  newest: byTime('first_at', ({ firstAt }) => firstAt),
  // the due time of a paused clock moves on; urgency is better sorted by what is left
  due: byTime('due_at', ({ dueAt }) => dueAt),
  remaining: byRemaining,
  case: byText('case_id', ({ caseId }) => caseId),
  item: byText('item', ({ item }) => item),
  unit: byText('unit', ({ unit }) => unit),
  stage: byText('stage', ({ stage }) => stage),
} satisfies Record<MatterOrder, (down: boolean) => Ordering>;

/** @param reversed opposite to the default direction: `newest` is descending, all others are ascending */
export const orderingOf = (order: MatterOrder, reversed = false): Ordering =>
  ORDERS[order]((order === 'newest') !== reversed);
