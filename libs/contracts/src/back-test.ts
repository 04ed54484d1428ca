import { z } from 'zod';
import { Code, Day } from './primitives';
import { RulePlace, RuleSettings, TOO_OFTEN_A_DAY } from './rules';
import { BackTestDay } from './warnings';

/** Result of a rule over several days. */
export const BackTestSum = z.object({
  days: z.int(),
  fired: z.int(),
  acted: z.int(),
  /** median minutes from a warning to the wait that it announced, for warnings followed by one; negative if it came after the wait */
  medianLeadMin: z.number().nullable(),
  reached: z.int(),
  unannounced: z.int(),
  /** firings for a queue without such a wait */
  alone: z.int(),
  /** could not be sent at once because of a robot's limit */
  overQuota: z.int(),
  /** nobody was on duty; null without a roster */
  toNobody: z.int().nullable(),
  /** on the day with the most */
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
  const recipients = firings.flatMap(({ routing }) => routing?.told ?? []);
  return {
    days: days.length,
    fired: firings.length,
    acted: firings.filter(({ acted }) => acted).length,
    medianLeadMin: median === null ? null : Math.round(median * 10) / 10,
    reached: total(({ reached }) => reached),
    unannounced: total(({ unannounced }) => unannounced),
    alone: firings.filter(({ leadMin, scope }) => leadMin === null && scope.kind === 'queue').length,
    overQuota: firings.filter(({ routing }) => routing?.overQuota === true).length,
    toNobody: recipients.length === 0 && firings.length > 0 ? null : recipients.filter((to) => to === 'nobody').length,
    most: Math.max(0, ...days.map((day) => day.firings.length)),
  };
}

/** Maximum number of past days in a back-test. */
export const BACK_TEST_DAYS = 28;
const DAY_MS = 86_400_000;

/** `GET /v1/rules/{rule}/back-test?hall=&from=&to=`: both days included. */
export const BackTestRangeQuery = z
  .object({ hall: Code, from: Day, to: Day })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'not before from' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < BACK_TEST_DAYS * DAY_MS, {
    path: ['to'],
    message: `at most ${String(BACK_TEST_DAYS)} days at once`,
  });
export type BackTestRangeQuery = z.infer<typeof BackTestRangeQuery>;
/** Result of a rule with its current settings, in order of days; today and days without stored data are left out. */
export const BackTestRange = z.object({
  hall: z.string(),
  rule: z.string(),
  from: Day,
  to: Day,
  sum: BackTestSum,
  days: z.array(BackTestDay),
});
export type BackTestRange = z.infer<typeof BackTestRange>;

/** `POST /v1/halls/{hall}/back-test/period`: a rule over the last stored days, with the current and with new settings. */
export const BackTestPeriodWanted = z.strictObject({
  rule: z.string().min(1).max(64),
  days: z.int().min(1).max(BACK_TEST_DAYS).default(BACK_TEST_DAYS),
  place: RulePlace,
  settings: RuleSettings,
});
export type BackTestPeriodWanted = z.infer<typeof BackTestPeriodWanted>;

/** Results so far, from the latest day backwards. NDJSON gives one line per day, with the total as the last; JSON gives the total only. */
export const BackTestPeriod = z.object({
  done: z.int(),
  of: z.int(),
  /** last replayed day; null if there is none */
  day: Day.nullable(),
  stepMin: z.int(),
  inForce: BackTestSum,
  wanted: BackTestSum,
  /** it would fire more often per day than anybody reads */
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
