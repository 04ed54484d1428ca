import { METRICS, WAIT_EDGES_MIN, type MetricKey } from '@cockpit/contracts';

/** Data of a metric for one hall and one part; rows of one `by` add up. */
export interface Row {
  /** empty for data without a hall */
  hall: string;
  by: string;
  n: number;
  d: number;
  /** 13 buckets of waits with the edges WAIT_EDGES_MIN */
  hist?: number[];
  /** exact waits, seconds, unordered; only for queries over few hall days */
  waits?: readonly number[];
  /** busy and open time by window, for metrics that compare windows */
  windows?: ReadonlyMap<string, { busy: number; open: number }>;
  /** variance of an estimate; variances of independent estimates add up, interval ends do not */
  variance?: number;
}

export interface Figure {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  approximate?: boolean;
  histogram?: number[];
  low?: number;
  high?: number;
}

/** Sums of the rows by `keyOf`. */
export function rolledUp(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row> {
  const sums = new Map<string, Row>();
  for (const row of rows) {
    const key = keyOf(row);
    const sum = sums.get(key);
    sums.set(key, sum === undefined ? { ...row, by: key } : added(sum, row));
  }
  return sums;
}

function added(a: Row, b: Row): Row {
  const { waits: _, ...rest } = a;
  return {
    ...rest,
    n: a.n + b.n,
    d: a.d + b.d,
    ...(a.hist || b.hist
      ? { hist: Array.from({ length: WAIT_EDGES_MIN.length + 1 }, (_, i) => (a.hist?.[i] ?? 0) + (b.hist?.[i] ?? 0)) }
      : {}),
    ...(a.waits && b.waits ? { waits: [...a.waits, ...b.waits] } : {}),
    ...(a.windows || b.windows ? { windows: addedWindows(a.windows, b.windows) } : {}),
    ...(a.variance === undefined && b.variance === undefined
      ? {}
      : { variance: (a.variance ?? 0) + (b.variance ?? 0) }),
  };
}

/** Drops exact waits, so that a sum and its remainder use the same buckets. */
export const inBuckets = ({ waits: _, ...row }: Row): Row => row;

/** A sum without one of its parts; not for windows, whose times do not add up. */
export const without = (sum: Row, part: Row): Row => ({
  hall: sum.hall,
  by: sum.by,
  n: sum.n - part.n,
  d: sum.d - part.d,
  ...(sum.hist === undefined ? {} : { hist: sum.hist.map((count, i) => count - (part.hist?.[i] ?? 0)) }),
});

function addedWindows(a: Row['windows'], b: Row['windows']): Map<string, { busy: number; open: number }> {
  const sum = new Map(a);
  for (const [window, { busy, open }] of b ?? []) {
    const existing = sum.get(window);
    sum.set(window, { busy: (existing?.busy ?? 0) + busy, open: (existing?.open ?? 0) + open });
  }
  return sum;
}

/** The quantile of a histogram metric. */
export const quantileIn = (key: MetricKey): number => (key === 'wait_p50' ? 0.5 : 0.9);

/** z value of a two-sided 95 % interval. */
const Z = 1.959963984540054;

/** The variance of an estimate with a 95 % interval. */
export const varianceOf = (low: number, high: number): number => ((high - low) / (2 * Z)) ** 2;
const intervalOf = (value: number, variance: number): { low: number; high: number } => ({
  low: value - Z * Math.sqrt(variance),
  high: value + Z * Math.sqrt(variance),
});

const NOTHING: Figure = { value: null, numerator: null, denominator: null };

/** Computes the figure from sums; the only place that divides. */
export function figureOf(key: MetricKey, row: Row | undefined, aspect?: string): Figure {
  const { rollUp } = METRICS[key];
  if (rollUp === 'sum' || rollUp === 'now' || aspect === 'now') {
    // savings are claimed only if there was a comparison
    if (row === undefined) return key === 'minutes_saved' ? NOTHING : { value: 0, numerator: 0, denominator: null };
    return {
      value: row.n,
      numerator: row.n,
      denominator: null,
      ...(row.variance === undefined ? {} : intervalOf(row.n, row.variance)),
    };
  }
  if (row === undefined) return NOTHING;
  if (rollUp === 'gini')
    return giniOf(
      [...(row.windows?.values() ?? [])].filter(({ open }) => open > 0).map(({ busy, open }) => busy / open),
    );
  if (rollUp === 'histogram') return quantileOf(row, quantileIn(key));
  const share = { value: row.d === 0 ? null : row.n / row.d, numerator: row.n, denominator: row.d };
  return key === 'satisfied' && row.d > 0 ? { ...share, ...wilson(row.n, row.d) } : share;
}

/** Wilson 95 % interval of a share, because only some visitors give a rating. */
function wilson(n: number, d: number): { low: number; high: number } {
  const [share, z2] = [n / d, Z * Z];
  const middle = (share + z2 / (2 * d)) / (1 + z2 / d);
  const margin = (Z * Math.sqrt((share * (1 - share)) / d + z2 / (4 * d * d))) / (1 + z2 / d);
  return { low: Math.max(0, middle - margin), high: Math.min(1, middle + margin) };
}

/** 1 − Gini; the denominator is n times the sum, the numerator is its equal part. */
function giniOf(values: readonly number[]): Figure {
  const sum = values.reduce((total, value) => total + value, 0);
  if (values.length === 0 || sum === 0) return { value: null, numerator: 0, denominator: 0 };
  const sorted = [...values].sort((a, b) => a - b);
  // half of Σ|xi − xj| over all pairs
  const apart = sorted.reduce((total, value, i) => total + value * (2 * i - values.length + 1), 0);
  const denominator = values.length * sum;
  return { value: 1 - apart / denominator, numerator: denominator - apart, denominator };
}

/**
 * Quantile by interpolation between exact waits, else linear within the bucket; the last bucket has no upper edge and
 * gives its lower one.
 */
function quantileOf({ hist = [], waits, n, d }: Row, share: number): Figure {
  if (waits !== undefined && waits.length > 0) {
    const sorted = Float64Array.from(waits).sort();
    const at = share * (sorted.length - 1);
    const [low = 0, high = low] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
    const value = low + (high - low) * (at - Math.floor(at));
    return { value, numerator: share * waits.length, denominator: waits.length, histogram: hist };
  }
  const total = hist.reduce((sum, count) => sum + count, 0);
  if (total === 0) return { ...NOTHING, numerator: n, denominator: d, approximate: true };
  let rest = share * total;
  let bucket = 0;
  while (bucket < hist.length - 1 && rest > (hist[bucket] ?? 0)) rest -= hist[bucket++] ?? 0;
  const [from, to] = [WAIT_EDGES_MIN[bucket - 1] ?? 0, WAIT_EDGES_MIN[bucket]];
  const minutes = to === undefined ? from : from + (to - from) * Math.min(1, rest / Math.max(1, hist[bucket] ?? 0));
  return { value: minutes * 60, numerator: share * total, denominator: total, approximate: true, histogram: hist };
}
