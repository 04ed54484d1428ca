import { z } from 'zod';
import { Code, Day } from './primitives';
import { RulePlace, RuleSettings, TOO_OFTEN_A_DAY } from './rules';
import { BackTestDay } from './warnings';

/** What a rule would have done over several days, together. */
export const BackTestSum = z.object({
  days: z.int(),
  fired: z.int(),
  acted: z.int(),
  /** minutes from the warning to the wait it spoke of, of those such a wait stands beside; negative: it came after */
  medianLeadMin: z.number().nullable(),
  reached: z.int(),
  unannounced: z.int(),
  /** firings of a queue that no such wait followed */
  alone: z.int(),
  /** could not have gone out at once, for a robot's limit */
  overQuota: z.int(),
  /** nobody was on duty; null: no roster is kept */
  toNobody: z.int().nullable(),
  /** on the worst day */
  most: z.int(),
});
export type BackTestSum = z.infer<typeof BackTestSum>;

export function summed(days: readonly BackTestDay[]): BackTestSum {
  const firings = days.flatMap((day) => day.firings);
  const leads = firings.flatMap(({ leadMin }) => leadMin ?? []).sort((a, b) => a - b);
  const middle = leads.length / 2;
  const median =
    leads.length === 0
      ? null
      : leads.length % 2 === 1
        ? (leads[Math.floor(middle)] ?? null)
        : ((leads[middle - 1] ?? 0) + (leads[middle] ?? 0)) / 2;
  const total = (of: (day: BackTestDay) => number) => days.reduce((sum, day) => sum + of(day), 0);
  const told = firings.flatMap(({ routing }) => routing?.told ?? []);
  return {
    days: days.length,
    fired: firings.length,
    acted: firings.filter(({ acted }) => acted).length,
    medianLeadMin: median === null ? null : Math.round(median * 10) / 10,
    reached: total(({ reached }) => reached),
    unannounced: total(({ unannounced }) => unannounced),
    alone: firings.filter(({ leadMin, scope }) => leadMin === null && scope.kind === 'queue').length,
    overQuota: firings.filter(({ routing }) => routing?.overQuota === true).length,
    toNobody: told.length === 0 && firings.length > 0 ? null : told.filter((one) => one === 'nobody').length,
    most: Math.max(0, ...days.map((day) => day.firings.length)),
  };
}

/** So many past days are tried at most. */
export const BACK_TEST_DAYS = 28;
const DAY_MS = 86_400_000;

/** `GET /v1/rules/{rule}/back-test?hall=&from=&to=`: both days included, at most as many as are tried. */
export const BackTestRangeQuery = z
  .object({ hall: Code, from: Day, to: Day })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'not before from' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < BACK_TEST_DAYS * DAY_MS, {
    path: ['to'],
    message: `at most ${String(BACK_TEST_DAYS)} days at once`,
  });
export type BackTestRangeQuery = z.infer<typeof BackTestRangeQuery>;
/** What a rule would have done by what it is told now, the first day first; days of which nothing is kept, and today, are left out. */
export const BackTestRange = z.object({
  hall: z.string(),
  rule: z.string(),
  from: Day,
  to: Day,
  sum: BackTestSum,
  days: z.array(BackTestDay),
});
export type BackTestRange = z.infer<typeof BackTestRange>;

/** `POST /v1/halls/{hall}/back-test/period`: a rule over the last days of which something is kept, by what holds now and by this. */
export const BackTestPeriodWanted = z.strictObject({
  rule: z.string().min(1).max(64),
  days: z.int().min(1).max(BACK_TEST_DAYS).default(BACK_TEST_DAYS),
  place: RulePlace,
  settings: RuleSettings,
});
export type BackTestPeriodWanted = z.infer<typeof BackTestPeriodWanted>;

/** What is known so far, from the latest day backwards. As NDJSON a line for each day, the last being the whole; as JSON the whole alone. */
export const BackTestPeriod = z.object({
  done: z.int(),
  of: z.int(),
  /** the day that was played last; null: there is none to play */
  day: Day.nullable(),
  stepMin: z.int(),
  inForce: BackTestSum,
  wanted: BackTestSum,
  /** it would fire more often on a day than anybody looks */
  tooOften: z.boolean(),
});
export type BackTestPeriod = z.infer<typeof BackTestPeriod>;

export function periodOf(pairs: readonly { inForce: BackTestDay; wanted: BackTestDay }[], of: number): BackTestPeriod {
  const last = pairs.at(-1)?.wanted;
  const wanted = summed(pairs.map((pair) => pair.wanted));
  return {
    done: pairs.length,
    of,
    day: last?.day ?? null,
    stepMin: last?.stepMin ?? 1,
    inForce: summed(pairs.map((pair) => pair.inForce)),
    wanted,
    tooOften: wanted.most > TOO_OFTEN_A_DAY,
  };
}
