import { inScope } from '@cockpit/access';
import type { HallScope, SearchedKind, SearchHit } from '@cockpit/contracts';
import { plain } from './spelling';

/** Something that has a name, of a hall or of none. */
export interface Named extends Pick<SearchHit, 'code' | 'name' | 'tier'> {
  readonly kind: SearchedKind;
  readonly keys: readonly string[];
}
/** A hall with all that is named in it. */
export interface NamedHall {
  readonly hall: Named;
  readonly within: readonly Named[];
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
export function fit(keys: readonly string[], term: string): number {
  const within = term.length >= LEAST_WITHIN || !isAscii(term);
  let best = NOT;
  for (const key of keys) {
    if (key === term) return SAME;
    if (key.startsWith(term)) best = BEGINS;
    else if (within && best === NOT && key.includes(term)) best = HOLDS;
  }
  return best;
}

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
  for (const { hall, within } of names.halls) {
    if (!inScope(scope, hall.code)) continue;
    const far = hall.code === near ? 0 : 1;
    look(hall, hall, [], far);
    const ofPlace = terms.map((term) => fit(hall.keys, term));
    for (const named of within) look(named, hall, ofPlace, far);
  }
  for (const named of names.others) look(named, null, [], 0);
  return { hits: kinds.flatMap((kind) => best.of(kind)), more: kinds.filter((kind) => best.isMore(kind)) };
}
