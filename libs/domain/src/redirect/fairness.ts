/** Minutes added to every wait before comparing: two queues at one and three minutes are not an injustice. */
const GRACE_MIN = 5;

/**
 * Fairness index of a hall, Jain's index over the predicted waits of its queues (each plus five minutes of grace):
 * (Σw)² ÷ (n·Σw²). 1 when every branch waits alike, 1/n when one branch bears all waiting. Empty halls are fair.
 */
export function fairnessIndex(waitsMin: readonly number[]): number {
  if (waitsMin.length === 0) return 1;
  const shifted = waitsMin.map((w) => Math.max(0, w) + GRACE_MIN);
  const sum = shifted.reduce((total, w) => total + w, 0);
  const squares = shifted.reduce((total, w) => total + w * w, 0);
  return (sum * sum) / (waitsMin.length * squares);
}

/**
 * Whether a prompt would let a queue starve: one that is made to wait longer than now, beyond its target, and longer than
 * `limit` times what the hall waits on average afterwards.
 */
export function starves(
  before: readonly number[],
  after: readonly number[],
  targetsMin: readonly number[],
  limit: number,
): boolean {
  const mean = after.reduce((sum, w) => sum + w, 0) / Math.max(1, after.length);
  return after.some((w, q) => w > (before[q] ?? 0) + 0.5 && w > (targetsMin[q] ?? 15) && w > limit * mean);
}
