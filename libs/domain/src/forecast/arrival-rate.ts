import type { RateSource } from '@cockpit/contracts';
import type { HallConfig } from '../live';
import { fromRoster, overlap } from './from-roster';

const MINUTE = 60_000;
/** Weight of the prior by source, as a number of people already seen exactly as expected. */
const STRENGTH: Readonly<Record<Exclude<RateSource, 'own'>, number>> = { pooled: 8, bookings: 12, today: 1 };
/** Prior for half hours in which the own past has no arrivals but somebody comes today. */
const NOBODY = { mean: 0.05, strength: 0.01 };
const UNKNOWN_SERVICE_MIN = 10;
/** Half-life of today's evidence: earlier arrivals say less about the present rate. */
const HALF_LIFE_MIN = 90;

/** Estimate of a queue's arrivals at one moment of a day. */
export interface RateToday {
  /** expected arrivals of each half hour before the day starts; 0 while the hall is closed */
  readonly prior: Float64Array;
  /** correction by today's arrivals: expected = prior × ratio. It is 1 for half hours with an own past */
  readonly ratio: Float64Array;
  /** shape of the gamma distribution of each half hour's rate; larger means more certain. Infinity for an own past */
  readonly shape: Float64Array;
  /** source of each half hour */
  readonly sources: readonly RateSource[];
  /** arrivals of today in half hours without an own past */
  readonly came: number;
}

/**
 * Arrivals of one queue and hall day for half hours in which the own past has no data or no arrivals: a gamma prior of the rate (from
 * similar halls, bookings or the roster), updated with today's Poisson counts. Forecast, what-if and prompts all use it.
 */
export class ArrivalRate {
  private static readonly made = new WeakMap<HallConfig, Map<string, ArrivalRate>>();
  readonly slots: number;
  private readonly sources: readonly RateSource[];
  private readonly prior: Float64Array;
  /** half hours in which the hall is open and the own past has no arrivals */
  private readonly nobody: readonly number[];
  private readonly foreign: boolean;
  private readonly slotMin: number;
  /** start of the first half hour, minutes of the day */
  private readonly startMin: number;

  private constructor(config: HallConfig, code: string) {
    const { forecast } = config;
    this.slotMin = forecast.slotMin;
    this.startMin = (forecast.start - config.dayStart) / MINUTE;
    const expected = forecast.queues[code] ?? [];
    const open = openShares(config, expected.length);
    this.slots = open.length;
    const basis = forecast.basis?.[code];
    const none: RateSource = expected.length > 0 ? 'own' : 'today';
    this.sources = Array.from(open, (_, slot) => basis?.sources[slot] ?? none);
    this.foreign = this.sources.some((source) => source !== 'own');
    this.prior = Float64Array.from(open, (share, slot) =>
      this.sources[slot] === 'today'
        ? share *
          fromRoster(
            config,
            code,
            {
              from: forecast.start + slot * this.slotMin * MINUTE,
              to: forecast.start + (slot + 1) * this.slotMin * MINUTE,
            },
            forecast.service[code]?.meanMin ?? UNKNOWN_SERVICE_MIN,
          )
        : (expected[slot] ?? 0),
    );
    this.nobody =
      this.foreign || this.prior.includes(0)
        ? this.sources.flatMap((source, slot) =>
            source === 'own' && this.prior[slot] === 0 && (open[slot] ?? 0) > 0 ? [slot] : [],
          )
        : [];
  }

  /** Computed once for each hall day and queue. */
  static of(config: HallConfig, code: string): ArrivalRate {
    let rates = ArrivalRate.made.get(config);
    if (rates === undefined) ArrivalRate.made.set(config, (rates = new Map<string, ArrivalRate>()));
    const rate = rates.get(code) ?? new ArrivalRate(config, code);
    rates.set(code, rate);
    return rate;
  }

  /** Converts arrivals per five minutes to half hours of the forecast. */
  counts(arrivals5: readonly number[] = []): Float64Array {
    const counts = new Float64Array(this.slots);
    arrivals5.forEach((n, five) => {
      const slot = Math.floor((five * 5 - this.startMin) / this.slotMin);
      if (slot >= 0 && slot < counts.length) counts[slot] = (counts[slot] ?? 0) + n;
    });
    return counts;
  }

  /**
   * Null if the own past covers every half hour that matters today, so that nothing changes.
   * @param counts arrivals seen by half hour
   * @param nowMin minutes since the start of the first half hour
   */
  today(counts: ArrayLike<number>, nowMin: number): RateToday | null {
    const hasUnexpected = this.nobody.some((slot) => (counts[slot] ?? 0) > 0);
    if (!this.foreign && !hasUnexpected) return null;
    const prior = this.prior.slice();
    const ratio = new Float64Array(this.slots).fill(1);
    const shape = new Float64Array(this.slots).fill(Infinity);
    let came = 0;
    const learn = (slots: readonly number[], strength: number): void => {
      if (slots.length === 0) return;
      let [seen, expected] = [strength, strength];
      for (const slot of slots) {
        const lasted = Math.min(this.slotMin, nowMin - slot * this.slotMin);
        if (lasted <= 0) continue;
        const weight = 0.5 ** ((nowMin - slot * this.slotMin - lasted / 2) / HALF_LIFE_MIN);
        seen += weight * (counts[slot] ?? 0);
        expected += weight * (prior[slot] ?? 0) * (lasted / this.slotMin);
        came += counts[slot] ?? 0;
      }
      for (const slot of slots) {
        ratio[slot] = seen / expected;
        shape[slot] = seen;
      }
    };
    for (const source of ['pooled', 'bookings', 'today'] as const) learn(this.slotsOf(source), STRENGTH[source]);
    if (hasUnexpected) {
      for (const slot of this.nobody) prior[slot] = NOBODY.mean;
      learn(this.nobody, NOBODY.strength);
    }
    return { prior, ratio, shape, sources: this.sources, came };
  }

  private slotsOf(source: RateSource): number[] {
    return this.sources.flatMap((slotSource, slot) => (slotSource === source ? [slot] : []));
  }
}

/** Share of each half hour in which the hall is open, for all half hours of the forecast or the opening hours. */
function openShares({ open, forecast }: HallConfig, slotCount: number): number[] {
  const slotMs = forecast.slotMin * MINUTE;
  const lasts = Math.ceil(((open.at(-1)?.to ?? forecast.start) - forecast.start) / slotMs);
  return Array.from({ length: Math.max(slotCount, lasts, 0) }, (_, slot) => {
    const from = forecast.start + slot * slotMs;
    return open.reduce((sum, span) => sum + overlap(span, { from, to: from + slotMs }), 0) / slotMs;
  });
}

/**
 * Quantile of the arrivals for a gamma distributed rate (negative binomial).
 * @returns the smallest count that covers at least `share` of the days
 */
export function countWithin(share: number, mean: number, shape: number): number {
  if (mean <= 0) return 0;
  const odds = mean / (mean + shape);
  // (shape ÷ (shape + mean)) ^ shape, without losing precision for a very large shape
  let chance = Math.exp(-shape * Math.log1p(mean / shape));
  let within = chance;
  let n = 0;
  const most = mean + 20 * Math.sqrt(mean + (mean * mean) / shape) + 20;
  while (within < share && n < most) {
    n += 1;
    chance *= ((shape + n - 1) / n) * odds;
    within += chance;
  }
  return n;
}
