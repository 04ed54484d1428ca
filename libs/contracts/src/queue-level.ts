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
 * The level of a queue, from the figures that stand beside it: the one wait figure against the target, or, where no wait can be
 * told, the longest wait reached. A queue with nobody in it, or with one or two who have waited for less than a good part of the target,
 * is one level milder: at most busy, and that only where who comes next would wait beyond the target. One in which somebody has waited
 * beyond the target is at least busy.
 */
export function judgeQueue(figures: QueueFigures): QueueJudgement {
  const { waiting, waitSec, longestWaitSec, targetSec } = figures;
  const share = levelOfShare((waitSec ?? longestWaitSec ?? 0) / targetSec);
  const level = isPressing(figures) ? share : MILDER[share];
  if (level !== 'normal') return { level, cause: waitSec === null ? 'longest' : 'wait' };
  if (waiting > 0 && (longestWaitSec ?? 0) >= targetSec) return { level: 'busy', cause: 'longest' };
  return { level, cause: null };
}

const MILDER = { overloaded: 'busy', busy: 'normal', normal: 'normal' } as const;

/** Whether enough people wait, or one of them for long enough, that somebody should act: a few who have just come need nobody. */
export const isPressing = ({
  waiting,
  longestWaitSec,
  targetSec,
}: Pick<QueueFigures, 'waiting' | 'longestWaitSec' | 'targetSec'>): boolean =>
  waiting > FEW || (waiting > 0 && (longestWaitSec === null || longestWaitSec >= BUSY_SHARE * targetSec));

export const levelOfQueue = (queue: QueueFigures): QueueJudgement['level'] => judgeQueue(queue).level;
