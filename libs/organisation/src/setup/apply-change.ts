import { isDeepStrictEqual } from 'node:util';
import type { HallChange, OfficerDoc, OrganisationDoc, RosterDoc, TravelTimeDoc } from '@cockpit/contracts';
import type { Fault } from '@cockpit/platform';

/** A document in which the setup of one hall was changed, not yet checked, and where its parts came from. */
export interface Applied {
  readonly raw: Readonly<Record<string, unknown>>;
  /** the path of the change that a path of the document means */
  readonly pathOf: (path: string) => string;
}

type Lists = Pick<HallChange, 'hall' | 'officers' | 'rosters' | 'travelTimes' | 'branches' | 'bureau'>;
/** What a list is made of, each with its place in the change; null: it was there already. */
interface Placed {
  readonly value: unknown;
  readonly at: string | null;
}

/** One that stood before goes with its window; one that is written now has to be right. */
type PlacedRoster = Placed & { readonly stood: boolean };

const EMPTY = {
  ...{ format: 'organisation/1', branches: [], categories: [], items: [], packages: [] },
  ...{ halls: [], officers: [], rosters: [], travelTimes: [] },
} as const;

/**
 * Puts a change of one hall into the organisation as it is. Rosters of windows and officers that the change takes away go with them;
 * those that name something there never was stay, and are a fault.
 */
export function applyChange(doc: OrganisationDoc | null, code: string, change: Lists): Applied {
  const before = doc ?? EMPTY;
  const halls = upsert(before.halls, [{ value: change.hall, at: 'hall' }], 'code', code, change.hall === null);
  const officers = officersOf(before.officers, code, change.officers);
  const rosters = rostersOf(before.rosters, code, change.rosters);
  const kept = rosters.filter(({ value, stood }) => !stood || !orphaned(value, before, halls, officers, code));
  const branches = (change.branches ?? []).reduce<readonly Placed[]>(
    (list, branch, i) => replaceOrAdd(list, 'code', branch.code, { value: branch, at: `branches.${String(i)}` }),
    before.branches.map((value) => ({ value, at: null })),
  );
  const travelTimes = travelTimesOf(before.travelTimes, code, change.hall === null ? [] : change.travelTimes);
  const lists = { halls, officers, rosters: kept, travelTimes, branches };
  return {
    raw: {
      ...before,
      ...(change.bureau === undefined ? {} : { bureau: change.bureau }),
      ...Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list.map(({ value }) => value)])),
    },
    pathOf: (path) => {
      const [list = '', index = '', ...rest] = path.split('.');
      const at = (lists as Readonly<Record<string, readonly Placed[]>>)[list]?.[Number(index)]?.at;
      return at === undefined || at === null ? path : [at, ...rest].join('.');
    },
  };
}

/** Faults as whoever made the change has to read them. */
export const faultsIn = ({ pathOf }: Applied, faults: readonly Fault[]): Fault[] =>
  faults.map((fault) => ({ ...fault, path: pathOf(fault.path) }));

const fieldOf = (value: unknown, field: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[field] : undefined;

function replaceOrAdd(list: readonly Placed[], field: string, key: unknown, placed: Placed): readonly Placed[] {
  const there = list.findIndex(({ value }) => fieldOf(value, field) === key);
  return there === -1 ? [...list, placed] : list.with(there, placed);
}

function upsert(
  list: readonly object[],
  [placed]: readonly [Placed],
  field: string,
  key: string,
  ends: boolean,
): readonly Placed[] {
  const before = list.map((value): Placed => ({ value, at: null }));
  return ends ? before.filter(({ value }) => fieldOf(value, field) !== key) : replaceOrAdd(before, field, key, placed);
}

/** Where it does not name them, those of the hall keep their place, so that a fault of one can be shown at it. */
function officersOf(
  before: readonly OfficerDoc[],
  code: string,
  wanted: readonly unknown[] | undefined,
): readonly Placed[] {
  const own = wanted ?? before.filter(({ hall }) => hall === code);
  const named = own.map((value, i): Placed => ({ value, at: `officers.${String(i)}` }));
  const byId = new Map(named.map((placed) => [fieldOf(placed.value, 'id'), placed]));
  const stay = before.flatMap((value): Placed[] => {
    const placed = byId.get(value.id);
    if (placed !== undefined) return [placed];
    return value.hall === code ? [] : [{ value, at: null }];
  });
  return [...stay, ...named.filter((placed) => !stay.includes(placed))];
}

function rostersOf(
  before: readonly RosterDoc[],
  code: string,
  wanted: readonly unknown[] | undefined,
): readonly PlacedRoster[] {
  const others = before.filter(({ hall }) => hall !== code).map((value) => ({ value, at: null, stood: true }));
  const known = before.filter(({ hall }) => hall === code);
  return [
    ...others,
    ...(wanted ?? known).map((value, i) => ({
      ...{ value, at: `rosters.${String(i)}` },
      stood: wanted === undefined || known.some((roster) => isDeepStrictEqual(roster, value)),
    })),
  ];
}

/** Those from the hall and to it, where nothing else is said of them in their place; those between other halls stay. */
function travelTimesOf(
  before: readonly TravelTimeDoc[],
  code: string,
  wanted: readonly unknown[] | undefined,
): readonly Placed[] {
  const own = wanted ?? before.filter((one) => leadsThere(one, code));
  const named = own.map((value, i): Placed => ({ value, at: `travelTimes.${String(i)}` }));
  const sameWay = ({ value }: Placed, { from, to }: TravelTimeDoc): boolean =>
    fieldOf(value, 'from') === from && fieldOf(value, 'to') === to;
  const stay = before.flatMap((value): Placed[] => {
    const placed = named.find((one) => sameWay(one, value));
    if (placed !== undefined) return [placed];
    return leadsThere(value, code) ? [] : [{ value, at: null }];
  });
  return [...stay, ...named.filter((placed) => !stay.includes(placed))];
}

/** Whether a travel time is from a hall or to it. */
export const leadsThere = (way: unknown, code: string): boolean =>
  fieldOf(way, 'from') === code || fieldOf(way, 'to') === code;

/** Its window or its officer was there and is no more, or works elsewhere now. */
function orphaned(
  value: unknown,
  before: Pick<OrganisationDoc, 'halls' | 'officers'> | typeof EMPTY,
  halls: readonly Placed[],
  officers: readonly Placed[],
  code: string,
): boolean {
  const [hall, window, officer] = ['hall', 'window', 'officer'].map((field) => fieldOf(value, field));
  const wasHere = (id: unknown): boolean => before.officers.some((one) => one.id === id && one.hall === hall);
  const isHere = officers.some((one) => fieldOf(one.value, 'id') === officer && fieldOf(one.value, 'hall') === hall);
  if (wasHere(officer) && !isHere) return true;
  if (hall !== code) return false;
  const windows = (all: readonly unknown[]): unknown[] => {
    const list = fieldOf(
      all.find((one) => fieldOf(one, 'code') === code),
      'windows',
    );
    return Array.isArray(list) ? list.map((one) => fieldOf(one, 'id')) : [];
  };
  return windows(before.halls).includes(window) && !windows(halls.map((one) => one.value)).includes(window);
}
