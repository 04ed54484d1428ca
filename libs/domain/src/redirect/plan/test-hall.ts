import type { RedirectView } from '../view';
import type { PlanHall, StartHours } from './types';

const USUAL: Record<'lunch' | 'break', (startMin: number) => StartHours> = {
  lunch: () => ({ earliestMin: 150, latestMin: 285 }),
  break: (startMin) => (startMin < 240 ? { earliestMin: 30, latestMin: 140 } : { earliestMin: 330, latestMin: 470 }),
};

/** What a plan must know of a made-up hall that opens at 8:30, for tests. */
export function planHallFor(view: RedirectView, over: Partial<PlanHall> = {}): PlanHall {
  return {
    view,
    open: [{ fromMin: 0, toMin: 540 }],
    hours: view.windows.map(({ absences }) => absences.map(({ kind, startMin }) => USUAL[kind](startMin))),
    counters: view.windows.map(() => null),
    onTerminal: view.items.map(() => true),
    ...over,
  };
}
