import { placeIn, removeKey } from './place';

/** One display-board snapshot of a queue. */
export interface Observation {
  at: number;
  key: string;
  /** the feed that reported it */
  source: string;
  waiting: number;
  lastCalled: string | null;
  /** the number in `lastCalled`; null if it has none */
  calledNumber: number | null;
  openWindows: number | null;
  avgServiceMin: number | null;
}

const HOUR_MS = 3_600_000;

/** Boards of one queue and day, in order of time. */
export class Observations {
  readonly list: Observation[] = [];

  get latest(): Observation | null {
    return this.list.at(-1) ?? null;
  }

  add(seen: Observation): boolean {
    const at = placeIn(this.list, (other) => other.at > seen.at || (other.at === seen.at && other.key > seen.key));
    if (this.list[at - 1]?.key === seen.key) return false;
    this.list.splice(at, 0, seen);
    return true;
  }

  remove(key: string): void {
    removeKey(this.list, key);
  }

  /** How often the called number decreased between two boards, and the last time; null if never. */
  backwards(): { count: number; lastAt: number } | null {
    let count = 0;
    let lastAt = 0;
    let before: number | null = null;
    for (const { calledNumber, at } of this.list) {
      if (calledNumber === null) continue;
      if (before !== null && calledNumber < before) {
        count++;
        lastAt = at;
      }
      before = calledNumber;
    }
    return count === 0 ? null : { count, lastAt };
  }

  /** A board counts as stuck if people wait and it has not changed for an hour and at least six snapshots. */
  frozen(): { count: number; since: number } | null {
    const latest = this.latest;
    if (latest === null || latest.waiting === 0) return null;
    let count = 0;
    let since = latest.at;
    for (const seen of this.list.toReversed()) {
      if (seen.waiting !== latest.waiting || seen.lastCalled !== latest.lastCalled) break;
      count++;
      since = seen.at;
    }
    return count >= 6 && latest.at - since >= HOUR_MS ? { count, since } : null;
  }
}

/** The number at the end of a called ticket's label (`A017` → 17). */
export function calledNumber(label: string | null): number | null {
  const digits = label === null ? null : /(\d{1,9})\D*$/.exec(label);
  return digits?.[1] === undefined ? null : Number(digits[1]);
}
