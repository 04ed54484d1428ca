import { peersOf, type HallDays } from './peers';

const hall = (code: string, windows: number, shares: readonly number[]): HallDays => ({
  doc: { code, tier: 'hall', windows: Array.from({ length: windows }) },
  days: new Map([
    ['service_level', Object.fromEntries(shares.map((n, i) => [`2026-03-0${String(i + 2)}`, { n, d: 100 }]))],
  ]),
});
const steady = (share: number): number[] => [share, share + 1, share - 1, share, share + 1, share - 1];

describe('halls compared in a bulletin', () => {
  it('stand only beside those of their size, in one band where their order may be chance', () => {
    const classes = peersOf('service_level', [
      hall('A', 4, steady(90)),
      hall('B', 4, steady(89)),
      hall('C', 4, steady(40)),
      hall('L', 40, steady(60)),
      hall('N', 4, []),
    ]);
    const told = classes.map((alike) => alike.map((one) => [one.hall, one.size, one.compared?.band ?? null]));
    expect(told).toEqual([
      [
        ['A', 'small', 1],
        ['B', 'small', 1],
        ['C', 'small', 2],
        ['N', 'small', null],
      ],
      [['L', 'large', null]],
    ]);
    expect(classes[0]?.map(({ compared }) => compared?.ranks ?? null)).toEqual([
      { low: 1, high: 2 },
      { low: 1, high: 2 },
      { low: 3, high: 3 },
      null,
    ]);
  });

  it('are nowhere where nothing is known', () => {
    expect(peersOf('service_level', [])).toEqual([]);
  });
});
