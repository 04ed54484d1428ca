import type { BookingSlotDoc } from '@cockpit/contracts';
import type { Faults } from './faults';
import type { FoundHall } from './parts';
import { checkDisjoint, checkOrder, checkWeekdays, minuteOf, type Span } from './times';

interface Entry {
  readonly path: string;
  readonly value: BookingSlotDoc;
}

/** Checks segments: known queues, whole slots within the opening hours, no queue in two segments at once. */
export function checkBookingSlots(hall: FoundHall, faults: Faults): void {
  const entries = (hall.value.bookingSlots ?? []).map((value, i): Entry => ({
    path: `${hall.path}.bookingSlots.${String(i)}`,
    value,
  }));
  faults.unique(
    entries.map(({ path, value }) => ({ path: `${path}.code`, key: value.code })),
    'number segment',
  );
  const spans = new Map<string, Span[]>();
  for (const { path, value } of entries) {
    const queues = value.queues.map((key, i) => ({ path: `${path}.queues.${String(i)}`, key }));
    faults.unique(queues, 'queue');
    for (const queue of queues) faults.known(queue.path, 'queue', queue.key, hall.queueCodes);
    checkWeekdays(`${path}.days`, value.days, faults);
    if (!checkOrder(path, value, faults)) continue;
    const [from, to] = [minuteOf(value.from), minuteOf(value.to)];
    if ((to - from) % value.slotMin !== 0)
      faults.add(
        `${path}.slotMin`,
        `${String(to - from)} minutes are not a whole number of slots of ${String(value.slotMin)}`,
        'no-whole-slots',
        { minutes: to - from, slot: value.slotMin },
      );
    checkOpen(hall, { path, value }, faults);
    for (const queue of value.queues)
      for (const day of new Set(value.days))
        add(spans, `queue "${queue}" on weekday ${String(day)}`, { path, from, to });
  }
  for (const [what, queueSpans] of spans)
    checkDisjoint(queueSpans, (earlier) => `overlaps ${earlier.path} for ${what}`, 'overlaps', faults);
}

/** A segment must lie within the opening hours. A hall without hours is not checked. */
function checkOpen(hall: FoundHall, { path, value }: Entry, faults: Faults): void {
  if (hall.value.hours.length === 0) return;
  for (const day of new Set(value.days)) {
    const open = hall.value.hours.some(
      (hours) =>
        hours.days.includes(day) &&
        minuteOf(hours.from) <= minuteOf(value.from) &&
        minuteOf(value.to) <= minuteOf(hours.to),
    );
    if (!open)
      faults.add(
        path,
        `${value.from}–${value.to} is not within one stretch of opening hours on weekday ${String(day)}`,
        'not-open-then',
      );
  }
}

function add(spans: Map<string, Span[]>, key: string, span: Span): void {
  const existing = spans.get(key);
  if (existing === undefined) spans.set(key, [span]);
  else existing.push(span);
}
