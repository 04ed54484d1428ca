import { isDeepStrictEqual } from 'node:util';
import type { HallChange, OfficerDoc, OrganisationDoc, RosterDoc, TravelTimeDoc } from '@cockpit/contracts';
import type { Fault } from '@cockpit/platform';

/** The document with the change of one hall, before validation. */
export interface Applied {
  readonly raw: Readonly<Record<string, unknown>>;
  /** maps a document path to the path in the change */
  readonly pathOf: (path: string) => string;
}

type Lists = Pick<HallChange, 'hall' | 'officers' | 'rosters' | 'travelTimes' | 'branches' | 'bureau'>;
/** A list entry with its path in the change; null if it existed already. */
interface Placed {
  readonly value: unknown;
  readonly at: string | null;
}

/** An existing roster is removed with its window; a new one must be valid. */
type PlacedRoster = Placed & { readonly existed: boolean };

const EMPTY = {
  format: 'organisation/1',
  branches: [],
  categories: [],
  items: [],
  packages: [],
  halls: [],
  officers: [],
  rosters: [],
  travelTimes: [],
} as const;

/**
 * Applies a change of one hall to the organisation. Rosters of removed windows and officers are removed too; rosters
 * that name something unknown stay and become faults.
 */
export function applyChange(doc: OrganisationDoc | null, code: string, change: Lists): Applied {
  const before = doc ?? EMPTY;
  const halls = upsert(before.halls, [{ value: change.hall, at: 'hall' }], 'code', code, change.hall === null);
  const officers = officersOf(before.officers, code, change.officers);
  const rosters = rostersOf(before.rosters, code, change.rosters);
  const kept = rosters.filter(({ value, existed }) => !existed || !orphaned(value, before, halls, officers, code));
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

/** Faults with their paths in the change. */
export const faultsIn = ({ pathOf }: Applied, faults: readonly Fault[]): Fault[] =>
  faults.map((fault) => ({ ...fault, path: pathOf(fault.path) }));

const fieldOf = (value: unknown, field: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[field] : undefined;

function replaceOrAdd(list: readonly Placed[], field: string, key: unknown, placed: Placed): readonly Placed[] {
  const index = list.findIndex(({ value }) => fieldOf(value, field) === key);
  return index === -1 ? [...list, placed] : list.with(index, placed);
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

/** Officers of the hall keep their position if the change omits them, so that fault paths still match. */
function officersOf(
  before: readonly OfficerDoc[],
  code: string,
  input: readonly unknown[] | undefined,
): readonly Placed[] {
  const own = input ?? before.filter(({ hall }) => hall === code);
  const named = own.map((value, i): Placed => ({ value, at: `officers.${String(i)}` }));
  const byId = new Map(named.map((placed) => [fieldOf(placed.value, 'id'), placed]));
  const retained = before.flatMap((value): Placed[] => {
    const placed = byId.get(value.id);
    if (placed !== undefined) return [placed];
    return value.hall === code ? [] : [{ value, at: null }];
  });
  return [...retained, ...named.filter((placed) => !retained.includes(placed))];
}

function rostersOf(
  before: readonly RosterDoc[],
  code: string,
  input: readonly unknown[] | undefined,
): readonly PlacedRoster[] {
  const others = before.filter(({ hall }) => hall !== code).map((value) => ({ value, at: null, existed: true }));
  const existing = before.filter(({ hall }) => hall === code);
  return [
    ...others,
    ...(input ?? existing).map((value, i) => ({
      value,
      at: `rosters.${String(i)}`,
      existed: input === undefined || existing.some((roster) => isDeepStrictEqual(roster, value)),
    })),
  ];
}

/** Travel times of the hall are replaced if the change has them; those between other halls stay. */
function travelTimesOf(
  before: readonly TravelTimeDoc[],
  code: string,
  input: readonly unknown[] | undefined,
): readonly Placed[] {
  const own = input ?? before.filter((travelTime) => leadsThere(travelTime, code));
  const named = own.map((value, i): Placed => ({ value, at: `travelTimes.${String(i)}` }));
  const sameWay = ({ value }: Placed, { from, to }: TravelTimeDoc): boolean =>
    fieldOf(value, 'from') === from && fieldOf(value, 'to') === to;
  const retained = before.flatMap((value): Placed[] => {
    const placed = named.find((entry) => sameWay(entry, value));
    if (placed !== undefined) return [placed];
    return leadsThere(value, code) ? [] : [{ value, at: null }];
  });
  return [...retained, ...named.filter((placed) => !retained.includes(placed))];
}

/** Whether a travel time starts or ends at a hall. */
export const leadsThere = (way: unknown, code: string): boolean =>
  fieldOf(way, 'from') === code || fieldOf(way, 'to') === code;

/** Whether the roster's window or officer was removed or moved elsewhere. */
function orphaned(
  value: unknown,
  before: Pick<OrganisationDoc, 'halls' | 'officers'> | typeof EMPTY,
  halls: readonly Placed[],
  officers: readonly Placed[],
  code: string,
): boolean {
  const [hall, window, officer] = ['hall', 'window', 'officer'].map((field) => fieldOf(value, field));
  const wasHere = (id: unknown): boolean =>
    before.officers.some((candidate) => candidate.id === id && candidate.hall === hall);
  const isHere = officers.some(
    (entry) => fieldOf(entry.value, 'id') === officer && fieldOf(entry.value, 'hall') === hall,
  );
  if (wasHere(officer) && !isHere) return true;
  if (hall !== code) return false;
  const windows = (all: readonly unknown[]): unknown[] => {
    const list = fieldOf(
      all.find((candidate) => fieldOf(candidate, 'code') === code),
      'windows',
    );
    return Array.isArray(list) ? list.map((window) => fieldOf(window, 'id')) : [];
  };
  return windows(before.halls).includes(window) && !windows(halls.map((entry) => entry.value)).includes(window);
}
