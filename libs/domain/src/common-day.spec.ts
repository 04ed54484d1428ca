import fc from 'fast-check';
import { commonDay, commonNow } from './common-day';

const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-02-${String(n).padStart(2, '0')}`);

describe('the common day of halls', () => {
  it('ignores a single hall on another clock', () => {
    fc.assert(
      fc.property(day, day, fc.integer({ min: 2, max: 30 }), (most, other, halls) => {
        expect(commonDay([...new Array<string>(halls).fill(most), other])).toBe(most);
      }),
    );
  });

  it('follows the halls after midnight, and is null without halls', () => {
    expect(commonDay(['2026-02-01', '2026-02-02'])).toBe('2026-02-02');
    expect(commonDay([])).toBeNull();
  });
});

describe('the common time of halls', () => {
  const at = (time: string) => ({ now: Date.parse(`${time}+08:00`), timeZone: 'Asia/Shanghai' });

  it('is the latest time on the most common day', () => {
    const [early, late, elsewhere] = [at('2026-03-05T09:10:00'), at('2026-03-05T09:12:00'), at('2026-11-21T20:00:00')];
    expect(commonNow([elsewhere, late, early])).toBe(late.now);
    expect(commonNow([])).toBeNull();
  });
});
