import fc from 'fast-check';
import { comparePlaces, type PlaceFigure } from './compare';
import { funnel, outsideOf } from './funnel';

/** A place with these days of (n, d). */
function place(name: string, days: readonly (readonly [n: number, d: number])[]): PlaceFigure {
  const n = days.reduce((sum, day) => sum + day[0], 0);
  const d = days.reduce((sum, day) => sum + day[1], 0);
  return {
    place: name,
    value: n / d,
    days: days.length,
    weight: d,
    without: days.length < 2 ? [] : days.map((day) => (n - day[0]) / (d - day[1])),
  };
}
const steady = (name: string, share: number, d = 100, days = 10): PlaceFigure =>
  place(
    name,
    Array.from({ length: days }, (_, i) => [Math.round(share * d) + (i % 2 === 0 ? 1 : -1), d] as const),
  );

describe('comparing places', () => {
  it('puts a place that is clearly better into a band of its own, and leaves those together that are not', () => {
    const answer = comparePlaces('share', 'more', [
      steady('A', 0.95),
      steady('B', 0.8),
      steady('C', 0.81),
      steady('D', 0.4),
    ]);
    expect(answer.places.map(({ band, rank }) => [band, rank])).toEqual([
      [1, 1],
      [2, 3],
      [2, 2],
      [3, 4],
    ]);
    expect(answer).toMatchObject({ noRanks: null, noFunnel: 'too-few-places' });
    expect(answer.places[1]?.ranks).toEqual({ low: 2, high: 3 });
  });

  it('keeps intervals of shares between 0 and 1, around the share', () => {
    const day = fc
      .tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 }))
      .map(([n, more]) => [n, n + more + 1] as const);
    const days = fc.array(day, { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(days, { minLength: 3, maxLength: 12 }), (all) => {
        const { places } = comparePlaces(
          'share',
          'less',
          all.map((one, i) => place(String(i), one)),
        );
        for (const { interval, value } of places) {
          if (interval === null) continue;
          expect(interval.low).toBeGreaterThanOrEqual(0);
          expect(interval.high).toBeLessThanOrEqual(1);
          expect(interval.low).toBeLessThanOrEqual(value + 1e-12);
          expect(interval.high).toBeGreaterThanOrEqual(value - 1e-12);
        }
      }),
    );
  });

  it('says why there is no order', () => {
    const one = (name: string): PlaceFigure => place(name, [[8, 10]]);
    expect(comparePlaces('share', 'more', [])).toMatchObject({ noRanks: 'alone', places: [] });
    expect(comparePlaces('share', 'more', [steady('A', 0.5)]).noRanks).toBe('alone');
    expect(comparePlaces('share', 'more', ['A', 'B', 'C'].map(one)).noRanks).toBe('too-few-days');
    const none = ['A', 'B', 'C', 'D', 'E'].map((name) =>
      place(name, [
        [0, 10],
        [0, 10],
        [0, 10],
      ]),
    );
    expect(comparePlaces('value', 'less', none)).toMatchObject({ noRanks: 'no-spread', noFunnel: 'no-spread' });
  });

  it('ranks equal figures alike and proves nothing of them', () => {
    const all = ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => steady(name, 1, 50));
    const flat = all.map((figure) => ({ ...figure, value: 1, without: figure.without.map(() => 1) }));
    const { places } = comparePlaces('share', 'more', flat);
    expect(
      new Set(places.map(({ rank, band, outside }) => `${String(rank)} ${String(band)} ${String(outside)}`)),
    ).toEqual(new Set(['1 1 null']));
  });

  it('does not tell a place of one day from others that it might be like', () => {
    const { places } = comparePlaces('share', 'more', [
      ...['A', 'B', 'C', 'D'].map((name) => steady(name, 0.8)),
      place('new', [[6, 8]]),
    ]);
    expect(places.at(-1)).toMatchObject({ days: 1, ranks: { low: 1, high: 5 }, outside: null });
  });

  it('marks who is outside the limits, and never more than a few of those inside', () => {
    const peers = Array.from({ length: 20 }, (_, i) => steady(`P${String(i)}`, 0.78 + (i % 5) * 0.01));
    const { places, funnel: plot } = comparePlaces('share', 'more', [...peers, steady('out', 0.4)]);
    expect(places.filter(({ outside }) => outside !== null).map((one) => one.place)).toEqual(['out']);
    expect(places.at(-1)?.outside).toBe('low');
    expect(plot.centre).toBeGreaterThan(0.75);
  });
});

describe('the funnel', () => {
  const places = (weights: readonly number[], values: readonly number[]) =>
    weights.map((weight, i) => ({ weight, value: values[i] ?? 0 }));
  const share = (centre: number): number => centre * (1 - centre);

  it('gets narrower as denominators grow, and stays where figures can be', () => {
    const { curve } = funnel(places([5, 50, 500, 5000, 9000], [0.9, 0.8, 0.85, 0.82, 0.83]), share, {
      least: 0,
      most: 1,
    });
    const widths = curve.map(({ low998, high998 }) => high998 - low998);
    expect(widths).toEqual([...widths].sort((a, b) => b - a));
    expect(
      curve.every(
        ({ low998, low95, high95, high998 }) =>
          0 <= low998 && low998 <= low95 && low95 <= high95 && high95 <= high998 && high998 <= 1,
      ),
    ).toBe(true);
    expect([curve[0]?.weight, curve.at(-1)?.weight]).toEqual([5, 9000]);
  });

  it('is not drawn for fewer than five, and is one step wide where all denominators are equal', () => {
    expect(funnel(places([9, 9, 9, 9], [0, 0.2, 0.3, 0.4]), share, { least: 0, most: 1 }).centre).toBeNull();
    expect(funnel(places([9, 9, 9, 9, 9], [0, 0.2, 0.3, 0.4, 1]), share, { least: 0, most: 1 }).curve).toHaveLength(1);
  });

  it('does not let one giant place say what is usual', () => {
    const { centre } = funnel(places([100, 100, 100, 100, 100_000], [0.8, 0.8, 0.8, 0.8, 0.2]), share, {
      least: 0,
      most: 1,
    });
    expect(centre).toBeGreaterThan(0.5);
  });

  it('widens with what places differ, apart from the outermost tenth at each end', () => {
    const values = [0.1, 0.45, 0.48, 0.5, 0.5, 0.5, 0.5, 0.52, 0.55, 0.9];
    const found = funnel(
      places(
        values.map(() => 400),
        values,
      ),
      share,
      { least: 0, most: 1 },
    );
    expect(found.overDispersion).toBeGreaterThan(1);
    expect(found.z.map(outsideOf)).toEqual(['low', ...values.slice(2).map(() => null), 'high']);
  });
});
