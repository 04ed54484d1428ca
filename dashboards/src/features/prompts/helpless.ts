import {
  render,
  type Language,
  type LiveHall,
  type LiveQueue,
  type Message,
  type MessageCode,
  type Prompt,
} from '@cockpit/contracts';
import { minutes } from '../../shared/format';
import { needsAct } from '../queues/order';

type Say = (key: string, values: Record<string, string | number>) => string;

export type Beside = readonly Pick<Prompt, 'windowId' | 'queues' | 'kind' | 'item'>[];
export type Troubled = Pick<LiveHall, 'helpless' | 'queues' | 'windows'>;
type Remaining = NonNullable<LiveHall['helpless']>[number]['remains'][number];

export interface Which {
  first?: string | undefined;
  except?: string | undefined;
}

export interface HelplessLine {
  /** code of the queue in trouble */
  queue: string;
  level: LiveQueue['level'];
  said: string;
  /** the reason alone, in one short clause */
  because: string;
  /** what remains */
  why: string;
  /** the first of what remains, where there is no room for more */
  left: string;
  /** what to do first, to be written large; null where nothing remains */
  first: string | null;
  /** why, where no window is named, and what else can be done */
  rest: string;
  /** a window that would help, of which no prompt is given, and the words to look at it; null: none */
  untold: { windowId: string; look: string } | null;
  /** newcomers who can be guided elsewhere at once, and the words to do so; null: none, or not told by an older server */
  guide: { item: string; channel: 'self-service' | 'mobile'; arrange: string } | null;
}

/** Between two tickets every window is free for a moment; one that stays free for so long while people wait for it is told. */
const FREE_SEC = 60;
/** more numbers than these nobody reads in passing */
const MOST_FREE = 3;

/** Numbers of the queue's own windows that stand open and free although people wait for them, those free longest first. */
export function freeWindows(windows: LiveHall['windows'], queue: string): string[] {
  return windows
    .filter(({ state, queues, sinceSec }) => state === 'idle' && queues.includes(queue) && (sinceSec ?? 0) >= FREE_SEC)
    .sort((a, b) => (b.sinceSec ?? 0) - (a.sinceSec ?? 0))
    .map(({ number }) => number)
    .slice(0, MOST_FREE);
}

/** Numbers of windows in a row, and how many they are: there are words for one and for many. */
export const listed = (numbers: readonly string[], and: string): { windows: string; count: number } => ({
  windows: numbers.join(and),
  count: numbers.length,
});

/**
 * The worst trouble when nothing can be prompted for it: what it is, why in one clause, and what remains. Null when there is none.
 * @param beside prompts that stand open: where one of them names a window for it, a window can help; what they propose is not said again
 * @param which the queue that it should be said of first where there are several, and the one of which it is said elsewhere
 */
export function helplessLine(
  snapshot: Troubled,
  t: Say,
  language: Language,
  beside: Beside = [],
  { first, except }: Which = {},
): HelplessLine | null {
  const said = (snapshot.helpless ?? [])
    .filter(({ queue }) => queue !== except)
    .sort((a, b) => Number(b.queue === first) - Number(a.queue === first));
  for (const worst of said) {
    const queue = snapshot.queues.find(({ code }) => code === worst.queue);
    if (queue !== undefined && isStuck(queue, snapshot.queues, beside))
      return lineOf(worst, queue, snapshot, t, language, beside);
  }
  return null;
}

/** Whether what was decided at the last hall minute still holds: a trouble that has passed meanwhile is none. */
function isStuck(queue: LiveQueue, queues: readonly LiveQueue[], beside: Beside): boolean {
  if (!needsAct(queue)) return false;
  // what is said of a queue is no answer to a worse one
  if (queue.level !== 'overloaded' && queues.some((other) => other.level === 'overloaded' && other.waiting > 0))
    return false;
  return !beside.some(({ windowId, queues: helped }) => windowId !== undefined && helped.includes(queue.code));
}

function lineOf(
  worst: NonNullable<Troubled['helpless']>[number],
  queue: LiveQueue,
  snapshot: Troubled,
  t: Say,
  language: Language,
  beside: Beside,
): HelplessLine {
  const sep = t('prompt.helpless.sep', {});
  const words = (code: MessageCode, params: Message['params']): string => render({ code, params }, language) ?? '';
  const [reason] = worst.because ?? [];
  const because = (reason && render(reason.words, language)) ?? t('prompt.quiet.trouble', {});
  const { untold } = worst;
  const wayOf = ({ code, params }: Remaining): string =>
    words(params['channel'] === 'mobile' ? 'helpless.guide-mobile' : `helpless.${code}`, params);
  const left = worst.remains.filter((way) => !beside.some((prompt) => proposes(prompt, way, queue.code)));
  const ways = [
    ...(untold === undefined ? [] : [t('prompt.helpless.move', { window: untold.number, queue: queue.name })]),
    ...left.map(wayOf),
  ];
  const open = freeWindows(snapshot.windows, queue.code);
  const free = listed(open, t('prompt.helpless.and', {}));
  // people who wait are helped first by a window that stands free for them, before anything else is tried
  const call = open.length === 0 ? [] : [t('prompt.helpless.call', free)];
  const remains = [...call, ...ways];
  /** a window that is free or would help is named in the first words already */
  const isNamed = open.length > 0 || untold !== undefined;
  const told = (list: readonly string[]): string =>
    list.length === 0 ? t('prompt.helpless.nothing', {}) : t('prompt.helpless.remains', { list: list.join(sep) });
  const [todo, ...others] = [...call, ...ways.map((what) => t('prompt.helpless.first', { what }))];
  const also = call.length === 0 ? ways.slice(1) : ways;
  return {
    queue: queue.code,
    level: queue.level,
    said: t(`prompt.helpless.${open.length > 0 ? 'saidFree' : untold === undefined ? 'said' : 'saidMove'}`, {
      queue: queue.name,
      window: untold?.number ?? '',
      n: queue.waiting,
      minutes: minutes(queue.longestWaitSec),
      because,
      ...free,
    }),
    because,
    why: told(remains),
    left:
      isNamed && remains.length === 1
        ? ''
        : t('prompt.helpless.left', { left: told(isNamed ? remains.slice(1, 2) : remains.slice(0, 1)) }),
    first: todo ?? null,
    untold:
      untold === undefined
        ? null
        : {
            windowId: untold.windowId,
            look: t('prompt.helpless.look', { window: untold.number, queue: queue.name }),
          },
    guide: guideOf(left, (one) => t('prompt.helpless.arrange', { what: wayOf(one) })),
    rest: [
      ...(isNamed ? [] : [because]),
      ...(others.length === 0 ? [] : [t('prompt.helpless.also', { list: also.join(sep) })]),
    ].join(t('prompt.helpless.apart', {})),
  };
}

/** Whether a prompt that stands open says it already. */
const proposes = ({ kind, item, queues }: Beside[number], { code, params }: Remaining, queue: string): boolean =>
  code === 'guide'
    ? kind === 'guide' && item !== undefined && item === params['itemCode']
    : kind === code && queues.includes(queue);

/** The item that newcomers can be guided with: one that is named by its code, so that it can be asked for. */
function guideOf(remains: readonly Remaining[], said: (one: Remaining) => string): HelplessLine['guide'] {
  const one = remains.find(({ code, params }) => code === 'guide' && typeof params['itemCode'] === 'string');
  return one === undefined
    ? null
    : {
        item: String(one.params['itemCode']),
        channel: one.params['channel'] === 'mobile' ? 'mobile' : 'self-service',
        arrange: said(one),
      };
}
