/**
 * Lognormal service times of mean 1 as a table of quantiles: drawing is one look-up, and drawing the rest of a service
 * that has already lasted x is one look-up among the longer ones. Lognormal fits counter services well (Brown et al. 2005).
 */
export class ServiceTimes {
  private static readonly tables = new Map<number, ServiceTimes>();
  private readonly sorted: Float64Array;

  /** @param cv coefficient of variation; tables are shared per percent */
  static of(cv: number): ServiceTimes {
    const key = Math.round(Math.min(3, Math.max(0, cv)) * 100);
    let table = ServiceTimes.tables.get(key);
    if (table === undefined) {
      table = new ServiceTimes(key / 100);
      ServiceTimes.tables.set(key, table);
    }
    return table;
  }

  private constructor(cv: number) {
    const sigma = Math.sqrt(Math.log(1 + cv * cv));
    this.sorted = Float64Array.from({ length: SIZE }, (_, i) =>
      Math.exp(sigma * normalQuantile((i + 0.5) / SIZE) - (sigma * sigma) / 2),
    );
  }

  /** Duration of a fresh service of mean 1 for a uniform draw 0 ≤ u < 1. */
  fresh(u: number): number {
    return this.sorted[Math.floor(u * SIZE)] ?? 1;
  }

  /** What is left of a service of mean 1 that has lasted `elapsed`, for a uniform draw. */
  rest(elapsed: number, u: number): number {
    if (elapsed <= 0) return this.fresh(u);
    let low = 0;
    let high = SIZE;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.sorted[middle] ?? Infinity) <= elapsed) low = middle + 1;
      else high = middle;
    }
    // Past every quantile the table knows: it ends any moment, or was never reported as ended.
    if (low >= SIZE - 8) return 0.25 * elapsed * u;
    return (this.sorted[low + Math.floor(u * (SIZE - low))] ?? elapsed) - elapsed;
  }
}

const SIZE = 2048;

const A = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
] as const;
const B = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572] as const;
const C = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
] as const;
const D = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416] as const;

/** Standard normal quantile (Acklam's rational approximation, relative error below 1.2e-9). */
export function normalQuantile(p: number): number {
  if (p < 0.02425) return tail(Math.sqrt(-2 * Math.log(p)));
  if (p > 1 - 0.02425) return -tail(Math.sqrt(-2 * Math.log(1 - p)));
  const q = p - 0.5;
  const r = q * q;
  const above = ((((A[0] * r + A[1]) * r + A[2]) * r + A[3]) * r + A[4]) * r + A[5];
  const below = ((((B[0] * r + B[1]) * r + B[2]) * r + B[3]) * r + B[4]) * r + 1;
  return (above * q) / below;
}

function tail(q: number): number {
  const above = ((((C[0] * q + C[1]) * q + C[2]) * q + C[3]) * q + C[4]) * q + C[5];
  return above / ((((D[0] * q + D[1]) * q + D[2]) * q + D[3]) * q + 1);
}
