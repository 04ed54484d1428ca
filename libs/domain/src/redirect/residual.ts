import { at } from '../numeric';

/** Standard normal distribution function (Abramowitz & Stegun 26.2.17, absolute error below 1e-7). */
export function normalCdf(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const tail =
    0.3989422804014327 *
    Math.exp((-x * x) / 2) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x >= 0 ? 1 - tail : tail;
}

/** Where the standard normal distribution function takes a value between 0 and 1. */
export function normalQuantile(share: number): number {
  let [low, high] = [-8, 8];
  for (let i = 0; i < 40; i += 1) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

const STEP = 0.05;
const POINTS = 161;
const tables = new Map<number, Float64Array>();

/** Mean rest of a lognormal service of mean 1 that has already taken x: E[S − x | S > x], on a grid of x = 0 … 8. */
function table(cv: number): Float64Array {
  const known = tables.get(cv);
  if (known !== undefined) return known;
  const sigma = Math.sqrt(Math.log(1 + cv * cv));
  const values = Float64Array.from({ length: POINTS }, (_, i) => {
    const x = i * STEP;
    if (x === 0 || sigma < 1e-6) return Math.max(1 - x, 0.05);
    const z = (Math.log(x) + (sigma * sigma) / 2) / sigma;
    const beyond = 1 - normalCdf(z);
    return beyond < 1e-6 ? x * sigma : (1 - normalCdf(z - sigma)) / beyond - x;
  });
  tables.set(cv, values);
  return values;
}

/** Expected minutes still to go for a service with the given mean and CV that has lasted `elapsedMin`. */
export function meanResidualMin(meanMin: number, cv: number, elapsedMin: number): number {
  if (meanMin <= 0) return 0;
  const values = table(cv);
  const place = Math.min(POINTS - 1, elapsedMin / meanMin / STEP);
  const lower = Math.floor(place);
  const a = values[lower] ?? 0;
  const b = values[Math.min(POINTS - 1, lower + 1)] ?? a;
  return meanMin * (a + (b - a) * (place - lower));
}

const WIDTH = 4;
const FINE = 0.02;
const positive = Float64Array.from({ length: (2 * WIDTH) / FINE + 2 }, (_, i) => {
  const z = i * FINE - WIDTH;
  return z * normalCdf(z) + 0.3989422804014327 * Math.exp((-z * z) / 2);
});

/** Mean of the positive part of a normal variable, E[(mean + sd·Z)⁺]. */
export function positivePart(mean: number, sd: number): number {
  if (sd <= 1e-9) return mean > 0 ? mean : 0;
  const z = mean / sd;
  if (z >= WIDTH) return mean;
  if (z <= -WIDTH) return 0;
  const place = (z + WIDTH) / FINE;
  const lower = Math.floor(place);
  const a = at(positive, lower);
  return sd * (a + (at(positive, lower + 1) - a) * (place - lower));
}
