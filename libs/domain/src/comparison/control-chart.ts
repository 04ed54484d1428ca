import { LONGEST_RUN, signalsOf, type Signal } from './run-rules';

/**
 * `share`: of a denominator, Laney's p′ chart. `count`: things that happened, Laney's c′ chart. `value`: means, percentiles and amounts,
 * a chart of individual values (XmR).
 */
export type ChartKind = 'share' | 'count' | 'value';

/** The figure of one day or week of which something is known. Days without data are no points: the chart is folded there. */
export interface ChartPoint {
  readonly at: string;
  readonly value: number;
  /** denominator of a share, above 0; other kinds do not read it */
  readonly weight: number;
}

export interface ChartedPoint extends ChartPoint {
  /** limits at three standard deviations; null while there are none */
  readonly low: number | null;
  readonly high: number | null;
  readonly signal: Signal | null;
}

/** Why a chart has no limits: too few points to learn from, or all of them are equal. */
export type NoLimits = 'too-few-points' | 'no-spread';

export interface ControlChart {
  readonly centre: number | null;
  /** how many times wider the limits are than chance alone would make them; 1 for `value` */
  readonly overDispersion: number | null;
  readonly noLimits: NoLimits | null;
  readonly points: readonly ChartedPoint[];
}

/** Limits learned from fewer points would only look like limits. */
export const LEAST_POINTS = 12;
/** The mean of the distance of two neighbours, in standard deviations of a normal distribution. */
const D2 = 1.128;
/** A moving range beyond so many times the mean one is an accident, not the usual spread. */
const UPPER_RANGE = 3.267;
const SIGMAS = 3;

/**
 * A control chart.
 * @param baseline points from which centre line and limits are learned, in the order of time
 * @param points those that are judged; the same array as `baseline` when there is nothing before them
 */
export function controlChart(
  kind: ChartKind,
  baseline: readonly ChartPoint[],
  points: readonly ChartPoint[],
): ControlChart {
  const bare = (noLimits: NoLimits, centre: number | null): ControlChart => ({
    centre,
    overDispersion: null,
    noLimits,
    points: points.map((point) => ({ ...point, low: null, high: null, signal: null })),
  });
  if (baseline.length < LEAST_POINTS) return bare('too-few-points', null);
  const centre = centreOf(kind, baseline);
  const chance = chanceOf(kind, centre);
  const widths = baseline.map(chance);
  if (widths.some((width) => !(width > 0))) return bare('no-spread', centre);
  const learned = spreadOf(baseline.map((point) => (point.value - centre) / chance(point)));
  // what lies closer together than chance allows is no reason to expect more than chance allows
  const spread = kind === 'value' ? learned : Math.max(1, learned);
  if (isNothing(spread, centre)) return bare('no-spread', centre);
  const z = (point: ChartPoint): number => (point.value - centre) / (chance(point) * spread);
  // no wait is shorter than nothing: what never was below 0 has no limit there
  const floor = [...baseline, ...points].every(({ value }) => value >= 0) ? 0 : -Infinity;
  const past = baseline === points ? [] : baseline.slice(-LONGEST_RUN);
  const signals = signalsOf([...past, ...points].map(z)).slice(past.length);
  return {
    centre,
    overDispersion: kind === 'value' ? 1 : spread,
    noLimits: null,
    points: points.map((point, i) => ({
      ...point,
      ...limitsOf(kind, centre, SIGMAS * chance(point) * spread, floor),
      signal: signals[i] ?? null,
    })),
  };
}

/** What computing with fractions leaves over where there is no spread at all. */
const isNothing = (spread: number, centre: number): boolean => spread <= 1e-9 * Math.max(1, Math.abs(centre));

function centreOf(kind: ChartKind, points: readonly ChartPoint[]): number {
  const weightOf = ({ weight }: ChartPoint): number => (kind === 'share' ? weight : 1);
  const weights = points.reduce((sum, point) => sum + weightOf(point), 0);
  return points.reduce((sum, point) => sum + point.value * weightOf(point), 0) / weights;
}

/** The standard deviation that chance alone gives a point. */
function chanceOf(kind: ChartKind, centre: number): (point: ChartPoint) => number {
  if (kind === 'share') return ({ weight }) => Math.sqrt(Math.max(0, centre * (1 - centre)) / weight);
  if (kind === 'count') return () => Math.sqrt(Math.max(0, centre));
  return () => 1;
}

/** Standard deviation by the mean distance of neighbours, accidents left out. It does not grow when the level shifts once. */
function spreadOf(values: readonly number[]): number {
  const ranges = values.slice(1).map((value, i) => Math.abs(value - (values[i] ?? value)));
  const most = UPPER_RANGE * meanOf(ranges);
  return meanOf(ranges.filter((range) => range <= most)) / D2;
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function limitsOf(kind: ChartKind, centre: number, reach: number, floor: number): { low: number; high: number } {
  const high = centre + reach;
  return { low: Math.max(floor, centre - reach), high: kind === 'share' ? Math.min(1, high) : high };
}
