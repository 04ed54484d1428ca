import { sortedWays, wayOf } from './way';

describe('the way to another hall', () => {
  it('adds what is shown: the parts as they stand on the screen make the sum', () => {
    expect(wayOf({ travelMin: 12.4, waitThereSec: 390, waitHereSec: 2040 })).toEqual({
      travelMin: 12,
      waitMin: 7,
      totalMin: 19,
      hereMin: 34,
      soonerMin: 15,
    });
  });

  it('says nothing of a sum it lacks a part of', () => {
    expect(wayOf({ travelMin: 12, waitThereSec: null, waitHereSec: 600 })).toMatchObject({
      totalMin: null,
      soonerMin: null,
    });
    expect(wayOf({ travelMin: 12, waitThereSec: 60, waitHereSec: null })).toMatchObject({
      totalMin: 13,
      soonerMin: null,
    });
  });
});

describe('ways to other halls', () => {
  const to = (code: string, there: number | null, heard = true) => ({
    hall: { code, heard },
    way: wayOf({ travelMin: 10, waitThereSec: there === null ? null : there * 60, waitHereSec: 1800 }),
  });
  const codes = (ways: readonly { hall: { code: string } }[]) => ways.map(({ hall }) => hall.code);

  it('are offered the soonest first, then those nobody can compare; what is no sooner is left for last', () => {
    const { offered, later } = sortedWays([
      ...[to('unknown', null), to('later', 30), to('soon', 10), to('same', 18), to('soonest', 2)],
      to('silent', 40, false),
    ]);
    expect(codes(offered)).toEqual(['soonest', 'soon', 'unknown', 'silent']);
    expect(codes(later)).toEqual(['later', 'same']);
  });
});
