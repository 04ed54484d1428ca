import type { LiveQueue } from '@cockpit/contracts';

const RANK = { overloaded: 0, busy: 1, normal: 2, unknown: 3 } as const;
type Standing = Pick<LiveQueue, 'code' | 'level' | 'longestWaitSec' | 'predictedP50Sec'>;

/** A row passes another of its level only when its wait is longer by this factor, and by two minutes at least. */
const CLEARLY = 1.25;
const AT_LEAST_SEC = 120;

export const isTrouble = ({ level }: Pick<Standing, 'level'>): boolean => level === 'overloaded' || level === 'busy';
const waitOf = ({ predictedP50Sec, longestWaitSec }: Standing): number =>
  Math.max(predictedP50Sec ?? 0, longestWaitSec ?? 0);

function clearlyWorse(a: Standing, b: Standing): boolean {
  if (RANK[a.level] !== RANK[b.level]) return RANK[a.level] < RANK[b.level];
  return isTrouble(a) && waitOf(a) > Math.max(waitOf(b) * CLEARLY, waitOf(b) + AT_LEAST_SEC);
}

/**
 * Trouble on top, the longest wait first. Two that are about as bad stay as they stood, so that rows do not jump about.
 * @param before the order in which they stand on the screen; nothing the first time
 */
export function byTrouble<Q extends Standing>(queues: readonly Q[], before: readonly Pick<Q, 'code'>[] = []): Q[] {
  const stood = new Map(before.map(({ code }, i) => [code, i]));
  const place = ({ code }: Q): number => stood.get(code) ?? before.length;
  const rows: Q[] = [];
  for (const queue of [...queues].sort((a, b) => place(a) - place(b))) {
    const at = rows.findIndex((other) => clearlyWorse(queue, other));
    rows.splice(at < 0 ? rows.length : at, 0, queue);
  }
  return rows;
}
