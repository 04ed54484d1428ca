import { ticketOf } from '@cockpit/domain';
import type { Redis } from 'ioredis';
import type { EventTable } from '../tables/event-table';
import { targetOf, type Notice } from '../tables/side-tables';
import { entityMarks, type EntityKind } from './entity-worker';
import { WITHDRAWALS_KEY, type Mark, type RedoMarks } from './redo';
import { touchedDays } from './touched-days';

export interface WithdrawalParts {
  redis: Redis;
  events: EventTable;
  kinds: readonly Pick<EntityKind, 'name' | 'keyOf'>[];
  zoneOf: (hall: string) => string;
  now: number;
  marks: RedoMarks;
}

/** Has everything computed anew that the events named by these notices had a part in. */
export async function markWithdrawn(notices: readonly Notice[], parts: WithdrawalParts): Promise<void> {
  if (notices.length === 0) return;
  const { redis, events, kinds, zoneOf, now, marks } = parts;
  await redis.incr(WITHDRAWALS_KEY);
  const wanted: Mark[] = [];
  for (const event of await events.withIdentities(notices.map(targetOf))) {
    const ticket = ticketOf(event);
    if (ticket !== null) wanted.push({ what: 'ticket', scope: ticket.hall, id: ticket.ticketId });
    for (const { hall, day } of touchedDays(event, zoneOf, now)) wanted.push({ what: 'day', scope: hall, id: day });
    wanted.push(...entityMarks(event, kinds));
  }
  await marks.add(wanted, notices[0]?.identity);
}
