import type { LiveQueue } from '@cockpit/contracts';
import { byTrouble } from './order';

const queue = (code: string, level: LiveQueue['level'], waitMin: number): LiveQueue => ({
  ...{ code, name: code, level, waiting: 3, longestWaitSec: waitMin * 60, predictedP50Sec: waitMin * 60 },
  ...{ predictedP80Sec: waitMin * 60, openWindows: 1, lastCalled: null, forecast: [] },
});
const order = (...queues: LiveQueue[]): string =>
  byTrouble(queues)
    .map(({ code }) => code)
    .join('');

describe('the rows of queues', () => {
  it('begin with the worst trouble', () => {
    expect(order(queue('a', 'overloaded', 21), queue('b', 'normal', 2), queue('c', 'overloaded', 65))).toBe('cab');
    expect(order(queue('a', 'unknown', 0), queue('b', 'busy', 12))).toBe('ba');
  });

  it('stay where they are while they are about as bad, and while they are well', () => {
    expect(order(queue('a', 'overloaded', 18), queue('b', 'overloaded', 21))).toBe('ab');
    expect(order(queue('a', 'overloaded', 21), queue('b', 'overloaded', 18))).toBe('ab');
    expect(order(queue('a', 'normal', 1), queue('b', 'normal', 8))).toBe('ab');
  });
});
