import { digamma, trigamma, trigammaInverse } from './gamma';

/** A variance and the degrees of freedom it was estimated with. */
export interface Spread {
  readonly variance: number;
  readonly degrees: number;
}

/** The variance of a figure by the figures that remain when one of its days is left out, for each day. Fewer than two days: 0. */
export function jackknife(without: readonly number[]): number {
  const n = without.length;
  if (n < 2) return 0;
  const mean = without.reduce((sum, one) => sum + one, 0) / n;
  return ((n - 1) / n) * without.reduce((sum, one) => sum + (one - mean) ** 2, 0);
}

/** Beyond this the days of a period are hardly more than one. */
const MOST_LASTING = 0.8;

/**
 * How many times larger the variance is because a bad day is often followed by another one. Estimated over all places together, with the
 * usual correction for short series; never below 1.
 * @param all of each place the figures without each of its days, in the order of time
 */
export function lasting(all: readonly (readonly number[])[]): number {
  const series = all.flatMap((without) => {
    const mean = without.reduce((sum, one) => sum + one, 0) / without.length;
    const distances = without.map((one) => one - mean);
    const square = distances.reduce((sum, one) => sum + one * one, 0);
    return without.length < 3 || square === 0 ? [] : [{ distances, square }];
  });
  const days = series.reduce((sum, { distances }) => sum + distances.length, 0);
  if (days === 0) return 1;
  // each place counts by its days, however much its days vary
  const together = series.reduce((sum, { distances, square }) => {
    const products = distances.slice(1).reduce((total, one, i) => total + one * (distances[i] ?? 0), 0);
    return sum + (distances.length * products) / square;
  }, 0);
  const correlation = Math.min(MOST_LASTING, Math.max(0, (together + series.length) / days));
  return (1 + correlation) / (1 - correlation);
}

/** Fewer places tell nothing of how much spreads differ between places. */
const LEAST_PEERS = 3;
/** A variance of nothing is taken for this part of the mean one: its logarithm must exist. */
const SMALLEST = 1e-5;

/**
 * Variances of a few days each, made more certain by those of the peers: the fewer days a place has, and the more alike the peers are, the
 * more the common variance counts (empirical Bayes with an inverse gamma prior).
 * @param own comparable variances, with 0 degrees where nothing is known. Null in the answer: nothing is known there, nor from peers.
 */
export function moderated(own: readonly Spread[]): (Spread | null)[] {
  const known = own.filter(({ degrees }) => degrees > 0);
  const all = known.reduce((sum, { degrees }) => sum + degrees, 0);
  if (known.length < LEAST_PEERS) return own.map((one) => (one.degrees > 0 ? one : null));
  const prior = priorOf(known, all);
  return own.map(({ variance, degrees }) => ({
    variance:
      prior.degrees === Infinity
        ? prior.variance
        : (prior.degrees * prior.variance + degrees * variance) / (prior.degrees + degrees),
    // nobody can know more than all days together tell
    degrees: Math.min(prior.degrees + degrees, all),
  }));
}

/** What is common to the variances of the peers; infinite degrees: they differ no more than chance makes them. */
function priorOf(known: readonly Spread[], all: number): Spread {
  const pooled = known.reduce((sum, { variance, degrees }) => sum + variance * degrees, 0) / all;
  const logs = known.map(
    ({ variance, degrees }) =>
      Math.log(Math.max(variance, pooled * SMALLEST, Number.MIN_VALUE)) - digamma(degrees / 2) + Math.log(degrees / 2),
  );
  const mean = logs.reduce((sum, one) => sum + one, 0) / logs.length;
  const between = logs.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (logs.length - 1);
  const chance = known.reduce((sum, { degrees }) => sum + trigamma(degrees / 2), 0) / known.length;
  if (between <= chance || pooled === 0) return { variance: pooled, degrees: Infinity };
  const degrees = 2 * trigammaInverse(between - chance);
  return { variance: Math.exp(mean + digamma(degrees / 2) - Math.log(degrees / 2)), degrees };
}
