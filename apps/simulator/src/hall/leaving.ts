import type { SimDay } from '@cockpit/domain';
import { lotOf } from '../people';

/** Share of the visitors who leave early and give their ticket back or cancel it by phone. */
const GIVE_BACK_SHARE = 0.4;
/** Minutes after the ticket was issued. */
const [SOONEST_MIN, WITHIN_MIN] = [0, 3];

/**
 * Tickets given back, by minute after opening, if they have not been called by then: some visitors who left and those
 * who ran out of patience. It follows from the ticket, the same on every run.
 */
export function leavings({ tickets }: Pick<SimDay, 'tickets'>, nameOf: (id: number) => string): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (const { id, issuedMin, noShow, patienceMin } of tickets) {
    const name = nameOf(id);
    if (lotOf(`leaves ${name}`) >= GIVE_BACK_SHARE) continue;
    const after = noShow ? SOONEST_MIN + lotOf(`when ${name}`) * WITHIN_MIN : patienceMin;
    const minute = Math.ceil(issuedMin + after);
    found.set(minute, [...(found.get(minute) ?? []), id]);
  }
  return found;
}
