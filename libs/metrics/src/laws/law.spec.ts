import { judged } from './law';

describe('a law', () => {
  const sides = { law: 'busy-service', left: 100, right: 103, unit: 'seconds' } as const;

  it('holds when both sides are as near as it allows, and is broken when they are not', () => {
    expect(judged({ ...sides, tolerance: 3 }).state).toBe('holds');
    expect(judged({ ...sides, tolerance: 2 }).state).toBe('broken');
    expect(judged({ ...sides, left: 106, tolerance: 2 }).state).toBe('broken');
  });

  it('cannot hold where something is missing, and says what; an excuse that is not needed is not made', () => {
    expect(judged({ ...sides, excuse: 'not-over' })).toMatchObject({ state: 'cannot-hold', reason: 'not-over' });
    expect(judged({ ...sides, right: 100, excuse: 'not-over' })).toMatchObject({ state: 'holds', reason: null });
  });

  it('that is a bound lets the left side be smaller, never larger', () => {
    expect(judged({ ...sides, bound: true }).state).toBe('holds');
    expect(judged({ ...sides, left: 104, bound: true }).state).toBe('broken');
  });
});
