import type { BoardReading } from './reading';
import { BOARD_TUNING as T } from './tuning';

/** A stretch between two boards of one queue during which somebody was waiting. */
export interface Stretch {
  /** epoch ms */
  readonly from: number;
  readonly minutes: number;
  readonly calls: number;
  readonly openWindows: number | null;
}

/** A number whose issue and call both showed on the boards. */
export interface SeenWait {
  readonly number: number;
  /** epoch ms, interpolated between boards */
  readonly issued: number;
  readonly called: number;
  /** index of the board a newcomer would have read: the newest at or before issue */
  readonly board: number;
}

interface Pending {
  readonly number: number;
  readonly issued: number;
  readonly board: number;
}

/**
 * The boards of one queue on one day. The called number and the number issued so far (called + waiting) only ever grow:
 * a board that runs backwards is a slip of the display, not people un-called, so running maxima are kept and the slip is
 * counted. Issue and call times of each number are interpolated between the boards where the maxima pass it.
 */
export class QueueDay {
  readonly seen: SeenWait[] = [];
  readonly stretches: Stretch[] = [];
  boards = 0;
  last: BoardReading | null = null;
  lastCallAt: number | null = null;
  /** the board on which the first number of the day appeared */
  firstCallAt: number | null = null;
  private called: number | null = null;
  private issued = 0;
  private previousCalled: number | null = null;
  private frozenSince = 0;
  private readonly distinct = new Set<number>();
  private decreases = 0;
  private leaps = 0;
  private pending: Pending[] = [];

  constructor(readonly day: number) {}

  /** Whether the numbers of this day make sense enough to learn from. */
  get sound(): boolean {
    return this.decreases <= T.maxDecreases && this.leaps === 0;
  }

  get distinctCalls(): number {
    return this.distinct.size;
  }

  /** Boards come in order of time; an older one than the last is ignored. Returns the busy stretch it ended, if any. */
  add(reading: BoardReading): Stretch | null {
    const last = this.last;
    if (last !== null && reading.at <= last.at) return null;
    const stretch = last === null ? null : this.stretchTo(last, reading);
    if (stretch !== null) this.stretches.push(stretch);
    this.note(last, reading);
    this.last = reading;
    this.boards += 1;
    return stretch;
  }

  private stretchTo(last: BoardReading, reading: BoardReading): Stretch | null {
    const unchanged = last.waiting === reading.waiting && last.called === reading.called;
    if (!unchanged) this.frozenSince = reading.at;
    const minutes = (reading.at - last.at) / 60_000;
    if (last.waiting === 0 || minutes > T.maxGapMin) return null;
    if (unchanged && (last.openWindows === 0 || reading.at - this.frozenSince > T.frozenMin * 60_000)) return null;
    if (this.called === null || reading.called === null) return null;
    const calls = Math.max(0, reading.called - this.called);
    if (calls > T.maxJump) return null;
    return { from: last.at, minutes, calls, openWindows: last.openWindows };
  }

  private note(last: BoardReading | null, reading: BoardReading): void {
    if (reading.called === null) return;
    this.distinct.add(reading.called);
    if (this.previousCalled !== null && reading.called < this.previousCalled) this.decreases += 1;
    if (this.previousCalled !== null && reading.called - this.previousCalled > T.maxJump) this.leaps += 1;
    if (this.previousCalled !== reading.called) {
      // A number that stands there from the start may be yesterday's.
      if (last !== null) this.firstCallAt ??= reading.at;
      this.lastCallAt = reading.at;
    }
    this.previousCalled = reading.called;
    const issued = reading.called + reading.waiting;
    if (this.called === null || last === null) {
      this.called = reading.called;
      this.issued = issued;
      return;
    }
    this.issue(last.at, reading.at, issued);
    this.call(last.at, reading.at, reading.called);
  }

  private issue(from: number, to: number, issued: number): void {
    const before = this.issued;
    // A leap of the display is not a crowd: cap what one board may add, the day is unsound anyway.
    if (issued - before > 500) {
      this.issued = issued;
      return;
    }
    for (let n = before + 1; n <= issued; n++) {
      const at = from + ((n - before) / (issued - before)) * (to - from);
      this.pending.push({ number: n, issued: at, board: n === issued ? this.boards : this.boards - 1 });
    }
    this.issued = Math.max(before, issued);
  }

  private call(from: number, to: number, called: number): void {
    const before = this.called ?? called;
    if (called <= before) return;
    this.called = called;
    const waiting: Pending[] = [];
    for (const p of this.pending) {
      if (p.number > called) waiting.push(p);
      else if (p.number > before)
        this.seen.push({ ...p, called: from + ((p.number - before) / (called - before)) * (to - from) });
    }
    this.pending = waiting;
  }
}
