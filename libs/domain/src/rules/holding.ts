import type { RuleField, RulePlace, RuleSettings } from '@cockpit/contracts';

/** Settings of one rule at one place. */
export interface ToldRule {
  readonly place: RulePlace;
  readonly settings: RuleSettings;
  readonly revision: number;
}

/** A location to evaluate a rule for: the bureau (no hall), a hall (no code), or an object in a hall. */
export interface Spot {
  readonly hall: string | null;
  readonly kind?: string;
  readonly code?: string | null;
}

export interface Holding {
  readonly settings: RuleSettings;
  /** place that each field comes from */
  readonly from: Readonly<Partial<Record<RuleField, RulePlace>>>;
  /** latest revision with an effective field; null if only the built-in values apply */
  readonly revision: number | null;
}

/** Rank of a place for a spot, higher for narrower places; null if the spot is outside the place. */
function narrowness({ kind, hall, code }: RulePlace, spot: Spot): number | null {
  if (kind === 'bureau') return 0;
  if (hall !== null && hall !== spot.hall) return null;
  if (kind === 'hall') return 1;
  if (kind !== spot.kind || code !== spot.code) return null;
  return hall === null ? 2 : 3;
}

/** Effective settings at a spot: each field comes from the narrowest place, and each place counts with its latest revision only. */
export function holdingAt(entries: readonly ToldRule[], spot: Spot): Holding {
  const reaching = entries
    .flatMap((row) => {
      const rank = narrowness(row.place, spot);
      return rank === null ? [] : [{ ...row, rank }];
    })
    .sort((a, b) => a.rank - b.rank || a.revision - b.revision);
  const layers = reaching.filter(({ rank }, i) => reaching[i + 1]?.rank !== rank);
  const from: Partial<Record<RuleField, RulePlace>> = {};
  let settings: RuleSettings = {};
  let revision: number | null = null;
  for (const layer of layers) {
    const fields = Object.entries(layer.settings).filter(([, value]) => value !== undefined);
    if (fields.length === 0) continue;
    for (const [field] of fields) from[field as RuleField] = layer.place;
    settings = { ...settings, ...Object.fromEntries(fields) };
    revision = Math.max(revision ?? 0, layer.revision);
  }
  return { settings, from, revision };
}
