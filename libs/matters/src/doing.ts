import type { Caller } from '@cockpit/contracts';
import type { Actor } from '@cockpit/access';

/** Who acts, and how they got here. */
export interface Doing {
  caller: Caller;
  actor: Actor;
  correlationId: string;
}
