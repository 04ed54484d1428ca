/** Both ends included. */
export interface ShareInterval {
  low: number;
  high: number;
}

/** Wilson's 95 % interval of a share, which is also valid for small counts. */
export function wilson(hits: number, n: number): ShareInterval | null {
  if (n <= 0 || hits < 0 || hits > n) return null;
  const z = 1.96;
  const p = hits / n;
  const spread = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const middle = p + (z * z) / (2 * n);
  const whole = 1 + (z * z) / n;
  return { low: Math.max(0, (middle - spread) / whole), high: Math.min(1, (middle + spread) / whole) };
}
