import type { OrganisationDoc, TravelTimeDoc } from './organisation';

export type Location = NonNullable<OrganisationDoc['halls'][number]['location']>;

/** minutes of the circle around a place, known as the quarter-hour circle */
export const REACH_MIN = 15;
/** Minimum number of pairs; the median of fewer describes single roads. */
const MIN_PAIRS = 3;
export const KM_PER_DEGREE = 111.2;

/** Minutes from a hall to other places. A way without its own entry takes as long as the way back. */
export function travelMinutes(travelTimes: readonly TravelTimeDoc[], hall: string): Map<string, number> {
  const minutes = new Map<string, number>();
  for (const { from, to, minutes: time } of travelTimes) {
    if (from === hall) minutes.set(to, time);
    else if (to === hall && !minutes.has(from)) minutes.set(from, time);
  }
  return minutes;
}

/** Straight-line distance of a quarter of an hour, at the median speed of the travel times between places with known coordinates. */
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
  return middle === undefined || paces.length < MIN_PAIRS ? null : Math.round(middle * REACH_MIN * 10) / 10;
}

/** Straight-line distance on a plane, which is exact enough within a district. */
export function distanceKm(a: Location, b: Location): number {
  const narrowing = Math.cos((((a.lat + b.lat) / 2) * Math.PI) / 180);
  return KM_PER_DEGREE * Math.hypot(a.lat - b.lat, (a.lon - b.lon) * narrowing);
}
