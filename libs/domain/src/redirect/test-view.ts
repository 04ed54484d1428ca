import type { ItemView, QueueView, RedirectView, WindowView } from './view';
import { only } from '../queue-set';

/** Views of small made-up halls for tests: queues and windows by what is special about them. */
export function queueOf(code: string, over: Partial<QueueView> = {}): QueueView {
  return {
    code,
    name: code,
    waiting: 0,
    workMin: 0,
    headAgeMin: 0,
    meanMin: 10,
    cv: 0.6,
    ratePerMin: new Float64Array(18).fill(0.2),
    demandRatio: new Float64Array(18).fill(1),
    serviceRatio: 1,
    waitTargetMin: 15,
    ...over,
  };
}

export function windowOf(number: number, home: number, over: Partial<WindowView> = {}): WindowView {
  return {
    id: `w${String(number)}`,
    number: String(number),
    home,
    skills: only(Math.max(0, home)),
    mask: only(Math.max(0, home)),
    condition: 'free',
    current: home,
    serviceMeanMin: 0,
    elapsedMin: 0,
    backMin: 0,
    absences: [],
    onBreak: false,
    changedMin: -Infinity,
    switchMin: 2,
    reserve: false,
    closesMin: Infinity,
    ...over,
  };
}

export function viewOf(
  queues: readonly QueueView[],
  windows: readonly WindowView[],
  over: Partial<RedirectView> = {},
): RedirectView {
  const items: ItemView[] = [];
  return {
    nowMin: 120,
    doorsOpen: true,
    closeMin: 540,
    queues,
    windows,
    items,
    noShowRate: 0.06,
    slotMin: 30,
    reserveLeftMin: 0,
    otherHalls: [],
    past: [],
    ...over,
  };
}

/** A jam at `busy` (two windows, many waiting) beside a quiet queue whose officers know both. */
export function jam(over: Partial<RedirectView> = {}): RedirectView {
  const both = { skills: 3n };
  return viewOf(
    [
      queueOf('busy', { waiting: 20, workMin: 190, headAgeMin: 35 }),
      queueOf('quiet', { ratePerMin: new Float64Array(18).fill(0.1) }),
    ],
    [windowOf(1, 0), windowOf(2, 0), windowOf(3, 1, both), windowOf(4, 1, both), windowOf(5, 1)],
    over,
  );
}
