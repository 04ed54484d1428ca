import { message, type LiveQueue, type LiveWindow, type Message, type Warning } from '@cockpit/contracts';

export interface Hall {
  readonly queues: readonly Pick<LiveQueue, 'code' | 'name' | 'waiting' | 'longestWaitSec'>[];
  readonly windows: readonly Pick<LiveWindow, 'windowId' | 'loadMin' | 'state'>[];
}

/**
 * A warning with the figure that stands beside it on the screen: it was decided at the last hall minute, and the wait it speaks of has gone on
 * since. What that figure is not said of, what recovers, and what has no words of its own stays as it was told; a window that is seen at
 * work again recovers, and nobody is told to call maintenance for it.
 */
export function ofNow<T extends Pick<Warning, 'scope' | 'condition' | 'words'>>(warning: T, hall: Hall): T {
  if (isOver(warning, hall)) {
    const { words } = warning;
    const window = words !== undefined && HOLDS[words.code] === 'fault' ? words.params['window'] : undefined;
    const works = window === undefined ? {} : { words: message('warning.window-works', { window }) };
    return { ...warning, ...works, condition: 'recovering' };
  }
  const words =
    warning.condition === 'firing' && warning.words !== undefined ? wordsOfNow(warning.words, warning, hall) : null;
  return words === null ? warning : { ...warning, words };
}

/** All of them as they stand now: before they are sorted, so that one that is over hides no other of its window. */
export const allOfNow = (warnings: readonly Warning[], hall: Hall): Warning[] =>
  warnings.map((one) => ofNow(one, hall));

/** What a window has to be for the warning of it to hold. */
const HOLDS: Readonly<Partial<Record<string, LiveWindow['state']>>> = {
  'warning.window-fault': 'fault',
  'warning.window-fault-call': 'fault',
  'warning.window-idle': 'idle',
  'warning.window-idle-prompted': 'idle',
};

function isOver(
  { scope, condition, words }: Pick<Warning, 'scope' | 'condition' | 'words'>,
  { windows }: Hall,
): boolean {
  if (condition !== 'firing' && condition !== 'recovering') return false;
  const state = HOLDS[words?.code ?? ''];
  const window = windows.find(({ windowId }) => windowId === scope.code);
  return state !== undefined && window !== undefined && window.state !== state;
}

function wordsOfNow(words: Message, { scope }: Pick<Warning, 'scope'>, { queues, windows }: Hall): Message | null {
  const { queue = '', limit } = words.params;
  if (HOLDS[words.code] === 'idle') {
    const waiting = queues.find(({ name }) => name === queue)?.waiting ?? 0;
    return waiting === 0 ? null : { ...words, params: { ...words.params, waiting } };
  }
  if (typeof limit !== 'number') return null;
  if (words.code === 'warning.window-overload') {
    const load = windows.find(({ windowId }) => windowId === scope.code)?.loadMin ?? 0;
    return Math.round(load) < limit ? null : { ...words, params: { ...words.params, value: Math.round(load) } };
  }
  const seen = scope.kind === 'queue' ? queues.find(({ code }) => code === scope.code) : undefined;
  if (seen === undefined || seen.waiting === 0 || seen.longestWaitSec === null) return null;
  const value = Math.round(seen.longestWaitSec / 60);
  switch (words.code) {
    case 'warning.queue-longest-at':
    case 'warning.queue-wait-limit':
      return { ...words, params: { ...words.params, value } };
    case 'warning.queue-longest-wait':
      return value > limit
        ? { ...words, params: { ...words.params, value } }
        : message('warning.queue-longest-at', { queue, value, limit });
    case 'warning.queue-wait-doubled':
      return value >= 2 * limit
        ? { ...words, params: { ...words.params, value } }
        : message('warning.queue-longest-at', { queue, value, limit });
    default:
      return null;
  }
}
