import { z } from 'zod';
import { PartVersion } from './hall-setup';
import { SpecialDayDoc } from './organisation';
import { Code, Day } from './primitives';
import { freeText } from './privacy';
import { Message } from './words';

/** Longest stretch of days that is looked at or changed at once: a season with its holidays. */
export const HALL_DAYS_LIMIT = 100;
/** Most days that one change says something of, those of each hall counted: a bureau with a season of its own in every hall. */
export const HALL_DAY_WISHES = 2000;

/** Halls that have the same hours on a day, for the same reason. */
export const HallDayGroup = z.object({
  halls: z.int().min(1),
  /** of the first three */
  names: z.array(z.string()),
  /** none: closed */
  hours: SpecialDayDoc.shape.hours,
  by: z.enum(['weekly', 'special', 'closure', 'holiday', 'make-up']),
  /** what makes the day other than those of every week */
  exception: Message.nullable(),
  /** what was written beside a special day */
  reason: z.string().nullable(),
});
export type HallDayGroup = z.infer<typeof HallDayGroup>;

/** `GET /v1/halls/{hall}/days`: when a hall, or every hall of a department, is open on the days of a stretch. */
export const HallDays = z.object({
  hall: z.string(),
  name: z.string(),
  /** halls with hours in it: one, or those of a department */
  halls: z.int(),
  /** the first hall day that can still be changed */
  today: Day,
  /** the version of the organisation that last changed anything of these halls; 0: none ever did */
  revision: z.int().min(0),
  /** latest first, the last twenty */
  versions: z.array(PartVersion),
  /** the last change said something of days to come, so that it can be taken back */
  undoable: z.boolean(),
  /** years of the stretch whose notice of holidays is not loaded: their weekdays decide */
  unpublished: z.array(z.int()),
  days: z.array(z.object({ day: Day, groups: z.array(HallDayGroup) })),
});
export type HallDays = z.infer<typeof HallDays>;

export const HallDaysQuery = z.object({ from: Day, to: Day });

/** One day as it is to be: `hours` null takes back what was said of it, none closes it. */
export const HallDayWish = z.strictObject({
  /** the one hall beneath the place it is about, over what is said of all; absent: every hall of the place */
  hall: Code.optional(),
  day: Day,
  hours: SpecialDayDoc.shape.hours.nullable(),
  reason: freeText(100).default(''),
});
export type HallDayWish = z.infer<typeof HallDayWish>;

/** `PUT /v1/halls/{hall}/days`. `revision` is that of the days it was made from; `undo` takes its last change back instead. */
export const HallDaysChange = z.strictObject({
  revision: z.int().min(0),
  /** why it is changed; for the history */
  reason: freeText(500).min(1),
  days: z.array(HallDayWish).max(HALL_DAY_WISHES).default([]),
  undo: z.boolean().default(false),
});
export type HallDaysChange = z.infer<typeof HallDaysChange>;
export const HallDaysChangeQuery = z.object({
  /** only tell what would change */
  check: z
    .enum(['true', 'false'])
    .default('false')
    .transform((said) => said === 'true'),
});

/** What it changed, or would change, day by day. */
export const HallDaysChanged = z.object({
  revision: z.int(),
  validFrom: Day,
  changes: z.array(
    z.object({
      day: Day,
      /** halls that are other than they were */
      halls: z.int(),
      before: z.array(HallDayGroup),
      after: z.array(HallDayGroup),
      /** shifts of rosters that no longer stand */
      shiftsLost: z.int(),
    }),
  ),
});
export type HallDaysChanged = z.infer<typeof HallDaysChanged>;

/** `GET /v1/halls/{hall}/days/load`: who is expected, and who has booked. */
export const HallDaysLoad = z.object({
  days: z.array(z.object({ day: Day, expected: z.number().nullable(), booked: z.int() })),
});
export type HallDaysLoad = z.infer<typeof HallDaysLoad>;
