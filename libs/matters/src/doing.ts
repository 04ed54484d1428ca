import type { Caller } from '@cockpit/contracts';
import type { Actor } from '@cockpit/access';

/** The acting user with the request's correlation id. */
export interface Doing {
  caller: Caller;
  actor: Actor;
  correlationId: string;
}
