import type { HallEvent } from '@cockpit/contracts';
import type { OutgoingEvent } from '@cockpit/sources';
import { IANAZone } from 'luxon';
import { ticketingSource } from './event-enricher';

/** Events of a hall as CloudEvents. The CloudEvents source names the ticketing system of the hall. */
export function outgoing(hall: string, zone: string, events: readonly HallEvent[]): OutgoingEvent[] {
  const source = ticketingSource(hall);
  const write = instantWriter(zone);
  return events.map(({ id, type, time, data }) => ({ specversion: '1.0', id, source, type, time: write(time), data }));
}

/**
 * Formats epoch ms as RFC 3339 in the zone's offset. The offset is cached per hour, because looking it up for every
 * event is too slow.
 */
function instantWriter(zone: string): (time: number) => string {
  const rules = IANAZone.create(zone);
  let hour = Number.NaN;
  let shift = 0;
  let suffix = '';
  return (time) => {
    const currentHour = Math.floor(time / 3_600_000);
    if (currentHour !== hour) {
      hour = currentHour;
      const minutes = rules.offset(time);
      shift = minutes * 60_000;
      suffix = rules.formatOffset(time, 'short');
    }
    return new Date(time + shift).toISOString().slice(0, -1) + suffix;
  };
}
