import type { LiveHall } from '@cockpit/contracts';
import { minutes } from '../../shared/format';

type Say = (key: string, values: Record<string, string | number>) => string;

/** The worst trouble when nothing can be prompted for it: what it is, and why, with what remains. Null when there is none. */
export function helplessLine(picture: Pick<LiveHall, 'helpless' | 'queues'>, t: Say): { said: string; why: string } | null {
  const worst = picture.helpless?.[0];
  if (worst === undefined) return null;
  const queue = picture.queues.find(({ code }) => code === worst.queue)?.name ?? worst.queue;
  const sep = t('prompt.helpless.sep', {});
  const reasons = worst.reasons.map(({ code, params }) => t(`prompt.helpless.${code}`, { n: params['windows'] ?? 0 })).join(sep);
  const remains = worst.remains.map(({ code, params }) => t(`prompt.helpless.${params['channel'] === 'mobile' ? 'guideMobile' : code}`, { item: params['item'] ?? '', hall: params['hall'] ?? '', minutes: params['minutes'] ?? 0 })).join(sep);
  return {
    said: t('prompt.helpless.said', { queue, n: worst.waiting, minutes: minutes(worst.longestWaitSec) }),
    why: reasons + (remains === '' ? t('prompt.helpless.nothing', {}) : t('prompt.helpless.remains', { list: remains })),
  };
}
