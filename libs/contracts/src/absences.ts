import { z } from 'zod';
import { Day, Id, Instant } from './primitives';

const Kind = z.enum(['lunch', 'break']);
/** The officer is absent from the window by the plan sent to it, or else by the roster, and should be back at `backAt`. */
export const Absence = z.object({ kind: Kind, backAt: Instant });
/** A coming absence by the plan sent to the window, or else by the roster. */
export const PlannedAbsence = z.object({
  kind: Kind,
  from: Instant,
  to: Instant,
  /** the plan moved it: its rostered start, and when the window was notified */
  moved: z.object({ rosteredFrom: Instant, toldAt: Instant }).optional(),
});
/** An absence of the plan that was sent to the windows of a hall for that day; it overrides the roster. */
export const IssuedAbsence = z.object({
  day: Day,
  windowId: Id,
  kind: Kind,
  from: Instant,
  until: Instant,
  /** as in the absence shown */
  moved: PlannedAbsence.shape.moved,
});
export type IssuedAbsence = z.infer<typeof IssuedAbsence>;
