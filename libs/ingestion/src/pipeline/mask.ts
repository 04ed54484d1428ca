import { createHash } from 'node:crypto';
import type { HallEvent, LoggedEvent } from '@cockpit/contracts';
import { identityOf } from '@cockpit/log';
import type { Privacy } from '../privacy/privacy';
import type { Step } from './candidate';
import { eventOf } from './validate';

/** Takes out what names a person, then gives the event its identity. Both are of the masked event, so both can be recomputed. */
export const mask = (privacy: Privacy): Step => ({
  name: 'mask',
  run(candidate, { source: { sourceName }, now, trusted }) {
    const event = eventOf(candidate);
    const { type, time } = event;
    const id = privacy.id(event.id);
    const data = maskedData(event, privacy, trusted) as HallEvent['data'];
    const ceSource = privacy.id(candidate.ceSource ?? '');
    candidate.logged = {
      id,
      type,
      time,
      data,
      identity: identityOf(sourceName, ceSource, id),
      bodyHash: bodyHashOf({ type, time, data }),
      sourceName,
      ceSource,
      receivedAt: now,
    } as LoggedEvent;
    return null;
  },
});

/** A notice names what it withdraws by the id that was sent: masked like that one, it still finds it. */
export function maskedData(event: HallEvent, privacy: Privacy, trusted: boolean): object {
  if (event.type !== 'hall.notice.corrected' && event.type !== 'hall.notice.voided')
    return privacy.data(event.data, trusted);
  return { ...event.data, ofId: privacy.id(event.data.ofId), ofSource: privacy.id(event.data.ofSource) };
}

/** 16 hex characters of what an event says. Validation puts fields in the order of the schema, so order as sent does not matter. */
export function bodyHashOf(event: Pick<HallEvent, 'type' | 'time' | 'data'>): string {
  return createHash('sha256')
    .update(JSON.stringify([event.type, event.time, event.data]))
    .digest('hex')
    .slice(0, 16);
}
