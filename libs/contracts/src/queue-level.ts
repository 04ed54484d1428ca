import type { Level } from './primitives';

/** Share of the wait target from which a wait counts as busy. */
const BUSY_SHARE = 0.6;

/** So few people who have not waited for long are no jam yet, however long a single window keeps the next of them. */
const FEW = 2;

/** What the level of a queue is read from. */
export interface QueueFigures {
  readonly waiting: number;
  /** the one wait figure: the wait of somebody who takes a ticket now, P50; null when it cannot be said */
  readonly waitSec: number | null;
  /** how long whoever stands there longest has waited; null when nobody does, or when it is not known */
  readonly longestWaitSec: number | null;
  readonly targetSec: number;
}

/** A share of a target as a level. */
export function levelOfShare(share: number): Exclude<Level, 'unknown'> {
  if (share >= 1) return 'overloaded';
  return share >= BUSY_SHARE ? 'busy' : 'normal';
}

/** The figure that makes a queue busy or overloaded: the one wait figure, or how long somebody in it has waited. */
export type LevelCause = 'wait' | 'longest';

export interface QueueJudgement {
  readonly level: Exclude<Level, 'unknown'>;
  /** null while it is normal */
  readonly cause: LevelCause | null;
}

/**
 * The level of a queue, from the figures that stand beside it: the one wait figure against the target, or, where no wait can be told, the longest
 * wait reached. Somebody in it who has waited beyond the target makes it one level graver: at least busy, and overloaded where whoever comes next
 * would wait for 60 % of the target as well. Without such a person one or two are never overloaded; and a queue with nobody in it, or with one or
 * two who have waited for less than 60 % of the target, is one level milder.
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

/** What a level comes to where nobody has waited beyond the target, as far as that is known. */
function softened(level: QueueJudgement['level'], figures: QueueFigures): QueueJudgement['level'] {
  if (!isPressing(figures)) return MILDER[level];
  const isFew = figures.waiting <= FEW && figures.longestWaitSec !== null;
  return isFew && level === 'overloaded' ? 'busy' : level;
}

const GRAVER = { busy: 'overloaded', normal: 'busy' } as const;
const MILDER = { overloaded: 'busy', busy: 'normal', normal: 'normal' } as const;

/** Whether enough people wait, or one of them for long enough, that somebody should act: a few who have just come need nobody. */
export const isPressing = ({
  waiting,
  longestWaitSec,
  targetSec,
}: Pick<QueueFigures, 'waiting' | 'longestWaitSec' | 'targetSec'>): boolean =>
  waiting > FEW || (waiting > 0 && (longestWaitSec === null || longestWaitSec >= BUSY_SHARE * targetSec));

export const levelOfQueue = (queue: QueueFigures): QueueJudgement['level'] => judgeQueue(queue).level;

/** 0 the worst. */
export const LEVEL_RANK = { overloaded: 0, busy: 1, normal: 2, unknown: 3 } as const satisfies Record<Level, number>;

interface QueueWaits {
  readonly waiting: number;
  readonly longestWaitSec: number | null;
  readonly predictedP50Sec: number | null;
}

/** The wait that sorts queues of one level; 0 for an empty queue, because nobody waits there yet. */
export const waitOf = ({ waiting, longestWaitSec, predictedP50Sec }: QueueWaits): number =>
  waiting === 0 ? 0 : Math.max(predictedP50Sec ?? 0, longestWaitSec ?? 0);

/** A queue passes another of its level only when its wait is longer by this factor and by two minutes, so that rows and headlines do not flicker. */
const CLEARLY = 1.25;
const AT_LEAST_SEC = 120;
export const isClearlyLonger = (waitSec: number, otherSec: number): boolean =>
  waitSec > Math.max(otherSec * CLEARLY, otherSec + AT_LEAST_SEC);
