import { METRICS, type PlaceCompared } from '@cockpit/contracts';
import { RANKED, bandsOf, classesOf, movedOf, orderOf } from './peers';

const hall = (tier: string, windows: number, twinOf: string | null = null) => ({ tier, windows, queues: [], twinOf });
const place = (name: string, more: Partial<PlaceCompared> = {}): PlaceCompared => ({
  hall: name,
  tier: 'hall',
  size: 'small',
  windows: 4,
  value: 0.5,
  numerator: 1,
  denominator: 2,
  days: 5,
  since: null,
  weight: 2,
  low: null,
  high: null,
  rank: 1,
  rankLow: null,
  rankHigh: null,
  band: null,
  outside: null,
  before: null,
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

  it('may change ranks by chance alone, unless the sets of both periods are apart', () => {
    const before = { rank: 5, rankLow: 4, rankHigh: 7, own: 1, others: 1 };
    const moved = (rankLow: number | null, rankHigh: number | null) =>
      movedOf(place('A', { rank: 3, rankLow, rankHigh, before }));
    expect(moved(1, 4)).toEqual({ gained: 2, byChance: true });
    expect(moved(1, 3)).toEqual({ gained: 2, byChance: false });
    expect(moved(null, null)).toEqual({ gained: 2, byChance: true });
    expect([movedOf(place('A')), movedOf(place('A', { rank: null, before }))]).toEqual([null, null]);
  });

  it('share one band either because nothing is proven or because their sets hang together', () => {
    const set = (name: string, rankLow: number, rankHigh: number, band = 1) => place(name, { rankLow, rankHigh, band });
    expect(orderOf({ places: [set('A', 1, 2), set('B', 1, 2), place('N', { value: null })] })).toEqual({
      kind: 'none',
      bands: 1,
    });
    expect(orderOf({ places: [set('A', 1, 2), set('B', 1, 3), set('C', 2, 3)] }).kind).toBe('pairs');
    expect(orderOf({ places: [set('A', 1, 1), set('B', 2, 2, 2)] })).toEqual({ kind: 'bands', bands: 2 });
  });

  it('are ranked only by what can be better or worse', () => {
    expect(RANKED.every((key) => METRICS[key].better !== null)).toBe(true);
  });
});
