import { z } from 'zod';
import { Day, Id, Instant } from './primitives';

const Kind = z.enum(['lunch', 'break']);
/** Somebody is away from the window as the plan told to it has it, or else the roster, and should be back then. */
export const Absence = z.object({ kind: Kind, backAt: Instant });
/** An absence that is still to come, as the plan told to the window has it, or else the roster. */
export const PlannedAbsence = z.object({
  kind: Kind,
  from: Instant,
  to: Instant,
  /** the plan told to the window has it at another time than the roster: when the roster had it, and when that was told */
  moved: z.object({ rosteredFrom: Instant, toldAt: Instant }).optional(),
});
/** An absence of the plan that was told to the windows of a hall on that day: it stands above the roster. */
export const IssuedAbsence = z.object({
  day: Day,
  windowId: Id,
  kind: Kind,
  from: Instant,
  until: Instant,
  /** as of the absence that is shown */
  moved: PlannedAbsence.shape.moved,
});
export type IssuedAbsence = z.infer<typeof IssuedAbsence>;
