import type { HallNames } from './bench-hall';
import type { HallSimulator } from './simulator';
import { exclusive, linked } from './yardsticks';
import { NO_QUEUES, setOfCodes } from '../queue-set';

/** An accepted prompt as an outside system reads it: codes, not indices. */
export interface Order {
  readonly id: string;
  readonly kind: 'reassign' | 'link' | 'guide' | 'open' | 'recall' | 'other-hall';
  readonly windowId?: string | undefined;
  readonly queues: readonly string[];
  readonly item?: string | undefined;
}

/**
 * Carries out an accepted prompt at the minute it is seen (the simulator must have been advanced to it). What the hall
 * reports afterwards carries the prompt's id. @returns false when this hall cannot do it
 */
export function obey(simulator: HallSimulator, names: HallNames, order: Order): boolean {
  const { scenario, officers } = simulator.day;
  const window =
    order.windowId === undefined ? -1 : officers.findIndex((o) => names.window(o.window) === order.windowId);
  const mask = setOfCodes(
    scenario.branches.map((_, b) => names.queue(b)),
    order.queues,
  );
  switch (order.kind) {
    case 'link':
    case 'reassign':
      if (window < 0 || mask === NO_QUEUES) return false;
      simulator.assign(window, order.kind === 'link' ? linked(mask, order.id) : exclusive(mask, order.id));
      return true;
    case 'open':
      return (
        window >= 0 &&
        scenario.reserve !== null &&
        simulator.open(
          window,
          simulator.nowMin + scenario.reserve.openMin,
          linked(mask === NO_QUEUES ? (officers[window]?.skills ?? NO_QUEUES) : mask, order.id),
        )
      );
    case 'recall':
      return window >= 0 && simulator.recall(window);
    case 'guide':
      return scenario.branches.some((branch, b) =>
        branch.items.some((_, i) => {
          if (names.item(b, i) !== order.item) return false;
          simulator.guide(b, i, simulator.nowMin + scenario.selfService.guideMin);
          return true;
        }),
      );
    case 'other-hall':
      // Where visitors go who are sent elsewhere is outside this hall.
      return false;
  }
}
