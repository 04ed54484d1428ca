/** How demand strays from the forecast, learned from the past of a hall; log scale. */
export interface DemandNoise {
  /** Standard deviation of what stays all day. */
  readonly daySd: number;
  /** Standard deviation and slot-to-slot correlation of what comes and goes. */
  readonly slotSd: number;
  readonly slotPhi: number;
}

export const DEFAULT_NOISE: DemandNoise = { daySd: 0.155, slotSd: 0.18, slotPhi: 0.6 };

/**
 * Today's demand against the forecast, slot by slot: a Kalman filter over two log factors, one that lasts all day and one
 * that fades (AR(1) from slot to slot), fed with Poisson counts (each update by Laplace's approximation).
 * @param counts arrivals seen by slot, the present one so far @param ratePerMin expected arrivals per minute by slot
 * @param nowMin minutes since slot 0 began
 * @returns expected ratio actual ÷ forecast for every slot from the present one on; 1 for slots that are over
 */
export function demandRatios(
  counts: ArrayLike<number>,
  ratePerMin: ArrayLike<number>,
  slotMin: number,
  nowMin: number,
  noise: DemandNoise = DEFAULT_NOISE,
): Float64Array {
  const slots = ratePerMin.length;
  const { slotPhi: phi } = noise;
  const dayVar = noise.daySd ** 2;
  const slotVar = noise.slotSd ** 2;
  const ratios = new Float64Array(slots).fill(1);
  let [day, slot] = [-dayVar / 2, -slotVar / 2];
  let [vDay, vBoth, vSlot] = [dayVar, 0, slotVar];
  const present = Math.max(0, Math.min(slots - 1, Math.floor(nowMin / slotMin)));
  for (let s = 0; s < slots; s += 1) {
    if (s > 0) {
      slot = phi * slot - ((1 - phi) * slotVar) / 2;
      vBoth *= phi;
      vSlot = phi * phi * vSlot + (1 - phi * phi) * slotVar;
    }
    if (s <= present && nowMin > s * slotMin) {
      const expected = (ratePerMin[s] ?? 0) * (Math.min(nowMin, (s + 1) * slotMin) - s * slotMin);
      const variance = vDay + 2 * vBoth + vSlot;
      if (expected > 0 && variance > 0) {
        const after = poissonPosterior(day + slot, variance, counts[s] ?? 0, expected);
        const [gainDay, gainSlot] = [(vDay + vBoth) / variance, (vBoth + vSlot) / variance];
        const shift = after.mean - day - slot;
        const drop = variance - after.variance;
        day += gainDay * shift;
        slot += gainSlot * shift;
        vDay -= gainDay * gainDay * drop;
        vBoth -= gainDay * gainSlot * drop;
        vSlot -= gainSlot * gainSlot * drop;
      }
    }
    if (s >= present) ratios[s] = Math.exp(day + slot + (vDay + 2 * vBoth + vSlot) / 2);
  }
  return ratios;
}

/** Posterior of a log rate with a normal prior after seeing a Poisson count: mode and curvature there. */
function poissonPosterior(
  mean: number,
  variance: number,
  count: number,
  expected: number,
): { mean: number; variance: number } {
  let theta = mean;
  for (let i = 0; i < 8; i += 1) {
    const rate = expected * Math.exp(theta);
    const step = (count - rate - (theta - mean) / variance) / (rate + 1 / variance);
    theta += Math.max(-1, Math.min(1, step));
    if (Math.abs(step) < 1e-6) break;
  }
  return { mean: theta, variance: 1 / (1 / variance + expected * Math.exp(theta)) };
}

/** Services after which today's own pace weighs as much as the catalogue's item means. */
const PRIOR_SERVICES = 100;

/** How much longer than the item means services of a queue take today, shrunk towards 1. */
export function serviceRatio(observedMin: number, expectedMin: number, meanMin: number): number {
  const prior = PRIOR_SERVICES * meanMin;
  return (prior + observedMin) / (prior + expectedMin);
}
