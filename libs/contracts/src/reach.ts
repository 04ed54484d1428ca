import type { OrganisationDoc, TravelTimeDoc } from './organisation';

export type Location = NonNullable<OrganisationDoc['halls'][number]['location']>;

/** of the circle around a place that people know as the quarter of an hour */
export const REACH_MIN = 15;
/** The middle of fewer says more about one road than about the place. */
const PAIRS_LEAST = 3;
export const KM_PER_DEGREE = 111.2;

/** Minutes from a hall to the other places. A way is as long there as back, unless something else is said. */
export function travelMinutes(travelTimes: readonly TravelTimeDoc[], hall: string): Map<string, number> {
  const minutes = new Map<string, number>();
  for (const { from, to, minutes: time } of travelTimes) {
    if (from === hall) minutes.set(to, time);
    else if (to === hall && !minutes.has(from)) minutes.set(from, time);
  }
  return minutes;
}

/** How far one comes in a quarter of an hour, as the crow flies: at the middle pace of the travel times between places whose coordinates are known. */
export function reachKm({ halls, travelTimes }: Pick<OrganisationDoc, 'halls' | 'travelTimes'>): number | null {
  const places = new Map(halls.flatMap(({ code, location }) => (location === undefined ? [] : [[code, location]])));
  const paces = travelTimes
    .flatMap(({ from, to, minutes }) => {
      const [a, b] = [places.get(from), places.get(to)];
      return a === undefined || b === undefined || minutes === 0 ? [] : [distanceKm(a, b) / minutes];
    })
    .filter((pace) => pace > 0)
    .sort((a, b) => a - b);
  const middle = paces[Math.floor(paces.length / 2)];
  return middle === undefined || paces.length < PAIRS_LEAST ? null : Math.round(middle * REACH_MIN * 10) / 10;
}

/** As the crow flies; flat, as at the size of a district the earth is. */
export function distanceKm(a: Location, b: Location): number {
  const narrowing = Math.cos((((a.lat + b.lat) / 2) * Math.PI) / 180);
  return KM_PER_DEGREE * Math.hypot(a.lat - b.lat, (a.lon - b.lon) * narrowing);
}
