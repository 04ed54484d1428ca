import type { HallEvent } from '@cockpit/contracts';
import { benchHall, benchNames } from '../simulation/bench-hall';
import { makeDay } from '../simulation/day';
import { STANDARD } from '../simulation/scenarios';
import { HallState, type HallConfig } from '../live';

const DAY = makeDay(STANDARD, 20_001);
export const NAMES = benchNames(DAY);
export const CONFIG = benchHall(DAY, NAMES);
export const MINUTE = 60_000;

/** What was told of a hall, and the minute after opening it was told of; without one, in their order, right after opening. */
export type FixtureEvent = [type: HallEvent['type'], data: Record<string, unknown>, minute?: number];

/** A hall ten minutes after opening, or at another minute, of which this was told. */
export function hall(told: readonly FixtureEvent[], minute = 10, config: HallConfig = CONFIG): HallState {
  const state = new HallState(config);
  told.forEach(([type, data, at], i) => {
    state.apply({
      id: String(i),
      type,
      time: NAMES.opening + (at === undefined ? i * 1000 : at * MINUTE),
      data: { hallId: 'bench', ...data },
    } as unknown as HallEvent);
  });
  state.advance(NAMES.opening + minute * MINUTE);
  return state;
}

export const opened = (windowId: string, queue = NAMES.queue(0)): FixtureEvent => [
  'hall.window.opened',
  { windowId, queues: [queue] },
];
