import type { HallScope, SearchedKind, SearchHit } from '@cockpit/contracts';
import { plain } from './spelling';

/** Something that has a name, of a hall or of none. */
export interface Named extends Pick<SearchHit, 'code' | 'name' | 'tier'> {
  readonly kind: SearchedKind;
  /** what it is found by, each on a line of its own */
  readonly keys: string;
}
/** A hall with all that is named in it. */
export interface NamedHall {
  readonly hall: Named;
  readonly within: readonly Named[];
  /** the keys of all of them: a part that is not in it is in none of them */
  readonly keys: string;
}
export interface Names {
  readonly halls: readonly NamedHall[];
  /** of no hall */
  readonly others: readonly Named[];
}

export interface Asked {
  readonly kinds: readonly SearchedKind[];
  readonly scope: HallScope;
  /** the hall on the screen: what is there comes first among what fits as well */
  readonly near: string | null;
  /** of each kind */
  readonly most: number;
}

/** What is asked, in parts that must all fit: `yjsmzx 12` is window 12 of that hall. */
export const termsOf = (question: string): string[] => question.split(/\s+/u).map(plain).filter(Boolean);

const SAME = 0;
const BEGINS = 1;
const HOLDS = 2;
const NOT = Infinity;
/** A single letter stands within nearly every spelling; a longer part is meant. */
const LEAST_WITHIN = 2;
const isAscii = (term: string): boolean => term <= '\u007f';

/** How well a part fits the keys of a name: the smaller, the better. */
export function fit(keys: string, term: string): number {
  if (!keys.includes(term)) return NOT;
  if (keys.includes(`\n${term}\n`)) return SAME;
  if (keys.includes(`\n${term}`)) return BEGINS;
  return term.length >= LEAST_WITHIN || !isAscii(term) ? HOLDS : NOT;
}

/** Keys as `fit` reads them. */
export const linesOf = (keys: readonly string[]): string => `\n${keys.join('\n')}\n`;

/** Collects the best of each kind without sorting all that fit. */
class Best {
  private readonly found = new Map<SearchedKind, SearchHit[][]>();
  private readonly counts = new Map<SearchedKind, number>();

  constructor(private readonly most: number) {}

  add(named: Named, place: Named | null, rank: number): void {
    this.counts.set(named.kind, (this.counts.get(named.kind) ?? 0) + 1);
    const ranks = this.found.get(named.kind) ?? [];
    this.found.set(named.kind, ranks);
    const same = (ranks[rank] ??= []);
    if (same.length < this.most) same.push(hitOf(named, place));
  }

  of(kind: SearchedKind): SearchHit[] {
    return (this.found.get(kind) ?? []).flat().slice(0, this.most);
  }

  isMore(kind: SearchedKind): boolean {
    return (this.counts.get(kind) ?? 0) > this.most;
  }
}

const hitOf = ({ kind, code, name, tier }: Named, place: Named | null): SearchHit => ({
  ...{ kind, code, name, tier, hall: place?.code ?? null, hallName: place?.name ?? null },
  ...{ day: null, about: null },
});

const among = (scope: HallScope): ((hall: string) => boolean) => {
  const halls = new Set(scope === 'all' ? [] : scope);
  return (hall) => scope === 'all' || halls.has(hall);
};

/** Everything in scope that every part fits: its own name, or that of its hall for some parts but not for all. */
export function findNames(
  names: Names,
  question: string,
  { kinds, scope, near, most }: Asked,
): { hits: SearchHit[]; more: SearchedKind[] } {
  const terms = termsOf(question);
  const best = new Best(most);
  if (terms.length === 0) return { hits: [], more: [] };
  const wanted = new Set(kinds);
  const inHalls = among(scope);
  const look = (named: Named, place: Named | null, ofPlace: readonly number[], far: number): void => {
    if (!wanted.has(named.kind)) return;
    let [rank, isOwn] = [far, false];
    for (const [i, term] of terms.entries()) {
      const own = fit(named.keys, term);
      const better = Math.min(own, ofPlace[i] ?? NOT);
      if (better === NOT) return;
      isOwn ||= own !== NOT;
      rank += 2 * better;
    }
    if (isOwn) best.add(named, place, rank);
  };
  for (const { hall, within, keys } of names.halls) {
    if (!inHalls(hall.code) || !terms.every((term) => keys.includes(term))) continue;
    const far = hall.code === near ? 0 : 1;
    look(hall, hall, [], far);
    const ofPlace = terms.map((term) => fit(hall.keys, term));
    for (const named of within) look(named, hall, ofPlace, far);
  }
  for (const named of names.others) look(named, null, [], 0);
  return { hits: kinds.flatMap((kind) => best.of(kind)), more: kinds.filter((kind) => best.isMore(kind)) };
}
