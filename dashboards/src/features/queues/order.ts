import { isClearlyLonger, LEVEL_RANK, waitOf, type LiveQueue } from '@cockpit/contracts';

type QueueStatus = Pick<LiveQueue, 'code' | 'level' | 'waiting' | 'longestWaitSec' | 'predictedP50Sec'>;

/** What gets worse rises at once; what gets better sinks only after it has been better for so long, ms of hall time. */
const BETTER_FOR_MS = 120_000;

/** A queue where it stands on the screen. */
export interface Row<Q extends QueueStatus = LiveQueue> {
  queue: Q;
  /** the level it stands by, 0 the worst: that of the queue, or the worse one that it has just left */
  rank: number;
  /** since when it has been better than that, epoch ms of hall time; null while it is not */
  betterSince: number | null;
}

function clearlyWorse(a: Row<QueueStatus>, b: Row<QueueStatus>): boolean {
  if (a.rank !== b.rank) return a.rank < b.rank;
  return a.rank <= LEVEL_RANK.busy && isClearlyLonger(waitOf(a.queue), waitOf(b.queue));
}

function held(
  rank: number,
  now: number,
  before: Row<QueueStatus> | undefined,
): { rank: number; betterSince: number | null } {
  if (before === undefined || rank <= before.rank) return { rank, betterSince: null };
  const since = before.betterSince ?? now;
  // a replay that was wound back begins anew
  return now < since || now - since >= BETTER_FOR_MS
    ? { rank, betterSince: null }
    : { rank: before.rank, betterSince: since };
}

/**
 * Trouble on top, the longest wait first. Two that are about as bad stay as they stood, and a queue on the edge between two levels
 * keeps the worse one for a while, so that rows do not jump about.
 * @param now epoch ms of hall time
 * @param before the rows that stand on the screen; none the first time
 */
export function ordered<Q extends QueueStatus>(
  queues: readonly Q[],
  now: number,
  before: readonly Row<Q>[] = [],
): Row<Q>[] {
  const stood = new Map(before.map((row, place) => [row.queue.code, { row, place }]));
  const place = ({ queue }: Row<Q>): number => stood.get(queue.code)?.place ?? before.length;
  const rows: Row<Q>[] = [];
  const ranked = queues.map((queue) => ({ queue, ...held(LEVEL_RANK[queue.level], now, stood.get(queue.code)?.row) }));
  for (const row of ranked.sort((a, b) => place(a) - place(b))) {
    const at = rows.findIndex((other) => clearlyWorse(row, other));
    rows.splice(at < 0 ? rows.length : at, 0, row);
  }
  return rows;
}

/** The same with the queue that the headline is of first, where no other is of a worse level: both are read as one. */
export function headlined<Q extends QueueStatus>(rows: readonly Row<Q>[], code: string | undefined): Row<Q>[] {
  const [first] = rows;
  const told = rows.find(({ queue }) => queue.code === code);
  return first === undefined || told === undefined || LEVEL_RANK[told.queue.level] > LEVEL_RANK[first.queue.level]
    ? [...rows]
    : [told, ...rows.filter((row) => row !== told)];
}

/** The same at a glance, without what stood before. */
export const byTrouble = <Q extends QueueStatus>(queues: readonly Q[]): Q[] =>
  ordered(queues, 0).map(({ queue }) => queue);
