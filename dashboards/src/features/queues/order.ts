import type { LiveQueue } from '@cockpit/contracts';

const RANK = { overloaded: 0, busy: 1, normal: 2, unknown: 3 } as const;

/** How bad a wait is, in doublings: rows change places only when one is about twice as bad as another. */
const doublings = ({ predictedP50Sec, longestWaitSec }: LiveQueue): number =>
  Math.floor(Math.log2(Math.max(60, predictedP50Sec ?? 0, longestWaitSec ?? 0) / 60));

/** Trouble on top, the longest wait first; alike ones in the order of the hall, so that rows do not jump about. */
export const byTrouble = (queues: readonly LiveQueue[]): LiveQueue[] =>
  [...queues].sort(
    (a, b) =>
      RANK[a.level] - RANK[b.level] ||
      (a.level === 'overloaded' || a.level === 'busy' ? doublings(b) - doublings(a) : 0),
  );
