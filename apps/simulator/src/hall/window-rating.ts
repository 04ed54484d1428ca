import { lotOf } from '../people';

/** Share of served visitors who use the rating device at the window. */
const RATE_SHARE = 0.15;
/** Unhappy visitors rate later, from home, and their rating becomes a matter: see ../cases/life.ts. */
const [FIVE, FOUR] = [0.8, 0.18];

/**
 * Stars that the holder of a ticket gives at the window; null without a rating. They follow from the ticket, the same
 * on every run.
 */
export function starsAtWindow(ticketId: string): 3 | 4 | 5 | null {
  if (lotOf(`rates ${ticketId}`) >= RATE_SHARE) return null;
  const luck = lotOf(`stars ${ticketId}`);
  return luck < FIVE ? 5 : luck < FIVE + FOUR ? 4 : 3;
}
