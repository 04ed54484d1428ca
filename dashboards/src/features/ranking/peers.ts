import {
  METRICS,
  SIZE_CLASSES,
  TIERS,
  sizeClassOf,
  type HallSummary,
  type MetricComparison,
  type MetricKey,
  type PeerClass,
  type PlaceCompared,
} from '@cockpit/contracts';
import { isServed } from '../halls/served';

/** Metrics of which more or less is better, and which halls have. */
export const RANKED = (Object.keys(METRICS) as MetricKey[]).filter(
  (key) => METRICS[key].better !== null && METRICS[key].by.includes('hall') && METRICS[key].rollUp !== 'now',
);

/** A class as the choice of it is called. */
export const classId = ({ tier, size }: Pick<PeerClass, 'tier' | 'size'>): string => `${tier}/${size}`;

/** The classes of these halls, the largest first: who is compared at all is compared with its like. */
export function classesOf(halls: readonly Pick<HallSummary, 'tier' | 'windows' | 'queues' | 'twinOf'>[]): PeerClass[] {
  const found = new Map<string, PeerClass>();
  for (const hall of halls) {
    const tier = TIERS.find((one) => one === hall.tier);
    if (tier === undefined || !isServed(hall) || hall.twinOf !== null) continue;
    const one = { tier, size: sizeClassOf(hall.windows) };
    found.set(classId(one), { ...one, places: (found.get(classId(one))?.places ?? 0) + 1 });
  }
  return [...found.values()].sort(
    (a, b) =>
      b.places - a.places ||
      TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier) ||
      SIZE_CLASSES.indexOf(a.size) - SIZE_CLASSES.indexOf(b.size),
  );
}

export interface Band {
  /** null: places whose order is not told */
  band: number | null;
  places: PlaceCompared[];
}

/** Places by band, the best first; those without a figure come last, in a group of their own. */
export function bandsOf({ places }: Pick<MetricComparison, 'places'>): Band[] {
  const groups: Band[] = [];
  for (const place of places) {
    const last = groups.at(-1);
    const isKnown = place.value !== null;
    if (last?.band === place.band && last.places.every(({ value }) => (value !== null) === isKnown))
      last.places.push(place);
    else groups.push({ band: place.band, places: [place] });
  }
  return groups;
}

/**
 * Ranks gained since the period before; null when it was not ranked then. While the sets of the two periods overlap, the move may be chance;
 * where no sets are told nobody knows.
 */
export function movedOf({
  rank,
  rankLow,
  rankHigh,
  before,
}: PlaceCompared): { gained: number; byChance: boolean } | null {
  if (rank === null || before === null) return null;
  const isApart =
    rankLow !== null &&
    rankHigh !== null &&
    before.rankLow !== null &&
    before.rankHigh !== null &&
    (rankHigh < before.rankLow || before.rankHigh < rankLow);
  return { gained: before.rank - rank, byChance: !isApart };
}

/** What the order is worth: nothing is proven, single pairs are, or there are several bands. */
export function orderOf({ places }: Pick<MetricComparison, 'places'>): {
  kind: 'none' | 'pairs' | 'bands';
  bands: number;
} {
  const told = places.filter(({ rankLow }) => rankLow !== null);
  const bands = new Set(told.map(({ band }) => band)).size;
  const isProven = told.some(({ rankLow, rankHigh }) => rankLow !== 1 || rankHigh !== told.length);
  return { kind: bands > 1 ? 'bands' : isProven ? 'pairs' : 'none', bands };
}
