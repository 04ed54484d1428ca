import { learnHabits } from './learn';
import { DEFAULT_PARAMS } from './params';

describe('habits of a hall', () => {
  it('start from the defaults and follow what supervisors do', () => {
    expect(learnHabits(DEFAULT_PARAMS, [])).toEqual(DEFAULT_PARAMS);
    const slow = learnHabits(
      DEFAULT_PARAMS,
      Array.from({ length: 180 }, (_, i) => (i % 2 === 0 ? { accepted: true, replyMin: 6 } : { accepted: false })),
    );
    expect(slow.acceptance).toBeCloseTo((90 + 17) / 200, 6);
    expect(slow.replyMin).toBeCloseTo((90 * 6 + 20 * 2) / 110, 6);
  });
});
