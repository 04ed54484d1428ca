import { z } from 'zod';
import { Day, Id, Instant } from './primitives';
import { Message } from './words';

const Span = { from: Instant, until: Instant };
const Seat = { windowId: Id, number: z.string() };

/** Why nothing can be said of the staff of a day: doors shut, nobody foreseen, nobody on the roster. */
export const STAFF_UNKNOWN = ['closed', 'no-forecast', 'no-roster'] as const;

/** Where the roster of a day ahead does not suffice for what is expected, and what to do about it. */
export const DayStaff = z.object({
  day: Day,
  /** null: what is short stands below, and nothing is where nothing stands */
  unknown: z.enum(STAFF_UNKNOWN).nullable(),
  /** what makes the day other than those of every week */
  exception: Message.optional(),
  /** tickets expected; null where nothing is foreseen */
  people: z.int().nullable(),
  /** most people lacking at once at one queue */
  lacking: z.int(),
  shortages: z.array(
    z.object({
      queue: z.string(),
      name: z.string(),
      /** by the roster as it is */
      spans: z.array(z.object({ ...Span, people: z.int() })),
      /** breaks to move, within the hours in which they may begin */
      moves: z.array(z.object({ ...Seat, kind: z.enum(['lunch', 'break']), rosteredFrom: Instant, ...Span })),
      /** once they are moved: windows to ask, qualified and not missed where they are, and the people still lacking with them */
      helps: z.array(
        z.object({
          ...Span,
          windows: z.array(
            z.object({
              ...Seat,
              /** of the queue it comes from; null: a reserve window */ home: z.string().nullable(),
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
/** Tomorrow, and a week from today. */
export const STAFF_DAYS_AHEAD = 7;
