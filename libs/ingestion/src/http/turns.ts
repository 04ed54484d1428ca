import { AppError } from '@cockpit/platform';
import { Rounds, type RoundLimits } from './rounds';

export interface TurnLimits {
  /** open requests of one source, including those being read */
  openPerSource: number;
  /** bytes of request bodies held for one source */
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

/** Bodies from this size on count as long. */
export const HEAVY_BYTES = 256 * 1024;

/** Reports the decompressed size so far; it waits when the body has become long and other long ones are before it. */
export type Grown = (bytes: number) => Promise<void>;

interface Line {
  open: number;
  bytes: number;
  longOpen: number;
}

/** An admitted request. `turn` waits until its work may run; always call `leave` at the end. */
export interface Admission {
  /**
   * Decompresses bodies of one source concurrently. The real size shows only during decompression: a body that becomes
   * long gives up its place and waits until no other long one of its source runs, so short ones never wait for long
   * ones.
   * @throws {AppError} 429 when the source holds too many bytes, unless it has no other long body: otherwise two large
   * ones would refuse each other for ever
   */
  unpack(work: (grown: Grown) => Promise<Buffer>): Promise<Buffer>;
  turn(bytes: number): Promise<void>;
  leave(): void;
}

/**
 * Limits concurrent work per source: a source that floods ingestion only lengthens its own queue and gets 429 when that
 * is full. Bodies are read before a turn is requested, so a slow body delays only its own source.
 */
export class Turns {
  private readonly lines = new Map<string, Line>();
  private readonly unpacking: Rounds;
  private readonly working: Rounds;

  constructor(private readonly limits: TurnLimits = USUAL_LIMITS) {
    this.unpacking = new Rounds(limits.unpacking);
    this.working = new Rounds(limits.working);
  }

  /** @throws {AppError} 429 with Retry-After when the source has too many open requests */
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
