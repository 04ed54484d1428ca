import {
  render,
  type Helpless,
  type Language,
  type LiveHall,
  type LiveQueue,
  type Message,
  type MessageCode,
} from '@cockpit/contracts';
import { useI18n } from 'vue-i18n';
import { minutes } from '../../shared/format';

export type Troubled = Pick<LiveHall, 'helpless' | 'queues' | 'windows'>;

/** What is said of a trouble that no prompt names a window for. */
export interface HelplessLine {
  /** code of the queue in trouble */
  queue: string;
  level: LiveQueue['level'];
  said: string;
  /** the reason alone, in one short clause */
  because: string;
  /** what to do first, to be written large; null where nothing remains */
  first: string | null;
  /** why, where no window is named, and what else can be done: what stands below the first */
  rest: string;
  /** all that remains */
  why: string;
  /** the first of it that is not said yet, where there is no room for more */
  left: string;
  /** a window that would help, of which no prompt is given, and the words to look at it; null: none */
  untold: { windowId: string; look: string } | null;
  /** newcomers who can be guided elsewhere at once, and the words to do so; null: none, or not told by an older server */
  guide: { item: string; channel: 'self-service' | 'mobile'; arrange: string } | null;
}

/** Numbers of windows in a row, and how many they are: there are words for one and for many. */
export const listed = (numbers: readonly string[], and: string): { windows: string; count: number } => ({
  windows: numbers.join(and),
  count: numbers.length,
});

/** The words for the worst trouble that no prompt helps, of the queues that are meant; null where there is none. */
export function useHelpless(): (snapshot: Troubled, isMeant?: (queue: string) => boolean) => HelplessLine | null {
  const { t, locale } = useI18n();
  const words = (code: MessageCode, params: Message['params']): string =>
    render({ code, params }, locale.value as Language) ?? '';
  const wayOf = ({ code, params }: Helpless['remains'][number]): string =>
    words(params['channel'] === 'mobile' ? 'helpless.guide-mobile' : `helpless.${code}`, params);

  function lineOf(one: Helpless, queue: LiveQueue, windows: LiveHall['windows']): HelplessLine {
    const sep = t('prompt.helpless.sep');
    const { untold, remains, free: ids = [] } = one;
    const [reason] = one.because ?? [];
    const because = (reason && render(reason.words, locale.value as Language)) ?? t('prompt.quiet.trouble');
    const numbers = ids.map((id) => windows.find(({ windowId }) => windowId === id)?.number ?? id);
    const free = listed(numbers, t('prompt.helpless.and'));
    const move = { window: untold?.number ?? '', queue: queue.name };
    const call = free.count === 0 ? [] : [t('prompt.helpless.call', free)];
    const ways = [...(untold === undefined ? [] : [t('prompt.helpless.move', move)]), ...remains.map(wayOf)];
    const all = [...call, ...ways];
    const [first] = [...call, ...ways.map((what) => t('prompt.helpless.first', { what }))];
    /** a window that is free or would help is named in the first words already */
    const isNamed = free.count > 0 || untold !== undefined;
    const told = (list: readonly string[]): string =>
      list.length === 0 ? t('prompt.helpless.nothing') : t('prompt.helpless.remains', { list: list.join(sep) });
    const said = free.count > 0 ? 'saidFree' : untold === undefined ? 'said' : 'saidMove';
    const figures = { n: queue.waiting, minutes: minutes(queue.longestWaitSec), because };
    return {
      queue: queue.code,
      level: queue.level,
      said: t(`prompt.helpless.${said}`, { ...move, ...figures, ...free }),
      because,
      first: first ?? null,
      rest: [
        ...(isNamed ? [] : [because]),
        ...(all.length > 1 ? [t('prompt.helpless.also', { list: all.slice(1).join(sep) })] : []),
      ].join(t('prompt.helpless.apart')),
      why: told(all),
      left:
        isNamed && all.length === 1
          ? ''
          : t('prompt.helpless.left', { left: told(isNamed ? all.slice(1, 2) : all.slice(0, 1)) }),
      untold: untold === undefined ? null : { windowId: untold.windowId, look: t('prompt.helpless.look', move) },
      guide: guideOf(remains, (way) => t('prompt.helpless.arrange', { what: wayOf(way) })),
    };
  }
  return ({ helpless = [], queues, windows }, isMeant = () => true) => {
    const one = helpless.find(({ queue }) => isMeant(queue));
    const queue = queues.find(({ code }) => code === one?.queue);
    return one === undefined || queue === undefined ? null : lineOf(one, queue, windows);
  };
}

/** The item that newcomers can be guided with: one that is named by its code, so that it can be asked for. */
function guideOf(
  remains: Helpless['remains'],
  said: (one: Helpless['remains'][number]) => string,
): HelplessLine['guide'] {
  const one = remains.find(({ code, params }) => code === 'guide' && typeof params['itemCode'] === 'string');
  return one === undefined
    ? null
    : {
        item: String(one.params['itemCode']),
        channel: one.params['channel'] === 'mobile' ? 'mobile' : 'self-service',
        arrange: said(one),
      };
}
