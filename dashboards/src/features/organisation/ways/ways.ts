import { distanceKm, KM_PER_DEGREE, TravelTimeDoc, type GroundShape, type HallDoc } from '@cockpit/contracts';
import { lengthOf } from '../../network/chart';
import type { Extent } from '../../network/labels';

/** How far another place is from the one that is written about. Minutes may hold what cannot be saved. */
export interface Way {
  /** of the other place; empty while none was chosen */
  code: string;
  /** minutes to it; absent: as long as back */
  there?: unknown;
  /** minutes from it; absent: as long as there */
  back?: unknown;
}
export type Place = Pick<HallDoc, 'code' | 'name' | 'tier' | 'parent' | 'location' | 'twinOf'>;

/** One row for each other place. */
export function waysOf(hall: string, travelTimes: readonly TravelTimeDoc[]): Way[] {
  const codes = [...new Set(travelTimes.map(({ from, to }) => (from === hall ? to : from)))];
  const said = (from: string, to: string): number | undefined =>
    travelTimes.find((one) => one.from === from && one.to === to)?.minutes;
  return codes.map((code) => {
    const [there, back] = [said(hall, code), said(code, hall)];
    return { code, ...(there === undefined ? {} : { there }), ...(back === undefined ? {} : { back }) };
  });
}

interface Sent {
  readonly value: { from: string; to: string; minutes?: unknown };
  /** the row that says it, and its field */
  readonly row: number;
  readonly field: 'there' | 'back';
}

/** A row that says no minutes is sent without them, so that it is refused, not lost. */
function sentOf(hall: string, ways: readonly Way[]): Sent[] {
  return ways.flatMap(({ code, there, back }, row): Sent[] => {
    const onlyBack = there === undefined && back !== undefined;
    return [
      ...(onlyBack ? [] : [{ value: { from: hall, to: code, minutes: there }, row, field: 'there' as const }]),
      ...(back === undefined ? [] : [{ value: { from: code, to: hall, minutes: back }, row, field: 'back' as const }]),
    ];
  });
}

/** One direction each, as the organisation keeps them. */
export const travelTimesOf = (hall: string, ways: readonly Way[]): Sent['value'][] =>
  sentOf(hall, ways).map(({ value }) => value);

/** Where on the page a fault of a travel time is: `travelTimes.3.minutes` may be `ways.1.back`. */
export function pathOnPage(path: string, hall: string, ways: readonly Way[]): string {
  const [list, index, field] = path.split('.');
  const sent = list === 'travelTimes' ? sentOf(hall, ways)[Number(index)] : undefined;
  if (sent === undefined) return path;
  const row = `ways.${String(sent.row)}`;
  return field === undefined ? row : `${row}.${field === 'minutes' ? sent.field : 'code'}`;
}

/** Those that can be saved as they are. */
export const savable = (hall: string, ways: readonly Way[]): TravelTimeDoc[] =>
  travelTimesOf(hall, ways).flatMap((way) => {
    const { data } = TravelTimeDoc.safeParse(way);
    return data === undefined ? [] : [data];
  });

/** As many as a small map has room for. */
const SHOWN = 40;

/** Places with coordinates to draw around one: those a way is known to, then the nearest. */
export function around(here: Place, places: readonly Place[], known: ReadonlyMap<string, number>): Place[] {
  const { location } = here;
  if (location === undefined) return [];
  const far = (place: Place): number =>
    place.location === undefined ? Infinity : distanceKm(location, place.location);
  return places
    .filter((place) => place.code !== here.code && place.twinOf === undefined && place.location !== undefined)
    .sort((a, b) => Number(known.has(b.code)) - Number(known.has(a.code)) || far(a) - far(b))
    .slice(0, SHOWN);
}

/** What a map has to show besides the places, so that the circle around one is seen whole. */
export function frameAround({ location }: Place, km: number | null): GroundShape[] {
  if (location === undefined || km === null) return [];
  const { lat, lon } = location;
  const [north, east] = [km / KM_PER_DEGREE, km / KM_PER_DEGREE / Math.cos((lat * Math.PI) / 180)];
  const corners: [number, number][] = [
    [lon - east, lat - north],
    [lon + east, lat + north],
  ];
  return [{ kind: 'outline', name: null, closed: false, lines: [corners] }];
}

/** A place as the map of the network draws it. */
export const nodeOf = ({ code, tier, location }: Place) => ({ code, tier, location: location ?? null, parent: null });

export const MARK_REM = 0.9;
/** How much room a place takes on a map with its name beside it. */
export const extentOf = (name: string, rem: number, insists: boolean): Extent => ({
  mark: MARK_REM * rem,
  width: lengthOf(name) * 0.875 * rem + 6,
  height: 1.3 * rem,
  insists,
});
