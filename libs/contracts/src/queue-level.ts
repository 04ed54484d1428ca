import type { Level } from './primitives';

/** Share of the wait target from which a wait counts as busy. */
const BUSY_SHARE = 0.6;

/** Maximum number of recent arrivals that are no overload yet, however long a single window makes the next one wait. */
const FEW_PEOPLE = 2;

/** Input of a queue's level. */
export interface QueueFigures {
  readonly waiting: number;
  /** the one wait figure: median wait of somebody who takes a ticket now; null if unknown */
  readonly waitSec: number | null;
  /** longest wait so far of anybody in the queue; null if nobody waits, or if unknown */
  readonly longestWaitSec: number | null;
  readonly targetSec: number;
}

/** Level for a share of a target. */
export function levelOfShare(share: number): Exclude<Level, 'unknown'> {
  if (share >= 1) return 'overloaded';
  return share >= BUSY_SHARE ? 'busy' : 'normal';
}

/** The figure that makes a queue busy or overloaded: the one wait figure, or a wait so far. */
export type LevelCause = 'wait' | 'longest';

export interface QueueJudgement {
  readonly level: Exclude<Level, 'unknown'>;
  /** null while it is normal */
  readonly cause: LevelCause | null;
}

/**
 * Level of a queue from its figures: the one wait figure compared with the target, or the longest wait so far if there is none. If somebody
 * has waited beyond the target, the level is one worse: at least busy, and overloaded if the next visitor would also wait 60 % of the
 * target. Otherwise one or two people are never overloaded, and a queue that is empty, or has one or two people who have waited less than
 * 60 % of the target, is one level better.
 */
export function judgeQueue(figures: QueueFigures): QueueJudgement {
  const { waiting, waitSec, longestWaitSec, targetSec } = figures;
  const level = levelOfShare((waitSec ?? longestWaitSec ?? 0) / targetSec);
  const cause = waitSec === null ? 'longest' : 'wait';
  if (waiting > 0 && (longestWaitSec ?? 0) >= targetSec)
    return level === 'overloaded' ? { level, cause } : { level: GRAVER[level], cause: 'longest' };
  const judged = softened(level, figures);
  return { level: judged, cause: judged === 'normal' ? null : cause };
}

/** The level if nobody is known to have waited beyond the target. */
function softened(level: QueueJudgement['level'], figures: QueueFigures): QueueJudgement['level'] {
  if (!isPressing(figures)) return MILDER[level];
  const isFew = figures.waiting <= FEW_PEOPLE && figures.longestWaitSec !== null;
  return isFew && level === 'overloaded' ? 'busy' : level;
}

const GRAVER = { busy: 'overloaded', normal: 'busy' } as const;
const MILDER = { overloaded: 'busy', busy: 'normal', normal: 'normal' } as const;

/** Whether somebody should act: enough people wait, or one of them long enough; a few recent arrivals need nobody. */
export const isPressing = ({
  waiting,
  longestWaitSec,
  targetSec,
}: Pick<QueueFigures, 'waiting' | 'longestWaitSec' | 'targetSec'>): boolean =>
  waiting > FEW_PEOPLE || (waiting > 0 && (longestWaitSec === null || longestWaitSec >= BUSY_SHARE * targetSec));

export const levelOfQueue = (queue: QueueFigures): QueueJudgement['level'] => judgeQueue(queue).level;

/** 0 is the worst. */
export const LEVEL_RANK = { overloaded: 0, busy: 1, normal: 2, unknown: 3 } as const satisfies Record<Level, number>;

interface QueueWaits {
  readonly waiting: number;
  readonly longestWaitSec: number | null;
  readonly predictedP50Sec: number | null;
}

/** The wait that sorts queues of one level; 0 for an empty queue. */
export const waitOf = ({ waiting, longestWaitSec, predictedP50Sec }: QueueWaits): number =>
  waiting === 0 ? 0 : Math.max(predictedP50Sec ?? 0, longestWaitSec ?? 0);

/** A queue passes another of its level only if its wait is longer by this factor and by two minutes, so that headlines do not flicker. */
const CLEARLY_LONGER = 1.25;
const AT_LEAST_SEC = 120;
export const isClearlyLonger = (waitSec: number, otherSec: number): boolean =>
  waitSec > Math.max(otherSec * CLEARLY_LONGER, otherSec + AT_LEAST_SEC);
