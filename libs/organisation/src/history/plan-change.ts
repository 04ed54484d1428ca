import { isDeepStrictEqual } from 'node:util';
import type { PartCounts, PartKind } from '@cockpit/contracts';
import type { Part } from './dismantle';

/** Start date of a new thing without a known start. */
export const BEGINNING = '0001-01-01';

/** A stored part: valid on days `validFrom` ≤ day < `validTo`; null means still valid. */
export interface KeptPart extends Part {
  readonly id: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

export interface PartChange {
  readonly kind: PartKind;
  readonly key: string;
  readonly change: 'added' | 'changed' | 'removed';
}

/** A partial edit of the document. */
export interface Edit {
  /** parts that are edited; others stay as stored, including their later changes */
  readonly touches: (part: Part) => boolean;
  /** new parts outside halls that start on the day of the change */
  readonly begins: (part: Part) => boolean;
}
const WHOLE: Edit = { touches: () => true, begins: () => false };

export interface ChangePlan {
  /** rows whose validity ends earlier */
  readonly trim: readonly { readonly id: string; readonly validTo: string }[];
  readonly insert: readonly (Part & { readonly validFrom: string })[];
  /** rows whose position changed only; not a change, but exports keep the order */
  readonly move: readonly { readonly id: string; readonly position: number }[];
  readonly changes: readonly PartChange[];
  /** parts that the document neither names nor may remove */
  readonly kept: readonly Pick<Part, 'kind' | 'key'>[];
  readonly total: PartCounts;
  readonly byKind: Readonly<Record<string, PartCounts>>;
}

/**
 * Computes the rows to write so that the organisation equals `next` from day `from` on. Earlier days stay. A new thing
 * is valid since `BEGINNING`, unless it belongs to an existing hall: a new window did not exist last month, but a newly
 * imported hall may have events of last year.
 * Parts missing from `next` end if `mayRemove` allows it; the others continue.
 * Without `restate` nobody chose `from`, so changes already planned for later days stay.
 */
export function planChange(
  stored: readonly KeptPart[],
  next: readonly Part[],
  from: string,
  restate = false,
  mayRemove: (part: Part) => boolean = () => true,
  { touches, begins }: Edit = WHOLE,
): ChangePlan {
  const rows = groupBy(stored, identify);
  const nextParts = new Map(withPositions(next, rows).map((part) => [identify(part), part]));
  const hallsBefore = new Set(stored.filter((part) => part.kind === 'hall').map((part) => part.key));
  const plan = {
    trim: [] as { id: string; validTo: string }[],
    insert: [] as (Part & { validFrom: string })[],
    move: [] as { id: string; position: number }[],
  };
  const tally = new Tally();
  const keptParts: Pick<Part, 'kind' | 'key'>[] = [];

  for (const [identity, part] of nextParts) {
    const timeline = rows.get(identity) ?? [];
    const current = timeline.find(
      (row) => row.validTo === null && (!restate || row.validFrom <= from) && isDeepStrictEqual(row.body, part.body),
    );
    const last = timeline.find((row) => row.validTo === null);
    if (last !== undefined && !touches(part)) {
      tally.count(part, 'unchanged');
      if (last.position !== part.position) plan.move.push({ id: last.id, position: part.position });
      continue;
    }
    const later = timeline.filter(
      (row) => row !== current && overlaps(row, current === undefined ? from : latest(from, current.validFrom)),
    );
    if (current !== undefined && later.length === 0) {
      tally.count(part, 'unchanged');
      if (current.position !== part.position) plan.move.push({ id: current.id, position: part.position });
      continue;
    }
    plan.trim.push(...later.map((row) => ({ id: row.id, validTo: latest(row.validFrom, from) })));
    const isNew = timeline.length === 0;
    const partOfOldHall = part.hall !== null && hallsBefore.has(part.hall);
    plan.insert.push({ ...part, validFrom: isNew && !partOfOldHall && !begins(part) ? BEGINNING : from });
    tally.count(part, timeline.some((row) => overlaps(row, from)) ? 'changed' : 'added');
  }
  for (const [identity, timeline] of rows) {
    const endingRows = timeline.filter((row) => (restate ? overlaps(row, from) : row.validTo === null));
    const [first] = endingRows;
    if (first === undefined || nextParts.has(identity)) continue;
    if (!mayRemove(first)) {
      keptParts.push({ kind: first.kind, key: first.key });
      continue;
    }
    plan.trim.push(...endingRows.map((row) => ({ id: row.id, validTo: latest(row.validFrom, from) })));
    tally.count(first, 'removed');
  }
  return { ...plan, ...tally.result(), kept: keptParts };
}

/** Assigns positions in each list (per kind and hall), close to the stored positions. */
function withPositions(next: readonly Part[], rows: ReadonlyMap<string, readonly KeptPart[]>): Part[] {
  const storedPosition = (part: Part): number | null =>
    rows.get(identify(part))?.find((row) => row.validTo === null)?.position ?? null;
  return [...groupBy(next, (part) => `${part.kind} ${part.hall ?? ''}`).values()].flatMap((list) => {
    const positions = placesOf(list.map(storedPosition));
    return list.map((part, i) => ({ ...part, position: positions[i] ?? i }));
  });
}

class Tally {
  private readonly total: PartCounts = { added: 0, changed: 0, removed: 0, unchanged: 0 };
  private readonly byKind: Record<string, PartCounts> = {};
  private readonly changes: PartChange[] = [];

  count({ kind, key }: Part, change: keyof PartCounts): void {
    const own = (this.byKind[kind] ??= { added: 0, changed: 0, removed: 0, unchanged: 0 });
    own[change] += 1;
    this.total[change] += 1;
    if (change !== 'unchanged') this.changes.push({ kind, key, change });
  }

  result(): Pick<ChangePlan, 'changes' | 'total' | 'byKind'> {
    return { changes: this.changes, total: this.total, byKind: this.byKind };
  }
}

/** Valid on some day from `from` on. */
const overlaps = (row: KeptPart, from: string): boolean =>
  row.validTo === null || (row.validTo > from && row.validTo > row.validFrom);
const latest = (a: string, b: string): string => (a > b ? a : b);
const identify = (part: Part): string => `${part.kind} ${part.key}`;

function groupBy<T>(values: readonly T[], key: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(key(value));
    if (group === undefined) groups.set(key(value), [value]);
    else group.push(value);
  }
  return groups;
}

/**
 * Positions in a list where some things already have one. Those keep it while their order is unchanged, and new things
 * go between them, so that an old list with removed things keeps its order. A reordered list is numbered anew.
 * @param known current position of each item, null for a new one
 * @returns strictly increasing positions
 */
function placesOf(known: readonly (number | null)[]): number[] {
  const positions = fillGaps(known);
  return positions.every((place, i) => i === 0 || place > (positions[i - 1] ?? Infinity))
    ? positions
    : known.map((_, i) => i);
}

function fillGaps(known: readonly (number | null)[]): number[] {
  const positions: number[] = [];
  for (let i = 0; i < known.length; i += 1) {
    const own = known[i];
    const before = positions[i - 1];
    if (own !== null && own !== undefined) positions.push(own);
    else positions.push(between(before, known.slice(i).find((place) => place !== null) ?? undefined));
  }
  return positions;
}

function between(before: number | undefined, after: number | undefined): number {
  if (before === undefined) return after === undefined ? 0 : after - 1;
  return after === undefined ? before + 1 : (before + after) / 2;
}
