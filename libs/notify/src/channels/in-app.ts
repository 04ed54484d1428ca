import { KINDS } from '@cockpit/contracts';
import type { Channel, Outcome, Outgoing } from './channel';
import { sender } from './sender';

/** Sends nothing: the list of notifications shows the message. */
class InApp implements Channel {
  readonly limits = null;

  fit(): number {
    return 1;
  }

  send(_outgoing: Outgoing, idempotencyKey: string): Promise<Outcome> {
    return Promise.resolve({ delivered: true, receipt: idempotencyKey });
  }
}

export const inAppSender = sender(KINDS['in-app'], {
  limits: null,
  readBy: 'each',
  address: () => 'cockpit',
  open: () => new InApp(),
});
