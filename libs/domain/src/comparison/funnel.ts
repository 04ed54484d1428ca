import { pick } from '../numeric';

export interface FunnelPlace {
  readonly value: number;
  /** the denominator, above 0 */
  readonly weight: number;
}

/** Limits at 95 % and 99.8 % for a place of this size that is like all others. */
export interface FunnelLimits {
  readonly weight: number;
  readonly low95: number;
  readonly high95: number;
  readonly low998: number;
  readonly high998: number;
}

export interface Funnel {
  /** what a place like all others is expected to have; null without limits */
  readonly centre: number | null;
  /** how many times the variance is larger than chance alone makes it, at least 1 */
  readonly overDispersion: number | null;
  /** from the smallest to the largest denominator */
  readonly curve: readonly FunnelLimits[];
  /** distance of each place from the centre, in its standard deviations */
  readonly z: readonly number[];
}

/** Limits learned from fewer places would only look like limits. */
export const LEAST_PLACES = 5;
const Z95 = 1.959963984540054;
const Z998 = 3.090232306167813;
/** The part of the places at each end that may not say how much places differ: they are the ones we look for. */
const WINSORISED = 0.1;
/** What winsorising leaves of the mean square of a normal distribution. Without this the limits would be too narrow by a fifth. */
const LEFT = 0.6787;
/** A giant place does not set the centre alone: nobody counts for more than so many median places. */
const MOST_MEDIANS = 3;
const STEPS = 48;

const NO_FUNNEL: Funnel = { centre: null, overDispersion: null, curve: [], z: [] };

/**
 * A funnel plot with Spiegelhalter's multiplicative over-dispersion.
 * @param unitVariance the variance of one unit of the denominator at a centre
 * @param least, most the values a figure can have
 */
export function funnel(
  places: readonly FunnelPlace[],
  unitVariance: (centre: number) => number,
  { least, most }: { least: number; most: number },
): Funnel {
  if (places.length < LEAST_PLACES) return NO_FUNNEL;
  const centre = centreOf(places);
  const variance = unitVariance(centre);
  if (!(variance > 0)) return NO_FUNNEL;
  const raw = places.map(({ value, weight }) => (value - centre) / Math.sqrt(variance / weight));
  const overDispersion = Math.max(1, meanSquare(winsorised(raw)) / LEFT);
  const limits = (weight: number): FunnelLimits => {
    const error = Math.sqrt((variance * overDispersion) / weight);
    const within = (value: number): number => Math.min(most, Math.max(least, value));
    return {
      weight,
      low95: within(centre - Z95 * error),
      high95: within(centre + Z95 * error),
      low998: within(centre - Z998 * error),
      high998: within(centre + Z998 * error),
    };
  };
  const weights = places.map(({ weight }) => weight);
  return {
    centre,
    overDispersion,
    curve: stepsBetween(Math.min(...weights), Math.max(...weights)).map(limits),
    z: raw.map((one) => one / Math.sqrt(overDispersion)),
  };
}

/** Whether a place lies outside the limits at 99.8 %. */
export const outsideOf = (z: number): 'low' | 'high' | null => (z < -Z998 ? 'low' : z > Z998 ? 'high' : null);

function centreOf(places: readonly FunnelPlace[]): number {
  const sorted = places.map(({ weight }) => weight).sort((a, b) => a - b);
  const most = MOST_MEDIANS * pick(sorted, Math.floor((sorted.length - 1) / 2));
  const weights = places.map(({ weight }) => Math.min(weight, most));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return places.reduce((sum, { value }, i) => sum + value * pick(weights, i), 0) / total;
}

/** The outermost values at each end, moved to the nearest of the others. */
function winsorised(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const cut = Math.floor(WINSORISED * sorted.length);
  const [low, high] = [pick(sorted, cut), pick(sorted, sorted.length - 1 - cut)];
  return values.map((value) => Math.min(high, Math.max(low, value)));
}

const meanSquare = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value * value, 0) / values.length;

/** Small denominators, where the limits bend, get more steps than large ones. */
function stepsBetween(least: number, most: number): number[] {
  if (least === most) return [least];
  const ratio = most / least;
  return Array.from({ length: STEPS + 1 }, (_, i) => (i === STEPS ? most : least * ratio ** (i / STEPS)));
}
