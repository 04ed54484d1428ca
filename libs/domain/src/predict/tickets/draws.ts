/** One stream of uniform draws; streams of one seed are independent, so a change in one place moves no draw elsewhere. */
export class Draws {
  private state = 0;
  private mirrored = false;

  /** Starts the stream anew; the same (seed, stream) always gives the same draws; mirrored, 1 − u. */
  start(seed: number, stream: number, mirrored = false): void {
    this.mirrored = mirrored;
    this.state = scramble(scramble(seed + 0x3c6ef372) ^ Math.imul(stream + 1, 0x85157af5));
  }

  /** 0 ≤ u < 1 (a Weyl sequence through a 32-bit finaliser). */
  uniform(): number {
    this.state = (this.state + 0x9e3779b9) | 0;
    const u = (scramble(this.state) >>> 0) / 4294967296;
    return this.mirrored ? 1 - u - 2 ** -32 : u;
  }

  exponential(): number {
    return -Math.log(1 - this.uniform());
  }
}

/** 32-bit finaliser with good avalanche. */
function scramble(x: number): number {
  let h = x | 0;
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad);
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
  return h ^ (h >>> 15);
}
