import type { LiveWindow, ManualEntry } from '@cockpit/contracts';

export type PaperStep = 'called' | 'started' | 'finished' | 'no-show' | 'cancelled';
/** A paper ticket as its entries tell it. */
export interface Paper {
  ticketId: string;
  number: string;
  queue: string | null;
  at: string;
  windowId: string | null;
  step: 'issued' | PaperStep;
}

/** What is told of a window by hand. */
export const WINDOW_STATES = ['opened', 'closed', 'paused', 'resumed'] as const;
type WindowTold = (typeof WINDOW_STATES)[number];
/** What would say nothing new of a window in this state; of one whose state is not known anything may be told. */
const SENSELESS: Readonly<Record<LiveWindow['state'], readonly WindowTold[]>> = {
  idle: ['opened', 'resumed'],
  called: ['opened', 'resumed'],
  serving: ['opened', 'resumed'],
  paused: ['opened', 'paused'],
  closed: ['closed', 'paused', 'resumed'],
  fault: [],
  offline: [],
};
export const isSenseless = (state: LiveWindow['state'], told: WindowTold): boolean => SENSELESS[state].includes(told);

const STEPS: Readonly<Record<string, Paper['step']>> = {
  'hall.ticket.issued': 'issued',
  'hall.ticket.called': 'called',
  'hall.ticket.recalled': 'called',
  'hall.ticket.started': 'started',
  'hall.ticket.finished': 'finished',
  'hall.ticket.no-show': 'no-show',
  'hall.ticket.cancelled': 'cancelled',
};

/** What an entry told, by the name of the button that told it; null for what no button tells. */
export function entryWord({ type }: Pick<ManualEntry, 'type'>): string | null {
  const step = STEPS[type];
  if (step !== undefined) return step === 'issued' ? 'issue' : `steps.${step}`;
  const state = WINDOW_STATES.find((one) => type === `hall.window.${one}`);
  return state === undefined ? null : `windowStates.${state}`;
}

/** Paper tickets still standing that have not been ended, in the order they were given out. */
export function papersOf(entries: readonly ManualEntry[]): Paper[] {
  const papers = new Map<string, Paper>();
  const standing = entries
    .filter(({ state, kind }) => state === 'standing' && kind !== 'window')
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || Number(a.id) - Number(b.id));
  for (const { ticketId, number, queue, at, windowId, type } of standing) {
    const step = STEPS[type];
    if (ticketId === null || step === undefined) continue;
    const known = papers.get(ticketId);
    if (known === undefined) {
      if (step === 'issued')
        papers.set(ticketId, { ticketId, number: number ?? ticketId, queue, at, windowId: null, step });
    } else papers.set(ticketId, { ...known, step, windowId: windowId ?? known.windowId });
  }
  return [...papers.values()].filter(({ step }) => stepsAfterStep(step).length > 0);
}

const stepsAfterStep = (step: Paper['step']): readonly PaperStep[] =>
  step === 'issued'
    ? ['called', 'cancelled']
    : step === 'called'
      ? ['started', 'no-show']
      : step === 'started'
        ? ['finished']
        : [];

/** What may come next; nothing after the end. */
export const stepsAfter = ({ step }: Paper): readonly PaperStep[] => stepsAfterStep(step);
