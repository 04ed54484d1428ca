import { lotOf } from '../people';

/** Of those who are served, so many press a button of the rating device at the window. */
const RATE = 0.15;
/** Who is not content rates later, from home, where it becomes a matter: see ../cases/life.ts. */
const [FIVE, FOUR] = [0.8, 0.18];

/** What the holder of a ticket says at the window; null: nothing. Read off the ticket itself, the same on every run. */
export function starsAtWindow(ticketId: string): 3 | 4 | 5 | null {
  if (lotOf(`rates ${ticketId}`) >= RATE) return null;
  const luck = lotOf(`stars ${ticketId}`);
  return luck < FIVE ? 5 : luck < FIVE + FOUR ? 4 : 3;
}
