/** Quantile of sorted values, interpolated between the mid-points of their steps (Hazen); 0 of none. */
export function quantileOf(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0) return 0;
  const place = Math.min(sorted.length - 1, Math.max(0, p * sorted.length - 0.5));
  const i = Math.floor(place);
  const a = sorted[i] ?? 0;
  return a + ((sorted[i + 1] ?? a) - a) * (place - i);
}
