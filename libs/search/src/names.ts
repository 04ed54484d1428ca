import type { HallScope, SearchedKind, SearchHit } from '@cockpit/contracts';
import { plain } from './spelling';

/** A named thing, with or without a hall. */
export interface Named extends Pick<SearchHit, 'code' | 'name' | 'tier'> {
  readonly kind: SearchedKind;
  /** search keys, one a line */
  readonly keys: string;
}
/** A hall with its windows and officers. */
export interface NamedHall {
  readonly hall: Named;
  readonly within: readonly Named[];
  /** the keys of the hall and of everything in it: a term that is not here matches nothing in the hall */
  readonly keys: string;
}
export interface Names {
  readonly halls: readonly NamedHall[];
  /** without a hall */
  readonly others: readonly Named[];
}

export interface SearchOptions {
  readonly kinds: readonly SearchedKind[];
  readonly scope: HallScope;
  /** the hall on the screen: its hits win among equal matches */
  readonly near: string | null;
  /** maximum hits of each kind */
  readonly limit: number;
}

/** Terms of a question; all must match. `yjsmzx 12` finds window 12 of that hall. */
export const termsOf = (question: string): string[] => question.split(/\s+/u).map(plain).filter(Boolean);

const EXACT = 0;
const PREFIX = 1;
const INSIDE = 2;
const NO_MATCH = Infinity;
/** Minimum length for a match inside a key: a single letter occurs in nearly every spelling. */
const MIN_INSIDE_LENGTH = 2;
const isAscii = (term: string): boolean => term <= '\u007f';

/** How well a term matches the keys of a name; smaller is better. */
export function fit(keys: string, term: string): number {
  if (!keys.includes(term)) return NO_MATCH;
  if (keys.includes(`\n${term}\n`)) return EXACT;
  if (keys.includes(`\n${term}`)) return PREFIX;
  return term.length >= MIN_INSIDE_LENGTH || !isAscii(term) ? INSIDE : NO_MATCH;
}

/** The key format that `fit` expects. */
export const linesOf = (keys: readonly string[]): string => `\n${keys.join('\n')}\n`;

/** Collects the best hits of each kind without sorting all matches. */
class Best {
  private readonly found = new Map<SearchedKind, SearchHit[][]>();
  private readonly counts = new Map<SearchedKind, number>();

  constructor(private readonly limit: number) {}

  add(named: Named, place: Named | null, rank: number): void {
    this.counts.set(named.kind, (this.counts.get(named.kind) ?? 0) + 1);
    const ranks = this.found.get(named.kind) ?? [];
    this.found.set(named.kind, ranks);
    const sameRank = (ranks[rank] ??= []);
    if (sameRank.length < this.limit) sameRank.push(hitOf(named, place));
  }

  of(kind: SearchedKind): SearchHit[] {
    return (this.found.get(kind) ?? []).flat().slice(0, this.limit);
  }

  isMore(kind: SearchedKind): boolean {
    return (this.counts.get(kind) ?? 0) > this.limit;
  }
}

const hitOf = ({ kind, code, name, tier }: Named, place: Named | null): SearchHit => ({
  kind,
  code,
  name,
  tier,
  hall: place?.code ?? null,
  hallName: place?.name ?? null,
  day: null,
  about: null,
});

const among = (scope: HallScope): ((hall: string) => boolean) => {
  const halls = new Set(scope === 'all' ? [] : scope);
  return (hall) => scope === 'all' || halls.has(hall);
};

/** Finds everything in scope that matches every term. The hall's name may match some terms, but not all of them. */
export function findNames(
  names: Names,
  question: string,
  { kinds, scope, near, limit: most }: SearchOptions,
): { hits: SearchHit[]; more: SearchedKind[] } {
  const terms = termsOf(question);
  const best = new Best(most);
  if (terms.length === 0) return { hits: [], more: [] };
  const kindSet = new Set(kinds);
  const inHalls = among(scope);
  const consider = (named: Named, place: Named | null, ofPlace: readonly number[], distance: number): void => {
    if (!kindSet.has(named.kind)) return;
    let [rank, isOwn] = [distance, false];
    for (const [i, term] of terms.entries()) {
      const own = fit(named.keys, term);
      const better = Math.min(own, ofPlace[i] ?? NO_MATCH);
      if (better === NO_MATCH) return;
      isOwn ||= own !== NO_MATCH;
      rank += 2 * better;
    }
    if (isOwn) best.add(named, place, rank);
  };
  for (const { hall, within, keys } of names.halls) {
    if (!inHalls(hall.code) || !terms.every((term) => keys.includes(term))) continue;
    const distance = hall.code === near ? 0 : 1;
    consider(hall, hall, [], distance);
    const ofPlace = terms.map((term) => fit(hall.keys, term));
    for (const named of within) consider(named, hall, ofPlace, distance);
  }
  for (const named of names.others) consider(named, null, [], 0);
  return { hits: kinds.flatMap((kind) => best.of(kind)), more: kinds.filter((kind) => best.isMore(kind)) };
}
