import type { HallState } from '../../live';
import { BoardLearner } from './learner';
import { readBoard, type Clock } from './reading';

interface Following {
  learner: BoardLearner;
  readonly taken: Map<string, number>;
  readonly past: BoardLearner | null;
}

const following = new WeakMap<HallState, Following>();

/** A queue of which boards were seen today and no ticket: its waits can only be read off the boards. */
export function isBoardQueue(state: HallState, queue: string): boolean {
  const live = state.queues.get(queue);
  return live?.issued === 0 && live.observed.latest !== null;
}

/** The learner of past days, taken through the boards of this day as far as they have come. */
export function boardsOf(state: HallState, past: BoardLearner | null): BoardLearner {
  let follow = following.get(state);
  if (follow?.past !== past) {
    const clock = dayClock(state);
    follow = {
      learner: past === null ? new BoardLearner(clock) : BoardLearner.fromJSON(past.toJSON(), clock),
      taken: new Map(),
      past,
    };
    following.set(state, follow);
  }
  for (const [code, queue] of state.queues) {
    const boards = queue.observed.list;
    for (let i = follow.taken.get(code) ?? 0; i < boards.length; i++) {
      const board = boards[i];
      if (board === undefined) continue;
      follow.learner.observe(
        code,
        readBoard(board.at, {
          hallId: '',
          queue: code,
          waiting: board.waiting,
          ...(board.lastCalled === null ? {} : { lastCalled: board.lastCalled }),
          ...(board.openWindows === null ? {} : { openWindows: board.openWindows }),
          ...(board.avgServiceMin === null ? {} : { avgServiceMin: board.avgServiceMin }),
        }),
      );
    }
    follow.taken.set(code, boards.length);
  }
  return follow.learner;
}

const DAY_MS = 86_400_000;

/** The hall's clock as its day says: 24 hours from `dayStart`, on the calendar day it names. */
export function dayClock(state: HallState): Clock {
  const { day, dayStart } = state.config;
  const number = Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
  return (at) => {
    const days = Math.floor((at - dayStart) / DAY_MS);
    return { day: number + days, minute: (at - dayStart - days * DAY_MS) / 60_000 };
  };
}
