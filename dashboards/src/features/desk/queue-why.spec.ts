import { whyOf } from './queue-why';

const queue = {
  code: 'a',
  name: 'A',
  waiting: 5,
  longestWaitSec: 600,
  targetMin: 30,
  predictedP50Sec: 2280,
  predictedP80Sec: null,
  level: 'overloaded' as const,
  openWindows: 2,
  lastCalled: null,
  forecast: [],
};

describe('why a queue is busy or overloaded', () => {
  it('says the predicted wait against the target, though nobody has waited so long yet', () => {
    expect(whyOf(queue)).toEqual({ key: 'wait.over', words: { n: '38', target: 30, share: 126 } });
    // in whole minutes it is not beyond it
    expect(whyOf({ ...queue, predictedP50Sec: 1801 })?.key).toBe('wait.reached');
    expect(whyOf({ ...queue, level: 'busy', predictedP50Sec: 1799 })).toEqual({
      key: 'wait.share',
      words: { n: '30', target: 30, share: 99 },
    });
  });

  it('says how long somebody has waited where that is the cause', () => {
    const waited = { ...queue, level: 'busy' as const, predictedP50Sec: 60, longestWaitSec: 2460 };
    expect(whyOf(waited)).toEqual({ key: 'longest.over', words: { n: '41', target: 30, share: 136 } });
    expect(whyOf({ ...waited, predictedP50Sec: null })?.key).toBe('longest.over');
  });

  it('says nothing of a queue that is normal, unknown, or of before targets were told', () => {
    const { targetMin: _, ...old } = queue;
    expect([
      whyOf({ ...queue, level: 'normal', predictedP50Sec: 60 }),
      whyOf({ ...queue, level: 'unknown' }),
      whyOf(old),
    ]).toEqual([null, null, null]);
  });
});
