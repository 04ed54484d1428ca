const HALF_LIFE_MIN = 90;
const PRIOR_TICKETS = 55;

/**
 * How much busier than forecast a queue is today: observed ÷ expected arrivals, both decayed with a half-life of 90 minutes
 * and shrunk towards 1 by 55 imaginary tickets that came as forecast.
 * @param counts arrivals seen by slot @param ratePerMin expected arrivals per minute by slot @param nowMin minutes since slot 0
 */
export function demandRatio(counts: ArrayLike<number>, ratePerMin: ArrayLike<number>, slotMin: number, nowMin: number): number {
  let observed = PRIOR_TICKETS;
  let expected = PRIOR_TICKETS;
  for (let slot = 0; slot < ratePerMin.length && slot * slotMin < nowMin; slot += 1) {
    const end = Math.min(nowMin, (slot + 1) * slotMin);
    const weight = 0.5 ** ((nowMin - (slot * slotMin + end) / 2) / HALF_LIFE_MIN);
    observed += weight * (counts[slot] ?? 0);
    expected += weight * (ratePerMin[slot] ?? 0) * (end - slot * slotMin);
  }
  return observed / expected;
}
