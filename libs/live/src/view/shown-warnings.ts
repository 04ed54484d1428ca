import { message, type LiveQueue, type LiveWindow, type Message, type Warning } from '@cockpit/contracts';

interface Seen {
  readonly queues: readonly Pick<LiveQueue, 'code' | 'waiting' | 'longestWaitSec'>[];
  readonly windows: readonly Pick<LiveWindow, 'windowId' | 'loadMin' | 'state'>[];
}
type Told = Pick<Warning, 'rule' | 'scope' | 'condition' | 'words'>;

/**
 * Warnings as they stand beside the queues and windows of one snapshot. They were decided at the last hall minute, and since then waits have
 * grown and windows have changed: a wait or load is said as the snapshot has it, and a warning of a window that has left the state it warns of
 * is recovering. A warning that recovers, or of which the snapshot shows nothing, stays as it was decided.
 */
export const warningsBeside = <T extends Told>(warnings: readonly T[], seen: Seen): T[] =>
  warnings.map((warning) => {
    if (hasLeft(warning, seen)) return { ...warning, ...worksAgain(warning), condition: 'recovering' };
    const words = warning.condition === 'firing' ? wordsBeside(warning, seen) : null;
    return words === null ? warning : { ...warning, words };
  });

/** The state of a window that each of these rules warns of. */
const WARNED_STATE: Readonly<Partial<Record<string, LiveWindow['state']>>> = {
  'window-fault': 'fault',
  'window-idle': 'idle',
};

function hasLeft({ rule, scope, condition }: Told, { windows }: Seen): boolean {
  if (condition !== 'firing' && condition !== 'recovering') return false;
  const state = WARNED_STATE[rule];
  const window = windows.find(({ windowId }) => windowId === scope.code);
  return state !== undefined && window !== undefined && window.state !== state;
}

/** Nobody is told to call maintenance for a window that is seen at work. */
function worksAgain({ rule, words }: Told): { words?: Message } {
  const window = words?.params['window'];
  return rule === 'window-fault' && window !== undefined ? { words: message('warning.window-works', { window }) } : {};
}

function wordsBeside({ words, scope }: Told, { queues, windows }: Seen): Message | null {
  const { queue = '', limit } = words?.params ?? {};
  if (words === undefined || typeof limit !== 'number') return null;
  const saying = (value: number): Message => ({ ...words, params: { ...words.params, value } });
  if (words.code === 'warning.window-overload') {
    const load = Math.round(windows.find(({ windowId }) => windowId === scope.code)?.loadMin ?? 0);
    return load < limit ? null : saying(load);
  }
  const line = scope.kind === 'queue' ? queues.find(({ code }) => code === scope.code) : undefined;
  if (line === undefined || line.waiting === 0 || line.longestWaitSec === null) return null;
  const value = Math.round(line.longestWaitSec / 60);
  /** what may be said of a wait that no longer goes beyond the limit */
  const within = message('warning.queue-longest-at', { queue, value, limit });
  switch (words.code) {
    case 'warning.queue-longest-at':
    case 'warning.queue-wait-limit':
      return saying(value);
    case 'warning.queue-longest-wait':
      return value > limit ? saying(value) : within;
    case 'warning.queue-wait-doubled':
      return value >= 2 * limit ? saying(value) : within;
    default:
      return null;
  }
}
