import { isDeepStrictEqual } from 'node:util';
import type { PartCounts, PartKind } from '@cockpit/contracts';
import type { Part } from './dismantle';
import { placesOf } from './positions';

/** Since ever: what a new thing is valid from, as long as nobody has said otherwise. */
export const BEGINNING = '0001-01-01';

/** A part as the history keeps it: valid on days `validFrom` ≤ day < `validTo`; null = still valid. */
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

/** Of a document of which only some was meant. */
export interface Edit {
  /** parts that are meant; the others go on as they were said to, also where they change on a later day */
  readonly touches: (part: Part) => boolean;
  /** new parts that begin on the day of the change although they are no pieces of a hall */
  readonly begins: (part: Part) => boolean;
}
const WHOLE: Edit = { touches: () => true, begins: () => false };

export interface ChangePlan {
  /** rows whose validity ends earlier than it did */
  readonly trim: readonly { readonly id: string; readonly validTo: string }[];
  readonly insert: readonly (Part & { readonly validFrom: string })[];
  /** rows that only moved in their list: no news, but an export shall keep the order */
  readonly move: readonly { readonly id: string; readonly position: number }[];
  readonly changes: readonly PartChange[];
  /** what the document does not name and may not remove either */
  readonly kept: readonly Pick<Part, 'kind' | 'key'>[];
  readonly total: PartCounts;
  readonly byKind: Readonly<Record<string, PartCounts>>;
}

/**
 * What has to be written so that from day `from` on the organisation is exactly `next`. Days before keep what they had.
 * A thing never seen before is valid since ever, unless it is a piece of a hall that existed: a window built today was not
 * there last month, whereas a hall told to us today may well have events of last year.
 *
 * What `next` does not name ceases to hold where `mayRemove` says so, and else goes on.
 *
 * Without `restate`, `from` was nobody's wish: what is already said to hold from a later day on stays as it was said.
 */
export function planChange(
  kept: readonly KeptPart[],
  next: readonly Part[],
  from: string,
  restate = false,
  mayRemove: (part: Part) => boolean = () => true,
  { touches, begins }: Edit = WHOLE,
): ChangePlan {
  const rows = groupBy(kept, identify);
  const wanted = new Map(place(next, rows).map((part) => [identify(part), part]));
  const hallsBefore = new Set(kept.filter((part) => part.kind === 'hall').map((part) => part.key));
  const plan = {
    trim: [] as { id: string; validTo: string }[],
    insert: [] as (Part & { validFrom: string })[],
    move: [] as { id: string; position: number }[],
  };
  const tally = new Tally();
  const notNamed: Pick<Part, 'kind' | 'key'>[] = [];

  for (const [identity, part] of wanted) {
    const timeline = rows.get(identity) ?? [];
    const standing = timeline.find(
      (row) => row.validTo === null && (!restate || row.validFrom <= from) && isDeepStrictEqual(row.body, part.body),
    );
    const last = timeline.find((row) => row.validTo === null);
    if (last !== undefined && !touches(part)) {
      tally.count(part, 'unchanged');
      if (last.position !== part.position) plan.move.push({ id: last.id, position: part.position });
      continue;
    }
    const later = timeline.filter(
      (row) => row !== standing && overlaps(row, standing === undefined ? from : latest(from, standing.validFrom)),
    );
    if (standing !== undefined && later.length === 0) {
      tally.count(part, 'unchanged');
      if (standing.position !== part.position) plan.move.push({ id: standing.id, position: part.position });
      continue;
    }
    plan.trim.push(...later.map((row) => ({ id: row.id, validTo: latest(row.validFrom, from) })));
    const isNew = timeline.length === 0;
    const partOfOldHall = part.hall !== null && hallsBefore.has(part.hall);
    plan.insert.push({ ...part, validFrom: isNew && !partOfOldHall && !begins(part) ? BEGINNING : from });
    tally.count(part, timeline.some((row) => overlaps(row, from)) ? 'changed' : 'added');
  }
  for (const [identity, timeline] of rows) {
    const ending = timeline.filter((row) => (restate ? overlaps(row, from) : row.validTo === null));
    const [first] = ending;
    if (first === undefined || wanted.has(identity)) continue;
    if (!mayRemove(first)) {
      notNamed.push({ kind: first.kind, key: first.key });
      continue;
    }
    plan.trim.push(...ending.map((row) => ({ id: row.id, validTo: latest(row.validFrom, from) })));
    tally.count(first, 'removed');
  }
  return { ...plan, ...tally.result(), kept: notNamed };
}

/** Gives every part its place in its list (all of a kind, all of a kind in one hall), as near as can be to the one it had. */
function place(next: readonly Part[], rows: ReadonlyMap<string, readonly KeptPart[]>): Part[] {
  const known = (part: Part): number | null =>
    rows.get(identify(part))?.find((row) => row.validTo === null)?.position ?? null;
  return [...groupBy(next, (part) => `${part.kind} ${part.hall ?? ''}`).values()].flatMap((list) => {
    const places = placesOf(list.map(known));
    return list.map((part, i) => ({ ...part, position: places[i] ?? i }));
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
