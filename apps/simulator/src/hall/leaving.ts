import type { SimDay } from '@cockpit/domain';
import { lotOf } from '../people';

/** Of those who would not be there when called, four in ten say so: they give their ticket back, or cancel it on their phone. */
const SAY_SO = 0.4;
/** within so many minutes after they drew it */
const [SOONEST_MIN, WITHIN_MIN] = [0, 3];

/**
 * Who gives a ticket back, and in which minute after opening, if nobody has called it by then: some who have left, and whoever has
 * waited longer than they would. Read off the ticket itself, the same on every run.
 */
export function leavings({ tickets }: Pick<SimDay, 'tickets'>, nameOf: (id: number) => string): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (const { id, issuedMin, noShow, patienceMin } of tickets) {
    const name = nameOf(id);
    if (lotOf(`leaves ${name}`) >= SAY_SO) continue;
    const after = noShow ? SOONEST_MIN + lotOf(`when ${name}`) * WITHIN_MIN : patienceMin;
    const minute = Math.ceil(issuedMin + after);
    found.set(minute, [...(found.get(minute) ?? []), id]);
  }
  return found;
}
