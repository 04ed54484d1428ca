import { z } from 'zod';
import { Instant } from './primitives';

const Kind = z.enum(['lunch', 'break']);
/** Somebody is away from the window as the roster plans it, and should be back then. */
export const Absence = z.object({ kind: Kind, backAt: Instant });
/** An absence that the roster plans and that is still to come. */
export const PlannedAbsence = z.object({ kind: Kind, from: Instant, to: Instant });
