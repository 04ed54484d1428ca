import { todayOf } from './today';

const at = (time: string): number => Date.parse(time);

describe('the day that halls are on', () => {
  const wallNow = at('2026-11-23T02:00:00Z');
  const hallNow = new Map([
    ['A', at('2026-03-09T16:30:00Z')],
    ['B', at('2026-03-10T01:00:00Z')],
    ['silent', 0],
  ]);
  const parts = { organisation: null, hallNow, wallNow };

  it('is that of their own clocks, in their own zone', () => {
    expect(todayOf(parts, ['A'])).toBe('2026-03-10');
    expect(todayOf(parts, ['A', 'B', 'by the wall'])).toBe('2026-03-10');
  });

  it('is that of the office where there is no hall, or nothing was heard of it', () => {
    expect(todayOf(parts, [])).toBe('2026-11-23');
    expect(todayOf(parts, ['silent'])).toBe('2026-11-23');
  });
});
