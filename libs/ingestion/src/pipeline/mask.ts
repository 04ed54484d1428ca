import type { HallEvent, LoggedEvent } from '@cockpit/contracts';
import { identityOf, sha256 } from '@cockpit/log';
import type { Privacy } from '../privacy/privacy';
import type { Step } from './candidate';
import { eventOf } from './validate';

/** Masks personal data, then computes the identity. Both use the masked event, so both can be recomputed from it. */
export const mask = (privacy: Privacy): Step => ({
  name: 'mask',
  run(candidate, { source: { sourceName }, now, trusted }) {
    const event = eventOf(candidate);
    const { type, time } = event;
    const id = privacy.id(event.id);
    const data = maskedData(event, privacy, trusted) as HallEvent['data'];
    const dataText = (data === event.data ? candidate.dataText : undefined) ?? JSON.stringify(data);
    const ceSource = privacy.id(candidate.ceSource ?? '');
    const identity = identityOf(sourceName, ceSource, id);
    const bodyHash = hashOf(type, time, dataText);
    candidate.logged = {
      id,
      type,
      time,
      data,
      identity,
      bodyHash,
      sourceName,
      ceSource,
      receivedAt: now,
    } as LoggedEvent;
    // same text as JSON.stringify, without serialising the data again
    candidate.text = `{"id":${JSON.stringify(id)},"type":"${type}","time":${String(time)},"data":${dataText},"identity":"${identity}","bodyHash":"${bodyHash}","sourceName":${JSON.stringify(sourceName)},"ceSource":${JSON.stringify(ceSource)},"receivedAt":${String(now)}}`;
    return null;
  },
});

/** A withdrawal notice refers to an event by its sent id; masked the same way, it still matches. */
export function maskedData(event: HallEvent, privacy: Privacy, trusted: boolean): object {
  if (event.type !== 'hall.notice.corrected' && event.type !== 'hall.notice.voided')
    return privacy.data(event.data, trusted);
  return { ...event.data, ofId: privacy.id(event.data.ofId), ofSource: privacy.id(event.data.ofSource) };
}

/**
 * 16 hex characters over the event's content. Validation orders the fields by schema, so the sent order does not
 * matter.
 */
export const bodyHashOf = ({ type, time, data }: Pick<HallEvent, 'type' | 'time' | 'data'>): string =>
  hashOf(type, time, JSON.stringify(data));

/** Of `[type, time, data]` as JSON. */
const hashOf = (type: string, time: number, dataText: string): string =>
  sha256(`["${type}",${String(time)},${dataText}]`).slice(0, 16);
