import type { LiveHall, Prompt } from '@cockpit/contracts';
import { minutes } from '../../shared/format';

type Say = (key: string, values: Record<string, string | number>) => string;

type Beside = readonly Pick<Prompt, 'windowId' | 'queues'>[];

/**
 * The worst trouble when nothing can be prompted for it: what it is, and why, with what remains. Null when there is none.
 * @param beside prompts that stand open: where one of them names a window for it, a window can help
 */
export function helplessLine(
  picture: Pick<LiveHall, 'helpless' | 'queues'>,
  t: Say,
  beside: Beside = [],
): { said: string; why: string; /** what remains alone, where there is no room for reasons */ left: string } | null {
  const worst = picture.helpless?.[0];
  const queue = picture.queues.find(({ code }) => code === worst?.queue);
  // it was decided at the last hall minute, and the figures beside it are those of now: a trouble that has passed meanwhile is none
  if (
    worst === undefined ||
    queue === undefined ||
    queue.waiting === 0 ||
    (queue.level !== 'busy' && queue.level !== 'overloaded')
  )
    return null;
  if (beside.some(({ windowId, queues }) => windowId !== undefined && queues.includes(queue.code))) return null;
  const sep = t('prompt.helpless.sep', {});
  const reasons = worst.reasons
    .map(({ code, params }) => t(`prompt.helpless.${code}`, { n: params['windows'] ?? 0 }))
    .join(sep);
  const remains = worst.remains
    .map(({ code, params }) =>
      t(`prompt.helpless.${params['channel'] === 'mobile' ? 'guideMobile' : code}`, {
        item: params['item'] ?? '',
        hall: params['hall'] ?? '',
        minutes: params['minutes'] ?? 0,
      }),
    )
    .join(sep);
  const left = remains === '' ? t('prompt.helpless.nothing', {}) : t('prompt.helpless.remains', { list: remains });
  return {
    said: t('prompt.helpless.said', { queue: queue.name, n: queue.waiting, minutes: minutes(queue.longestWaitSec) }),
    // without a reason there is nothing that the sign between them would part
    why: reasons === '' ? left.replace(/^[；;]\s*/, '') : reasons + left,
    left,
  };
}
