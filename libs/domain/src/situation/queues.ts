import { isClearlyLonger, isPressing, LEVEL_RANK, waitOf, type LiveQueue } from '@cockpit/contracts';

/** Whether somebody should act on a queue; an empty queue, or one or two people who have just arrived, need no action. */
export const needsAct = ({ level, waiting, longestWaitSec, targetMin }: LiveQueue): boolean =>
  (level === 'overloaded' || level === 'busy') &&
  (targetMin === undefined ? waiting > 0 : isPressing({ waiting, longestWaitSec, targetSec: targetMin * 60 }));

/** Whether a queue has the level of the worst one and at least half its wait. */
const isAboutAsBad = (queue: LiveQueue, worst: LiveQueue): boolean =>
  queue.level === worst.level && waitOf(queue) * 2 >= waitOf(worst);

/**
 * Queues in trouble that are about as bad as the worst, worst first.
 * @param previousQueue queue of the previous headline; it stays first until another is clearly worse, so that the headline does not flicker
 */
export function troubleIn(queues: readonly LiveQueue[], previousQueue: string | undefined): LiveQueue[] {
  const all = queues
    .filter(needsAct)
    .sort((a, b) => LEVEL_RANK[a.level] - LEVEL_RANK[b.level] || waitOf(b) - waitOf(a));
  const [worst] = all;
  if (worst === undefined) return [];
  const stays = (queue: LiveQueue): boolean =>
    queue.code === previousQueue && !isClearlyLonger(waitOf(worst), waitOf(queue));
  return all.filter((queue) => isAboutAsBad(queue, worst)).sort((a, b) => Number(stays(b)) - Number(stays(a)));
}

/** Wait of the next visitor, minutes, if it is above the target and nobody in the queue has waited that long yet. */
export function waitAhead({ longestWaitSec, predictedP50Sec, targetMin = Infinity }: LiveQueue): number | undefined {
  const targetSec = targetMin * 60;
  const nextSec = predictedP50Sec ?? 0;
  return nextSec >= targetSec && (longestWaitSec ?? 0) < targetSec ? Math.round(nextSec / 60) : undefined;
}
