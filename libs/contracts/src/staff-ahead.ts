import { z } from 'zod';
import { Day, Id, Instant } from './primitives';
import { Message } from './words';

const Span = { from: Instant, until: Instant };
const Seat = { windowId: Id, number: z.string() };

/** Why a day's staffing is unknown: the hall is closed, there is no forecast, or no roster. */
export const STAFF_UNKNOWN = ['closed', 'no-forecast', 'no-roster'] as const;

/** Shortages of the roster on a coming day compared with the forecast, and remedies. */
export const DayStaff = z.object({
  day: Day,
  /** null if known; the shortages are then listed below */
  unknown: z.enum(STAFF_UNKNOWN).nullable(),
  /** reason for unusual hours */
  exception: Message.optional(),
  /** expected tickets; null without a forecast */
  people: z.int().nullable(),
  /** maximum number of people missing at one queue */
  lacking: z.int(),
  shortages: z.array(
    z.object({
      queue: z.string(),
      name: z.string(),
      /** by the present roster */
      spans: z.array(z.object({ ...Span, people: z.int() })),
      /** breaks to move, within their permitted times */
      moves: z.array(z.object({ ...Seat, kind: z.enum(['lunch', 'break']), rosteredFrom: Instant, ...Span })),
      /** after these moves: windows to ask, which are qualified and can be spared, and the people still missing with them */
      helps: z.array(
        z.object({
          ...Span,
          windows: z.array(
            z.object({
              ...Seat,
              /** the queue that it comes from; null for a reserve window */ home: z.string().nullable(),
            }),
          ),
          missing: z.int(),
        }),
      ),
    }),
  ),
});
export type DayStaff = z.infer<typeof DayStaff>;

/** `GET /v1/halls/{hall}/staff-ahead`: tomorrow and the days after it. */
export const StaffAhead = z.object({
  hall: z.string(),
  name: z.string(),
  timeZone: z.string(),
  today: Day,
  days: z.array(DayStaff),
});
export type StaffAhead = z.infer<typeof StaffAhead>;
/** From tomorrow to a week from today. */
export const STAFF_DAYS_AHEAD = 7;
