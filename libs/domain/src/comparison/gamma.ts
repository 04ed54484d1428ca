/** Below this the series is not exact enough, and recurrence leads above it. */
const LEAST = 10;

/** ψ′, the second derivative of log Γ, for x > 0. */
export function trigamma(x: number): number {
  let sum = 0;
  let at = x;
  for (; at < LEAST; at += 1) sum += 1 / (at * at);
  const q = 1 / (at * at);
  return sum + 1 / at + q / 2 + (q / at) * (1 / 6 - q * (1 / 30 - q * (1 / 42 - q / 30)));
}

/** ψ, the derivative of log Γ, for x > 0. */
export function digamma(x: number): number {
  let sum = 0;
  let at = x;
  for (; at < LEAST; at += 1) sum -= 1 / at;
  const q = 1 / (at * at);
  return sum + Math.log(at) - 1 / (2 * at) - q * (1 / 12 - q * (1 / 120 - q * (1 / 252 - q / 240)));
}

/** The x > 0 at which ψ′ has this value, above 0. */
export function trigammaInverse(value: number): number {
  let [low, high] = [1e-6, 1e8];
  // ψ′ falls; bisection in the logarithm needs no derivative and cannot run away
  for (let i = 0; i < 100; i += 1) {
    const middle = Math.sqrt(low * high);
    if (trigamma(middle) > value) low = middle;
    else high = middle;
  }
  return Math.sqrt(low * high);
}
