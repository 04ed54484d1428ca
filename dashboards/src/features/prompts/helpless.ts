import { render, type Language, type LiveHall, type Message, type MessageCode, type Prompt } from '@cockpit/contracts';
import { minutes } from '../../shared/format';

type Say = (key: string, values: Record<string, string | number>) => string;

export type Beside = readonly Pick<Prompt, 'windowId' | 'queues'>[];
export type Troubled = Pick<LiveHall, 'helpless' | 'queues'>;
export interface HelplessLine {
  /** code of the queue in trouble */
  queue: string;
  said: string;
  why: string;
  /** what remains alone, where there is no room for reasons */
  left: string;
  /** what to do first, to be written large; null where nothing remains */
  first: string | null;
  /** what else can be done, and why no window helps */
  rest: string;
}

/**
 * The worst trouble when nothing can be prompted for it: what it is, and why, with what remains. Null when there is none.
 * @param beside prompts that stand open: where one of them names a window for it, a window can help
 */
export function helplessLine(snapshot: Troubled, t: Say, language: Language, beside: Beside = []): HelplessLine | null {
  const worst = snapshot.helpless?.[0];
  const queue = snapshot.queues.find(({ code }) => code === worst?.queue);
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
  const words = (code: MessageCode, params: Message['params']): string => render({ code, params }, language) ?? '';
  const reasons = worst.reasons.map(({ code, params }) => words(`helpless.${code}`, params)).join(sep);
  const ways = worst.remains.map(({ code, params }) =>
    words(params['channel'] === 'mobile' ? 'helpless.guide-mobile' : `helpless.${code}`, params),
  );
  const remains = ways.join(sep);
  const alone = remains === '' ? t('prompt.helpless.nothing', {}) : t('prompt.helpless.remains', { list: remains });
  const [first, ...others] = ways;
  const rest = [
    ...(others.length === 0 ? [] : [t('prompt.helpless.also', { list: others.join(sep) })]),
    ...(reasons === '' ? [] : [t('prompt.helpless.none', { reasons })]),
  ];
  return {
    queue: queue.code,
    said: t('prompt.helpless.said', { queue: queue.name, n: queue.waiting, minutes: minutes(queue.longestWaitSec) }),
    // without a reason there is nothing that the sign between them would part
    why: reasons === '' ? alone : t('prompt.helpless.why', { reasons, left: alone }),
    left: t('prompt.helpless.left', { left: alone }),
    first: first === undefined ? null : t('prompt.helpless.first', { what: first }),
    rest: rest.join(t('prompt.helpless.apart', {})),
  };
}
