import { ticketOf } from '@cockpit/domain';
import type { EventTable } from '../tables/event-table';
import { targetOf, type Notice } from '../tables/side-tables';
import { entityMarks, type EntityKind } from './entity-worker';
import type { Mark, RedoMarks } from './redo';
import { touchedDays } from './touched-days';

export interface WithdrawalParts {
  events: EventTable;
  kinds: readonly Pick<EntityKind, 'name' | 'keyOf'>[];
  zoneOf: (hall: string) => string;
  now: number;
  marks: RedoMarks;
}

/** Recomputes everything that the withdrawn events were part of. */
export async function markWithdrawn(notices: readonly Notice[], parts: WithdrawalParts): Promise<void> {
  if (notices.length === 0) return;
  const { events, kinds, zoneOf, now, marks } = parts;
  const targets = notices.map(targetOf);
  // published before the look-up: the partition of an event stored later then knows already
  await marks.withdrawn(targets);
  const redo: Mark[] = [];
  for (const event of await events.withIdentities(targets)) {
    const ticket = ticketOf(event);
    if (ticket !== null) redo.push({ what: 'ticket', scope: ticket.hall, id: ticket.ticketId });
    for (const { hall, day } of touchedDays(event, zoneOf, now)) redo.push({ what: 'day', scope: hall, id: day });
    redo.push(...entityMarks(event, kinds));
  }
  await marks.add(redo, notices[0]?.identity);
}
