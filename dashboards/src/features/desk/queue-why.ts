import type { LiveQueue } from '@cockpit/contracts';
import { minutes } from '../../shared/format';
import { causeOf } from '../queues/cause';

/** Why a queue is busy or overloaded, as a key of the words and what they are filled with; null when it is neither. */
export function whyOf(
  queue: LiveQueue,
): { key: `${'wait' | 'longest'}.${'over' | 'reached' | 'share'}`; words: Record<string, string | number> } | null {
  const cause = causeOf(queue);
  const sec = cause === 'wait' ? queue.predictedP50Sec : queue.longestWaitSec;
  const target = queue.targetMin;
  if (cause === null || sec === null || target === undefined) return null;
  const words = { n: minutes(sec), target, share: Math.floor((sec / (target * 60)) * 100) };
  if (words.share < 100) return { key: `${cause}.share`, words };
  // both figures are shown in whole minutes: 30 is not beyond 30
  return { key: `${cause}.${Number(words.n) > target ? 'over' : 'reached'}`, words };
}
