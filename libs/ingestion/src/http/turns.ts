import { AppError } from '@cockpit/platform';

export interface TurnLimits {
  /** requests of one source that may be open at once, being read ones included */
  openPerSource: number;
  /** bytes of bodies of one source in our hands at once */
  bytesPerSource: number;
  /** requests worked on at once: of one source, and of all */
  runningPerSource: number;
  running: number;
  /** of these, long ones: one of each source, so many of all */
  heavyRunning: number;
}

export const USUAL_LIMITS: TurnLimits = { openPerSource: 64, bytesPerSource: 32 * 1024 * 1024, runningPerSource: 8, running: 64, heavyRunning: 2 };

/** A body from which on a request counts as long. */
export const HEAVY_BYTES = 256 * 1024;

interface Waiting { heavy: boolean; go: () => void }
interface Line { open: number; bytes: number; running: number; heavyRunning: number; waiting: Waiting[]; unpacking: Promise<void>; unpacked: number }

/** A request that was let in. `turn` waits until its work may be done; `leave` must be called in the end, whatever happened. */
export interface Admission {
  /**
   * Those of one source one after the other, so that what came out of one counts before the next begins.
   * @throws {AppError} 429 when the source has more bytes in our hands than it may, unless it is the only one unpacked: or two that
   * are too large together would send each other away for ever
   */
  unpack(work: () => Promise<Buffer>): Promise<Buffer>;
  turn(bytes: number): Promise<void>;
  leave(): void;
}

/**
 * Who is worked on next, when many want to be. Each source waits in a line of its own; lines are served in turn, one request
 * at a time, so a source that floods the door only makes its own line longer, and is told to come back when that is full.
 * Bodies are read before a turn is asked for: one that trickles in holds up nobody but its own source.
 */
export class Turns {
  private readonly lines = new Map<string, Line>();
  private running = 0;
  private heavyRunning = 0;

  constructor(private readonly limits: TurnLimits = USUAL_LIMITS) {}

  /** @throws {AppError} 429 with Retry-After when the source has as much open as it may */
  admit(source: string, expectedBytes: number): Admission {
    const line = this.lines.get(source) ?? { open: 0, bytes: 0, running: 0, heavyRunning: 0, waiting: [], unpacking: Promise.resolve(), unpacked: 0 };
    if (line.open >= this.limits.openPerSource || (line.open > 0 && line.bytes + expectedBytes > this.limits.bytesPerSource)) throw tooMuch();
    line.open += 1;
    line.bytes += expectedBytes;
    this.lines.set(source, line);
    let held: { heavy: boolean } | null = null;
    let weight = expectedBytes;
    let isUnpacked = false;
    const assertRoom = (): void => { if (line.unpacked > 0 && line.bytes > this.limits.bytesPerSource) throw tooMuch(); };
    const unpacked = async (work: () => Promise<Buffer>): Promise<Buffer> => {
      assertRoom();
      const body = await work();
      const more = Math.max(0, body.length - weight);
      weight += more;
      line.bytes += more;
      assertRoom();
      line.unpacked += 1;
      isUnpacked = true;
      return body;
    };
    return {
      unpack: (work) => {
        const body = line.unpacking.then(() => unpacked(work));
        line.unpacking = body.then(() => undefined, () => undefined);
        return body;
      },
      turn: async (bytes) => {
        const heavy = bytes > HEAVY_BYTES;
        if (this.mayRun(line, heavy) && line.waiting.length === 0) this.start(line, heavy);
        else await new Promise<void>((go) => line.waiting.push({ heavy, go }));
        held = { heavy };
      },
      leave: () => {
        if (held !== null) this.stop(line, held.heavy);
        line.open -= 1;
        line.bytes -= weight;
        if (isUnpacked) line.unpacked -= 1;
        if (line.open === 0) this.lines.delete(source);
        this.next();
      },
    };
  }

  private mayRun(line: Line, heavy: boolean): boolean {
    if (line.running >= this.limits.runningPerSource || this.running >= this.limits.running) return false;
    return !heavy || (line.heavyRunning === 0 && this.heavyRunning < this.limits.heavyRunning);
  }

  private start(line: Line, heavy: boolean): void {
    this.running += 1;
    line.running += 1;
    if (!heavy) return;
    this.heavyRunning += 1;
    line.heavyRunning += 1;
  }

  private stop(line: Line, heavy: boolean): void {
    this.running -= 1;
    line.running -= 1;
    if (!heavy) return;
    this.heavyRunning -= 1;
    line.heavyRunning -= 1;
  }

  /** Serves each line once a round; a line that was served goes to the end. */
  private next(): void {
    for (let served = true; served; ) {
      served = false;
      for (const [source, line] of [...this.lines]) {
        const [first] = line.waiting;
        if (first === undefined || !this.mayRun(line, first.heavy)) continue;
        line.waiting.shift();
        this.start(line, first.heavy);
        this.lines.delete(source);
        this.lines.set(source, line);
        first.go();
        served = true;
      }
    }
  }
}

const tooMuch = (): AppError => new AppError('too-many-requests', 429, {
  detail: 'this source has as many requests open as it may: wait for answers before sending more', headers: { 'retry-after': '1' },
});
