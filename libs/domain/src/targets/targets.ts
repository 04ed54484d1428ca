import { METRICS, narrowness, sizeClassOf, type Against, type MetricKey, type TargetLine } from '@cockpit/contracts';

/** A place whose figure is held against a target. */
export interface TargetPlace {
  /** itself, then the place above it and so on; null is the bureau and comes last */
  readonly path: readonly (string | null)[];
  /** null: the bureau as a whole, which is of no kind */
  readonly tier: TargetLine['tier'];
  /** 0 for a place without windows, which has no size */
  readonly windows: number;
}

/** Whether a line speaks about places like this one. */
export const isAbout = (line: Pick<TargetLine, 'tier' | 'size'>, { tier, windows }: TargetPlace): boolean =>
  (line.tier === null || line.tier === tier) &&
  (line.size === null || (windows > 0 && line.size === sizeClassOf(windows)));

/**
 * What a metric is to reach at a place in a month: of the nearest place that says something, the line that names kind and size before the
 * one that names the kind, before the one that names the size. A line holds from its month until the next one of the same name.
 * @param books the lines of each place
 * @param month `2026-03`
 */
export function targetOf(
  books: ReadonlyMap<string | null, readonly TargetLine[]>,
  metric: MetricKey,
  place: TargetPlace,
  month: string,
): number | null {
  for (const at of place.path) {
    const latest = new Map<number, TargetLine>();
    for (const line of books.get(at) ?? []) {
      if (line.metric !== metric || line.from > month || !isAbout(line, place)) continue;
      const rank = narrowness(line);
      if ((latest.get(rank)?.from ?? '') < line.from) latest.set(rank, line);
    }
    const [, narrowest] = [...latest].filter(([, { value }]) => value !== null).sort(([a], [b]) => b - a)[0] ?? [];
    if (narrowest !== undefined) return narrowest.value;
  }
  return null;
}

/** What computing with fractions may be off by. */
const ROUNDING = 1e-9;

/** A figure beside its target, with the metric's own direction: whoever is exactly at it has met it. Null: neither side is better. */
export function against(metric: MetricKey, value: number | null, target: number): Against | null {
  const { better } = METRICS[metric];
  if (better === null) return null;
  if (value === null) return { target, met: null, by: null };
  const by = better === 'more' ? value - target : target - value;
  return { target, met: by >= -ROUNDING * Math.max(1, Math.abs(target)), by };
}
