import type { HallEvent } from '@cockpit/contracts';
import type { OutgoingEvent } from '@cockpit/sources';
import { IANAZone } from 'luxon';
import { ticketingSource } from './event-enricher';

/** Events of a hall as they go through the door. The CloudEvents source names the ticketing system, one a hall. */
export function outgoing(hall: string, zone: string, events: readonly HallEvent[]): OutgoingEvent[] {
  const source = ticketingSource(hall);
  const write = instantWriter(zone);
  return events.map(({ id, type, time, data }) => ({ specversion: '1.0', id, source, type, time: write(time), data }));
}

/** Epoch ms → RFC 3339 with the offset of the zone. The offset is looked up once an hour of the feed: half a million times is too often. */
function instantWriter(zone: string): (time: number) => string {
  const rules = IANAZone.create(zone);
  let hour = Number.NaN;
  let shift = 0;
  let suffix = '';
  return (time) => {
    const now = Math.floor(time / 3_600_000);
    if (now !== hour) {
      hour = now;
      const minutes = rules.offset(time);
      shift = minutes * 60_000;
      suffix = rules.formatOffset(time, 'short');
    }
    return new Date(time + shift).toISOString().slice(0, -1) + suffix;
  };
}
