import { Draws } from './draws';
import { normalQuantile, ServiceTimes } from './service-times';

/** What chance does to one desk on one path, before it is known how long anything takes there. */
export const DESK = { pace: 0, rest: 1, noShow: 2, outage: 3, outageLength: 4, there: 5, fields: 6 } as const;

/**
 * The draws that do not depend on the hall: one set per window and path, made once per seed. Paths come in mirrored pairs
 * (u and 1 − u), which halves the noise of a median for nothing.
 */
export class DeskNoise {
  private static readonly made = new Map<string, DeskNoise>();
  readonly values: Float64Array;

  static of(seed: number, paths: number, windows: number): DeskNoise {
    const key = `${String(seed)}/${String(paths)}/${String(windows)}`;
    let noise = DeskNoise.made.get(key);
    if (noise === undefined) {
      if (DeskNoise.made.size >= 64) DeskNoise.made.clear();
      noise = new DeskNoise(seed, paths, windows);
      DeskNoise.made.set(key, noise);
    }
    return noise;
  }

  private constructor(
    seed: number,
    paths: number,
    private readonly windows: number,
  ) {
    this.values = new Float64Array(paths * windows * DESK.fields);
    const draws = new Draws();
    const lengths = ServiceTimes.of(0.8);
    const presence = new Draws();
    for (let path = 0; path < paths; path++) {
      presence.start(Math.imul(seed, 7919) + (path >> 1), 0, path % 2 !== 0);
      draws.start(Math.imul(seed, 7919) + (path >> 1), 1);
      const u = (): number => (path % 2 === 0 ? draws.uniform() : 1 - draws.uniform());
      for (let w = 0; w < windows; w++) {
        const at = this.at(path, w);
        this.values[at + DESK.pace] = normalQuantile(u() * 0.9998 + 0.0001);
        this.values[at + DESK.rest] = Math.min(0.99999, u());
        this.values[at + DESK.noShow] = u();
        this.values[at + DESK.outage] = -Math.log(1 - Math.min(0.99999, u()));
        this.values[at + DESK.there] = presence.uniform();
        this.values[at + DESK.outageLength] = lengths.fresh(Math.min(0.99999, u()));
      }
    }
  }

  /** Place of the first field of a window on a path. */
  at(path: number, window: number): number {
    return (path * this.windows + window) * DESK.fields;
  }
}
