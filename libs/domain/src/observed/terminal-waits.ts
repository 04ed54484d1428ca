import type { FoldEvent } from '../fold';
import type { DayTrace } from './day-trace';
import type { Deed } from './deed';
import type { ObservedMeasure } from './measure';

/**
 * How long those who were led away then stood before a terminal, minutes by ticket: who was sent to one has not stopped waiting. Uses of
 * the item are given out in order, each to the first who was led away before it began. A terminal names no ticket.
 */
export function terminalWaits(
  trace: DayTrace,
  deed: Deed,
  { item }: ObservedMeasure,
  events: readonly FoldEvent[],
  dayStart: number,
): ReadonlyMap<string, number> {
  const waits = new Map<string, number>();
  if (deed.code !== 'led-away') return waits;
  const begun = events
    .flatMap((event) =>
      event.type === 'hall.terminal.used' && event.data.item === item
        ? [(event.time - dayStart) / 60_000 - event.data.seconds / 60]
        : [],
    )
    .sort((a, b) => a - b);
  const led = new Set(deed.tickets);
  const gone = trace.tickets.filter(({ id, guided }) => guided && led.has(id)).sort((a, b) => a.leftMin - b.leftMin);
  let next = 0;
  for (const { id, leftMin } of gone) {
    // a source's clock tells whole seconds
    while (next < begun.length && (begun[next] ?? 0) < leftMin - 1 / 30) next += 1;
    const start = begun[next];
    if (start === undefined || start > trace.untilMin) break;
    waits.set(id, Math.max(0, start - leftMin));
    next += 1;
  }
  return waits;
}
