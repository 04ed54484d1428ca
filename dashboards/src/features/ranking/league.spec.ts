import { METRICS, sizeClassOf, wilson } from '@cockpit/contracts';
import { league, RANKED } from './league';

const part = (by: string, numerator: number, denominator: number) => ({
  by,
  value: denominator === 0 ? null : numerator / denominator,
  numerator,
  denominator,
});

describe('the league table', () => {
  it('puts the best first by what the metric calls better, with ties in one place', () => {
    const parts = [part('A', 80, 100), part('B', 90, 100), part('C', 90, 100), part('D', 0, 0)];
    expect(league('service_level', parts, []).map(({ hall, rank }) => [hall, rank])).toEqual([
      ['B', 1],
      ['C', 1],
      ['A', 3],
      ['D', null],
    ]);
    expect(league('abandon_rate', parts, []).map(({ hall, rank }) => [hall, rank])).toEqual([
      ['A', 1],
      ['B', 2],
      ['C', 2],
      ['D', null],
    ]);
  });

  it('tells places gained and lost since the period before, and nothing of who was not there', () => {
    const now = [part('A', 95, 100), part('B', 90, 100), part('N', 50, 100)];
    const then = [part('A', 70, 100), part('B', 90, 100)];
    expect(league('service_level', now, then).map(({ hall, gained }) => [hall, gained])).toEqual([
      ['A', 1],
      ['B', -1],
      ['N', null],
    ]);
  });

  it('says where the order says nothing', () => {
    const close = league('service_level', [part('A', 9, 10), part('B', 8, 10)], []);
    expect(close.map(({ level }) => level)).toEqual([false, true]);
    const far = league('service_level', [part('A', 9000, 10_000), part('B', 2000, 10_000)], []);
    expect(far.map(({ level }) => level)).toEqual([false, false]);
  });

  it('knows no interval of what is no share', () => {
    expect(league('wait_mean', [part('A', 900, 10)], [])[0]?.interval).toBeNull();
    expect(wilson(0, 10)).toMatchObject({ low: 0 });
    expect(wilson(0, 0)).toBeNull();
    expect(wilson(50, 100)?.low).toBeCloseTo(0.4038, 3);
  });

  it('holds only what can be better or worse', () => {
    expect(RANKED.every((key) => METRICS[key].better !== null)).toBe(true);
    expect([1, 10, 11, 30, 31].map(sizeClassOf)).toEqual(['small', 'small', 'middle', 'middle', 'large']);
  });
});
