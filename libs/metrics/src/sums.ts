import { METRICS, WAIT_EDGES_MIN, type MetricKey } from '@cockpit/contracts';

/** What a metric is made of in one hall and one part of the period; rows of one `by` add up. */
export interface Row {
  /** empty for what belongs to no hall */
  hall: string;
  by: string;
  n: number;
  d: number;
  /** 13 buckets of waits, edges WAIT_EDGES_MIN */
  hist?: number[];
  /** the waits themselves, seconds, in any order: there while a question is about few enough hall days to carry them */
  waits?: readonly number[];
  /** occupancies, for what compares windows: busy and open time by window */
  windows?: ReadonlyMap<string, { busy: number; open: number }>;
  /** of an estimate: its variance. Errors of separate estimates are taken as independent, so variances add up; ends of intervals do not */
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

/** Rows put together, by `keyOf`. */
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

/** Without the waits themselves: what is held against what remains of it is read from the same buckets as that. */
export const inBuckets = ({ waits: _, ...row }: Row): Row => row;

/** What remains of a sum without one of its parts; not of windows, whose times stand beside one another. */
export const without = (sum: Row, part: Row): Row => ({
  ...{ hall: sum.hall, by: sum.by, n: sum.n - part.n, d: sum.d - part.d },
  ...(sum.hist === undefined ? {} : { hist: sum.hist.map((count, i) => count - (part.hist?.[i] ?? 0)) }),
});

function addedWindows(a: Row['windows'], b: Row['windows']): Map<string, { busy: number; open: number }> {
  const sum = new Map(a);
  for (const [window, { busy, open }] of b ?? []) {
    const known = sum.get(window);
    sum.set(window, { busy: (known?.busy ?? 0) + busy, open: (known?.open ?? 0) + open });
  }
  return sum;
}

/** Which part of the waits the figure of a histogram is not below. */
export const quantileIn = (key: MetricKey): number => (key === 'wait_p50' ? 0.5 : 0.9);

/** 97.5 % of a normal distribution. */
const Z = 1.959963984540054;

/** The variance of an estimate told with a 95 % interval. */
export const varianceOf = (low: number, high: number): number => ((high - low) / (2 * Z)) ** 2;
const intervalOf = (value: number, variance: number): { low: number; high: number } => ({
  low: value - Z * Math.sqrt(variance),
  high: value + Z * Math.sqrt(variance),
});

const NOTHING: Figure = { value: null, numerator: null, denominator: null };

/** The figure rolled-up parts make: the only place where anything is divided. */
export function figureOf(key: MetricKey, row: Row | undefined, aspect?: string): Figure {
  const { rollUp } = METRICS[key];
  if (rollUp === 'sum' || rollUp === 'now' || aspect === 'now') {
    // what is claimed to be saved is claimed only where there is something it was compared with
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

/** 95 % interval of a share of which we have a sample: those who rated are few of those who were served. */
function wilson(n: number, d: number): { low: number; high: number } {
  const [share, z2] = [n / d, Z * Z];
  const middle = (share + z2 / (2 * d)) / (1 + z2 / d);
  const reach = (Z * Math.sqrt((share * (1 - share)) / d + z2 / (4 * d * d))) / (1 + z2 / d);
  return { low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}

/** 1 − Gini; the denominator is n times the sum, the numerator what of it is not inequality. */
function giniOf(values: readonly number[]): Figure {
  const sum = values.reduce((total, value) => total + value, 0);
  if (values.length === 0 || sum === 0) return { value: null, numerator: 0, denominator: 0 };
  const sorted = [...values].sort((a, b) => a - b);
  // Σ|xi − xj| over all pairs, halved
  const apart = sorted.reduce((total, value, i) => total + value * (2 * i - values.length + 1), 0);
  const denominator = values.length * sum;
  return { value: 1 - apart / denominator, numerator: denominator - apart, denominator };
}

/** Between the two waits around it, where the waits are there; else linear within its bucket: the last one has no upper edge and answers its lower one. */
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
