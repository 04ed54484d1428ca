import type { DeskChange, LiveWindow, PredictedChange, WhatIfAnswer } from '@cockpit/contracts';

/** What is to be done with a window: take the queue on beside its own, serve it alone, open, or close. */
export const MOVES = ['link', 'reassign', 'open', 'close'] as const;
export type MoveKind = (typeof MOVES)[number];

/** A change being thought about: nothing of it is done yet. */
export interface Draft {
  windowId: string;
  queue: string | null;
  move: MoveKind;
  /** the proposed prompt it would stand in for */ replaces: string | null;
}

const isClosed = (window: LiveWindow): boolean => window.state === 'closed' || window.state === 'offline';

/** Moves that make sense for a window as it stands. */
export const movesFor = (window: LiveWindow): readonly MoveKind[] =>
  isClosed(window) ? ['open'] : ['link', 'reassign', 'close'];

/** A sensible first thought when a window is dragged to a queue: closed ones are opened, a window's own queue means going back to it alone. */
export function draftFor(window: LiveWindow, queue: string | null, replaces: string | null = null): Draft {
  const move = isClosed(window) ? 'open' : queue !== null && queue === window.homeQueue ? 'reassign' : 'link';
  return { windowId: window.windowId, queue, move, replaces };
}

/** For a prompt that names no window: an open one with the least to do, and best one that does not serve these queues yet. */
export function freest(windows: readonly LiveWindow[], queues: readonly string[]): LiveWindow | null {
  const open = windows
    .filter(({ state }) => state === 'idle' || state === 'serving' || state === 'called')
    .sort((a, b) => (a.loadMin ?? Infinity) - (b.loadMin ?? Infinity));
  return open.find((window) => !queues.some((code) => window.queues.includes(code))) ?? open[0] ?? null;
}

/** Queues the window would serve, home first; null for closing. */
export function queuesAfter(draft: Draft, window: LiveWindow): string[] | null {
  if (draft.move === 'close' || draft.queue === null) return null;
  if (draft.move === 'reassign' || draft.move === 'open') return [draft.queue];
  return [...new Set([...window.queues, draft.queue])];
}

/** The question to the server; null while the draft is not complete or changes nothing. */
export function changeOf(draft: Draft, window: LiveWindow): DeskChange | null {
  if (draft.move === 'close') return { kind: 'close', windowId: draft.windowId };
  const queues = queuesAfter(draft, window);
  if (queues === null) return null;
  if (draft.move === 'open') return { kind: 'open', windowId: draft.windowId, queues };
  const same = queues.length === window.queues.length && queues.every((queue) => window.queues.includes(queue));
  return same ? null : { kind: 'assign', windowId: draft.windowId, queues };
}

export interface ForeseenQueue extends PredictedChange {
  code: string;
  touched: boolean;
  tone: 'better' | 'worse' | 'same';
}

/** Half a minute is noise to whoever stands in line. */
const NOTICED_SEC = 30;

/** The figures as they are read, in whole minutes: what stands there as equal is no gain. */
const isSame = ({ beforeP50Sec, afterP50Sec }: PredictedChange): boolean =>
  Math.round(beforeP50Sec / 60) === Math.round(afterP50Sec / 60);

/**
 * Every queue the change touches, the one that gains most first.
 * @param always those that stand there whatever changes: the one that gets the window and those that give it
 */
export function foreseen(answer: WhatIfAnswer, always: readonly string[]): ForeseenQueue[] {
  return Object.entries(answer.queues)
    .map(([code, change]): ForeseenQueue => {
      const gain = change.beforeP80Sec - change.afterP80Sec;
      const touched =
        always.includes(code) ||
        Math.abs(gain) >= NOTICED_SEC ||
        Math.abs(change.beforeP50Sec - change.afterP50Sec) >= NOTICED_SEC;
      return {
        code,
        ...change,
        touched,
        tone: gain >= NOTICED_SEC && !isSame(change) ? 'better' : gain <= -NOTICED_SEC ? 'worse' : 'same',
      };
    })
    .filter(({ touched }) => touched)
    .sort((a, b) => b.beforeP80Sec - b.afterP80Sec - (a.beforeP80Sec - a.afterP80Sec));
}

const MINUS = '\u2212';
const signed = (minutes: number): string => `${minutes < 0 ? MINUS : ''}${String(Math.abs(Math.round(minutes)))}`;

/** Minutes of waiting that are saved, as a message key under `move` and what goes into it: a range that holds nought says nothing for certain. */
export function savedOf({ mean, p10, p90 }: WhatIfAnswer['savedMin']): {
  key: 'saved' | 'lost' | 'unsure';
  n: string;
  low: string;
  high: string;
} {
  const [low, high] = [Math.round(p10), Math.round(p90)];
  if (low > 0) return { key: 'saved', n: signed(mean), low: signed(low), high: signed(high) };
  if (high < 0) return { key: 'lost', n: signed(-mean), low: signed(-high), high: signed(-low) };
  return { key: 'unsure', n: signed(mean), low: signed(low), high: signed(high) };
}
