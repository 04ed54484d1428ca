import type { Channel, Outcome, Outgoing } from './channel';

/** Nothing leaves the building: it is there for whoever looks at the list of notifications. */
export class InApp implements Channel {
  readonly limits = null;

  fit(): number {
    return 1;
  }

  send(_outgoing: Outgoing, idempotencyKey: string): Promise<Outcome> {
    return Promise.resolve({ delivered: true, receipt: idempotencyKey });
  }
}
