import { METRICS, narrowness, sizeClassOf, type Against, type MetricKey, type TargetLine } from '@cockpit/contracts';

/** A place whose figure is compared with a target. */
export interface TargetPlace {
  /** the place, then its parents upwards; null is the bureau and comes last */
  readonly path: readonly (string | null)[];
  /** null for the whole bureau, which has no tier */
  readonly tier: TargetLine['tier'];
  /** 0 for a place without windows, which matches no size */
  readonly windows: number;
}

/** Whether a line applies to a place. */
export const isAbout = (line: Pick<TargetLine, 'tier' | 'size'>, { tier, windows }: TargetPlace): boolean =>
  (line.tier === null || line.tier === tier) &&
  (line.size === null || (windows > 0 && line.size === sizeClassOf(windows)));

/**
 * Target of a metric for a place and month. The nearest place in the path with a matching line wins; within it, lines with tier and size
 * precede lines with tier, then lines with size. A line is in force from its month until the next line with the same name.
 * @param books lines of each place
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

/** Tolerance for floating-point errors. */
const ROUNDING = 1e-9;

/** Compares a figure with its target in the metric's direction; an exact match meets it. Null if neither direction is better. */
export function against(metric: MetricKey, value: number | null, target: number): Against | null {
  const { better } = METRICS[metric];
  if (better === null) return null;
  if (value === null) return { target, met: null, by: null };
  const by = better === 'more' ? value - target : target - value;
  return { target, met: by >= -ROUNDING * Math.max(1, Math.abs(target)), by };
}
