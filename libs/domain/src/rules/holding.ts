import type { RuleField, RulePlace, RuleSettings } from '@cockpit/contracts';

/** What a rule is told at a place; of one rule only. */
export interface ToldRule {
  readonly place: RulePlace;
  readonly settings: RuleSettings;
  readonly revision: number;
}

/** Where something is asked of: the bureau (no hall), a hall (no thing), or a thing in it. */
export interface Spot {
  readonly hall: string | null;
  readonly kind?: string;
  readonly code?: string | null;
}

export interface Holding {
  readonly settings: RuleSettings;
  /** which place each field comes from */
  readonly from: Readonly<Partial<Record<RuleField, RulePlace>>>;
  /** the latest of the versions that say something here; null: the rule is as it is written */
  readonly revision: number | null;
}

/** How narrow a place is, seen from a spot; null: it does not lie there. */
function narrowness({ kind, hall, code }: RulePlace, spot: Spot): number | null {
  if (kind === 'bureau') return 0;
  if (hall !== null && hall !== spot.hall) return null;
  if (kind === 'hall') return 1;
  if (kind !== spot.kind || code !== spot.code) return null;
  return hall === null ? 2 : 3;
}

/** What holds at a spot: field by field the narrowest place wins, and of one place the latest version alone. */
export function holdingAt(told: readonly ToldRule[], spot: Spot): Holding {
  const reaching = told
    .flatMap((one) => {
      const rank = narrowness(one.place, spot);
      return rank === null ? [] : [{ ...one, rank }];
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
