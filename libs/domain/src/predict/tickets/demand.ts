const HALF_LIFE_MIN = 90;
/** Tickets that came exactly as forecast, in imagination: how far the morning must differ before the forecast yields. */
const BELIEF_TICKETS = 50;

/**
 * How today's arrivals compare with what was forecast: recent ones weigh most, 1 = as forecast.
 * @param counts arrivals seen by slot @param perMin forecast arrivals per minute by slot @param nowMin minutes since slot 0
 */
export function demandToday(
  counts: ArrayLike<number>,
  perMin: readonly number[],
  slotMin: number,
  nowMin: number,
): number {
  let seen = BELIEF_TICKETS;
  let forecast = BELIEF_TICKETS;
  perMin.forEach((rate, slot) => {
    const from = slot * slotMin;
    const to = Math.min(nowMin, from + slotMin);
    if (to <= from) return;
    const weight = 0.5 ** ((nowMin - (from + to) / 2) / HALF_LIFE_MIN);
    seen += weight * (counts[slot] ?? 0);
    forecast += weight * rate * (to - from);
  });
  return seen / forecast;
}
