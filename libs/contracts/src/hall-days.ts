import { z } from 'zod';
import { PartVersion } from './hall-setup';
import { SpecialDayDoc } from './organisation';
import { Code, Day } from './primitives';
import { freeText } from './privacy';
import { Message } from './words';

/** Maximum number of days read or changed at once: a season with its holidays. */
export const HALL_DAYS_LIMIT = 100;
/** Maximum number of days in a change, counted per hall: a bureau with different seasons in each hall. */
export const HALL_DAY_WISHES = 2000;

/** Halls with the same hours on a day for the same reason. */
export const HallDayGroup = z.object({
  halls: z.int().min(1),
  /** of the first three */
  names: z.array(z.string()),
  /** empty if closed */
  hours: SpecialDayDoc.shape.hours,
  by: z.enum(['weekly', 'special', 'closure', 'holiday', 'make-up']),
  /** reason for unusual hours */
  exception: Message.nullable(),
  /** note of a special day */
  reason: z.string().nullable(),
});
export type HallDayGroup = z.infer<typeof HallDayGroup>;

/** `GET /v1/halls/{hall}/days`: hours of a hall, or of all halls of a department, by day. */
export const HallDays = z.object({
  hall: z.string(),
  name: z.string(),
  /** number of halls with hours: one, or those of a department */
  halls: z.int(),
  /** first day that can still be changed */
  today: Day,
  /** latest organisation version that changed these halls; 0 without one */
  revision: z.int().min(0),
  /** latest first, the last twenty */
  versions: z.array(PartVersion),
  /** the last change affects coming days, so it can be undone */
  undoable: z.boolean(),
  /** years without an imported holiday notice; their weekdays decide */
  unpublished: z.array(z.int()),
  days: z.array(z.object({ day: Day, groups: z.array(HallDayGroup) })),
});
export type HallDays = z.infer<typeof HallDays>;

export const HallDaysQuery = z.object({ from: Day, to: Day });

/** Settings of a day: `hours` null removes them, an empty list closes the hall. */
export const HallDayWish = z.strictObject({
  /** a single hall below the place, which overrides the setting for all; absent for all halls of the place */
  hall: Code.optional(),
  day: Day,
  hours: SpecialDayDoc.shape.hours.nullable(),
  reason: freeText(100).default(''),
});
export type HallDayWish = z.infer<typeof HallDayWish>;

/** `PUT /v1/halls/{hall}/days`. `revision` is the revision that was edited; `undo` reverts the last change instead. */
export const HallDaysChange = z.strictObject({
  revision: z.int().min(0),
  /** reason for the history */
  reason: freeText(500).min(1),
  days: z.array(HallDayWish).max(HALL_DAY_WISHES).default([]),
  undo: z.boolean().default(false),
});
export type HallDaysChange = z.infer<typeof HallDaysChange>;
export const HallDaysChangeQuery = z.object({
  /** only report the changes */
  check: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
});

/** Changes that were made, or would be made, by day. */
export const HallDaysChanged = z.object({
  revision: z.int(),
  validFrom: Day,
  changes: z.array(
    z.object({
      day: Day,
      /** number of changed halls */
      halls: z.int(),
      before: z.array(HallDayGroup),
      after: z.array(HallDayGroup),
      /** number of roster shifts that are dropped */
      shiftsLost: z.int(),
    }),
  ),
});
export type HallDaysChanged = z.infer<typeof HallDaysChanged>;

/** `GET /v1/halls/{hall}/days/load`: expected and booked visitors. */
export const HallDaysLoad = z.object({
  days: z.array(z.object({ day: Day, expected: z.number().nullable(), booked: z.int() })),
});
export type HallDaysLoad = z.infer<typeof HallDaysLoad>;
