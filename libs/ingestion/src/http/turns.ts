import { AppError } from '@cockpit/platform';
import { Rounds, type RoundLimits } from './rounds';

export interface TurnLimits {
  /** requests of one source that may be open at once, being read ones included */
  openPerSource: number;
  /** bytes of bodies of one source in our hands at once */
  bytesPerSource: number;
  unpacking: RoundLimits;
  working: RoundLimits;
}

export const USUAL_LIMITS: TurnLimits = {
  openPerSource: 64,
  bytesPerSource: 32 * 1024 * 1024,
  unpacking: { perSource: 4, all: 16, long: 2 },
  working: { perSource: 8, all: 64, long: 2 },
};

/** A body from which on a request counts as long. */
export const HEAVY_BYTES = 256 * 1024;

/** To be told how much has come out of a packed body so far; waits when that has become long and others of its kind are before it. */
export type Grown = (bytes: number) => Promise<void>;

interface Line {
  open: number;
  bytes: number;
  longOpen: number;
}

/** A request that was let in. `turn` waits until its work may be done; `leave` must be called in the end, whatever happened. */
export interface Admission {
  /**
   * A few of one source side by side. How long a packed body is shows only as it comes out: one that turns out long gives its place away
   * and goes on when no other long one of its source is before it, so short ones never wait behind long ones.
   * @throws {AppError} 429 when the source has more bytes in our hands than it may, unless no other long one of it is: or two that
   * are too large together would send each other away for ever
   */
  unpack(work: (grown: Grown) => Promise<Buffer>): Promise<Buffer>;
  turn(bytes: number): Promise<void>;
  leave(): void;
}

/**
 * A source that floods the door only makes its own line longer, and is told to come back when that is full.
 * Bodies are read before a turn is asked for: one that trickles in holds up nobody but its own source.
 */
export class Turns {
  private readonly lines = new Map<string, Line>();
  private readonly unpacking: Rounds;
  private readonly working: Rounds;

  constructor(private readonly limits: TurnLimits = USUAL_LIMITS) {
    this.unpacking = new Rounds(limits.unpacking);
    this.working = new Rounds(limits.working);
  }

  /** @throws {AppError} 429 with Retry-After when the source has as much open as it may */
  admit(source: string, expectedBytes: number): Admission {
    const line = this.lines.get(source) ?? { open: 0, bytes: 0, longOpen: 0 };
    if (
      line.open >= this.limits.openPerSource ||
      (line.open > 0 && line.bytes + expectedBytes > this.limits.bytesPerSource)
    )
      throw tooMuch();
    line.open += 1;
    line.bytes += expectedBytes;
    this.lines.set(source, line);
    let giveBack: (() => void) | null = null;
    let weight = expectedBytes;
    let isLong = false;
    const hold = (bytes: number): void => {
      line.bytes += Math.max(0, bytes - weight);
      weight = Math.max(weight, bytes);
      if (line.longOpen > (isLong ? 1 : 0) && line.bytes > this.limits.bytesPerSource) throw tooMuch();
    };
    return {
      unpack: async (work) => {
        let done = await this.unpacking.acquire(source, false);
        const grown = async (bytes: number): Promise<void> => {
          if (bytes > HEAVY_BYTES && !isLong) {
            done();
            done = await this.unpacking.acquire(source, true);
            isLong = true;
            line.longOpen += 1;
          }
          hold(bytes);
        };
        try {
          return await work(grown);
        } finally {
          done();
        }
      },
      turn: async (bytes) => {
        giveBack = await this.working.acquire(source, bytes > HEAVY_BYTES);
      },
      leave: () => {
        giveBack?.();
        line.open -= 1;
        line.bytes -= weight;
        if (isLong) line.longOpen -= 1;
        if (line.open === 0) this.lines.delete(source);
      },
    };
  }
}

const tooMuch = (): AppError =>
  new AppError('too-many-requests', 429, {
    detail: 'this source has as many requests open as it may: wait for answers before sending more',
    headers: { 'retry-after': '1' },
  });
