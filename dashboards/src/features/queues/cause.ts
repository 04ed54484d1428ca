import { judgeQueue, type LevelCause, type LiveQueue } from '@cockpit/contracts';

type Judged = Pick<LiveQueue, 'level' | 'waiting' | 'longestWaitSec' | 'predictedP50Sec' | 'targetMin'>;

/** Which of its figures makes a queue busy or overloaded, by the rule that the server judges it by; null when none does, or when it cannot be said. */
export const causeOf = ({ level, waiting, longestWaitSec, predictedP50Sec, targetMin }: Judged): LevelCause | null =>
  level === 'unknown' || targetMin === undefined
    ? null
    : judgeQueue({ waiting, longestWaitSec, waitSec: predictedP50Sec, targetSec: targetMin * 60 }).cause;
