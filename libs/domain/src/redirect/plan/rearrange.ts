import { EPS, isFixed, Places, startsOf } from './places';
import { Ledger, LIMIT_WEIGHT } from './ledger';
import type { PlanHall } from './types';

/** Orders tried without getting better before the search ends. */
const PATIENCE = 40;

interface Absence {
  readonly w: number;
  readonly a: number;
}

/**
 * Looks for a placing that keeps the limits where the simple ones do not ("squeaky wheel" search): all absences are laid
 * one after another, each as early as it breaks no limit; those that found no such place are laid earlier the next time.
 * Returns the better of the given placing and the best one found.
 */
export function rearrange(given: Places): Places {
  const { hall } = given;
  let best = given;
  let order: Absence[] = [];
  given.each((w, a) => {
    if (!isFixed(hall, w, a)) order.push({ w, a });
  });
  const first = (one: Absence): number => hall.hours[one.w]?.[one.a]?.latestMin ?? 0;
  order.sort((x, y) => first(x) - first(y) || x.w - y.w || x.a - y.a);
  for (let tries = 0; tries < PATIENCE && best.ledger.total() >= LIMIT_WEIGHT; tries += 1) {
    const { places, squeezed } = layInOrder(hall, order);
    places.settle();
    if (places.ledger.total() < best.ledger.total() - EPS) {
      best = places;
      tries = 0;
    }
    if (squeezed.length === 0) break;
    order = forward(order, new Set(squeezed), tries);
  }
  return best;
}

/** Each absence at its first start that breaks the limits least. */
function layInOrder(hall: PlanHall, order: readonly Absence[]): { places: Places; squeezed: Absence[] } {
  const places = new Places(hall, new Ledger(hall));
  places.each((w, a) => {
    if (isFixed(hall, w, a)) places.putRostered(w, a);
  });
  const squeezed: Absence[] = [];
  for (const one of order) {
    let [best, least] = [NaN, Infinity];
    for (const start of startsOf(hall, one.w, one.a, places.own[one.w] ?? [])) {
      const cost = places.overLimits(one.w, one.a, start);
      if (cost < least - EPS) [best, least] = [start, cost];
      if (least <= EPS) break;
    }
    if (least > EPS) squeezed.push(one);
    // No room left between the officer's other absences: the roster's own places always leave it.
    if (Number.isNaN(best))
      places.own[one.w]?.forEach((_, a) => {
        places.putRostered(one.w, a);
      });
    else places.put(one.w, one.a, places.at(one.w, one.a, best));
  }
  return { places, squeezed };
}

/** Those that found no place move forward: a few steps at first, further the longer nothing gets better. */
function forward(order: readonly Absence[], squeezed: ReadonlySet<Absence>, tries: number): Absence[] {
  const steps = Math.max(2, Math.ceil(order.length * 0.1 * (1 + (tries % 8))));
  return order
    .map((one, i) => ({ one, at: squeezed.has(one) ? i - steps - 0.5 : i }))
    .sort((x, y) => x.at - y.at)
    .map(({ one }) => one);
}
