import { METRICS, type PlaceCompared } from '@cockpit/contracts';
import { RANKED, bandsOf, classesOf, movedOf } from './peers';

const hall = (tier: string, windows: number, twinOf: string | null = null) => ({ tier, windows, queues: [], twinOf });
const place = (name: string, more: Partial<PlaceCompared> = {}): PlaceCompared => ({
  ...{ hall: name, tier: 'hall', size: 'small', windows: 4, value: 0.5, numerator: 1, denominator: 2, days: 5 },
  ...{ low: null, high: null, rank: 1, rankLow: null, rankHigh: null, band: null, outside: null, before: null },
  ...more,
});

describe('halls alike', () => {
  it('are of one kind and size; places without windows and drawings of others are none', () => {
    expect(
      classesOf([
        hall('hall', 10),
        hall('station', 3),
        hall('station', 4),
        hall('hall', 31),
        hall('department', 0),
        hall('hall', 5, 'H1'),
      ]),
    ).toEqual([
      { tier: 'station', size: 'small', places: 2 },
      { tier: 'hall', size: 'small', places: 1 },
      { tier: 'hall', size: 'large', places: 1 },
    ]);
  });

  it('stand in their bands, and those without a figure by themselves', () => {
    const bands = bandsOf({
      places: [
        place('A', { band: 1 }),
        place('B', { band: 1 }),
        place('C', { band: 2 }),
        place('N', { value: null, rank: null }),
      ],
    });
    expect(bands.map(({ band, places }) => [band, places.map(({ hall: name }) => name)])).toEqual([
      [1, ['A', 'B']],
      [2, ['C']],
      [null, ['N']],
    ]);
    const untold = bandsOf({ places: [place('A'), place('N', { value: null, rank: null })] });
    expect(untold.map(({ places }) => places.length)).toEqual([1, 1]);
  });

  it('may change ranks by chance alone', () => {
    const before = { rank: 5, own: 1, others: 1 };
    expect(movedOf(place('A', { rank: 3, rankLow: 1, rankHigh: 6, before }))).toEqual({ gained: 2, byChance: true });
    expect(movedOf(place('A', { rank: 3, rankLow: 1, rankHigh: 4, before }))).toEqual({ gained: 2, byChance: false });
    expect([movedOf(place('A')), movedOf(place('A', { rank: null, before }))]).toEqual([null, null]);
  });

  it('are ranked only by what can be better or worse', () => {
    expect(RANKED.every((key) => METRICS[key].better !== null)).toBe(true);
  });
});
