import { jStat } from 'jstat';
import { at, pick } from '../numeric';

/** A figure with its standard error; infinite where nothing is known about its spread. */
export interface Estimate {
  readonly value: number;
  readonly error: number;
  /** of the standard error */
  readonly degrees: number;
}

/** Places between which the true rank lies, 1 is best; both included. */
export interface RankSet {
  readonly low: number;
  readonly high: number;
}

export interface RankSets {
  readonly sets: readonly RankSet[];
  /** the band of each place, 1 is best: see `bandsOf` */
  readonly bands: readonly number[];
}

/**
 * Confidence sets for the ranks of all places at once: with the given probability the true rank of every one of them lies in its set.
 * Each pair is compared both ways; Holm's step-down keeps the probability of a single wrong order among all of them below 1 − level.
 * What follows from two proven orders counts as proven too, which costs nothing.
 */
export function rankSets(places: readonly Estimate[], better: 'more' | 'less', level = 0.95): RankSets {
  const n = places.length;
  // best first, so that an order can only be proven forwards
  const order = places
    .map((_, i) => i)
    .sort((a, b) => (better === 'more' ? -1 : 1) * (pick(places, a).value - pick(places, b).value));
  const sorted = order.map((i) => pick(places, i));
  const worse = closed(proven(sorted, 1 - level), n);
  const sets: RankSet[] = Array.from({ length: n }, () => ({ low: 1, high: n }));
  const above = new Int32Array(n);
  worse.forEach((row, i) => {
    let below = 0;
    for (let j = i + 1; j < n; j += 1)
      if (has(row, j)) {
        below += 1;
        above[j] = at(above, j) + 1;
      }
    sets[pick(order, i)] = { low: 1, high: n - below };
  });
  order.forEach((place, i) => {
    sets[place] = { ...pick(sets, place), low: at(above, i) + 1 };
  });
  return { sets, bands: bandsOf(sets) };
}

type Bits = Uint32Array;
const has = (bits: Bits, j: number): boolean => ((bits[j >>> 5] ?? 0) & (1 << (j & 31))) !== 0;
const add = (bits: Bits, j: number): void => {
  bits[j >>> 5] = (bits[j >>> 5] ?? 0) | (1 << (j & 31));
};

/** For each place those that are proven to be worse; places come best first. */
function proven(places: readonly Estimate[], alpha: number): Bits[] {
  const n = places.length;
  const found = places.map(() => new Uint32Array((n + 31) >>> 5));
  const degrees = [...new Set(places.map((place) => place.degrees))].sort((a, b) => a - b);
  const pairs = pairsOf(places, degrees);
  // one hypothesis each way: at the beginning all of them could be true
  const hypotheses = n * (n - 1);
  let decided = -1;
  let now = 0;
  while (decided !== now) {
    decided = now;
    const tail = alpha / (hypotheses - decided);
    const limits = Float64Array.from(degrees, (one) => student(1 - tail, one));
    now = 0;
    pairs.apart.forEach((apart, pair) => {
      if (apart > at(limits, at(pairs.which, pair))) now += 1;
    });
    if (now === decided) mark(found, pairs, limits);
  }
  return found;
}

interface Pairs {
  /** distances in standard errors, row by row */
  readonly apart: Float64Array;
  /** which of the degrees of freedom they have: the fewer ones of the two places */
  readonly which: Uint16Array;
}

function pairsOf(places: readonly Estimate[], degrees: readonly number[]): Pairs {
  const n = places.length;
  const apart = new Float64Array((n * (n - 1)) / 2);
  const which = new Uint16Array(apart.length);
  const index = new Map(degrees.map((one, i) => [one, i]));
  const own = places.map((place) => index.get(place.degrees) ?? 0);
  let pair = 0;
  places.forEach((a, i) => {
    for (let j = i + 1; j < n; j += 1) {
      const b = pick(places, j);
      const distance = Math.abs(a.value - b.value);
      // without any error the smallest difference is one
      apart[pair] = distance === 0 ? 0 : distance / Math.sqrt(a.error * a.error + b.error * b.error);
      which[pair] = Math.min(pick(own, i), pick(own, j));
      pair += 1;
    }
  });
  return { apart, which };
}

function mark(found: readonly Bits[], { apart, which }: Pairs, limits: Float64Array): void {
  let pair = 0;
  found.forEach((row, i) => {
    for (let j = i + 1; j < found.length; j += 1, pair += 1)
      if (at(apart, pair) > at(limits, at(which, pair))) add(row, j);
  });
}

/** From here on Student's t is the normal distribution. */
const MANY = 1e6;
/** The quantile of Student's t. */
export const student = (probability: number, degrees: number): number =>
  jStat.studentt.inv(probability, Math.min(degrees, MANY));

/** Adds what follows: who is better than somebody is better than all who are worse than that one. */
function closed(worse: Bits[], n: number): Bits[] {
  for (let i = n - 1; i >= 0; i -= 1) {
    const row = pick(worse, i);
    const implied = new Uint32Array(row.length);
    // whoever is implied by another one brings nobody who is not implied by that one
    for (let j = i + 1; j < n; j += 1) if (has(row, j) && !has(implied, j)) unite(implied, pick(worse, j));
    unite(row, implied);
  }
  return worse;
}

function unite(into: Bits, more: Bits): void {
  for (let word = 0; word < into.length; word += 1) into[word] = (into[word] ?? 0) | (more[word] ?? 0);
}

/**
 * Bands, 1 is best. Places whose sets overlap share a band, and so do those that hang together by others between them. So every place of
 * a band is proven to be better than every place of the bands after it, and within a band no complete order is proven.
 */
export function bandsOf(sets: readonly RankSet[]): number[] {
  const order = sets.map((_, i) => i).sort((a, b) => pick(sets, a).low - pick(sets, b).low);
  const bands = sets.map(() => 0);
  let band = 0;
  let reach = 0;
  for (const i of order) {
    const { low, high } = pick(sets, i);
    if (low > reach) band += 1;
    reach = Math.max(reach, high);
    bands[i] = band;
  }
  return bands;
}
