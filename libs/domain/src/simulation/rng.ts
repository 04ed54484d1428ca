/**
 * The benchmark's random numbers: one mulberry32 stream per (day, purpose), seeded through the murmur3 finaliser, so that
 * every policy meets the same visitors and officers whatever it decides.
 */
const scramble = (value: number): number => {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};

/** Purposes of the streams; the numbers are part of the benchmark's definition. */
export const STREAM = {
  hallDay: 1,
  arrivals: 10,
  marks: 20,
  officers: 40,
  breaks: 41,
  systemOutage: 42,
  supervisor: 50,
  burst: 60,
  drift: 70,
  bookings: 80,
} as const;

export class Stream {
  private state: number;

  constructor(day: number, stream: number) {
    this.state = scramble((Math.imul(day, 0x9e3779b1) >>> 0) ^ scramble((stream + 0x7f4a7c15) >>> 0));
  }

  /** Uniform in [0, 1). */
  uniform(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    const a = this.state;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** Standard normal, cosine branch of Box–Muller: always two uniforms. */
  normal(): number {
    const radius = this.uniform();
    const angle = this.uniform();
    return Math.sqrt(-2 * Math.log(1 - radius)) * Math.cos(6.283185307179586 * angle);
  }

  /** Lognormal with mean 1 and log-standard-deviation `sd`. */
  lognormal(sd: number): number {
    return Math.exp(sd * this.normal() - 0.5 * sd ** 2);
  }

  /** Exponential with mean 1. */
  exponential(): number {
    return -Math.log(1 - this.uniform());
  }
}
