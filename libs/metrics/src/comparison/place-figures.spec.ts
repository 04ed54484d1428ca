import { WAIT_EDGES_MIN } from '@cockpit/contracts';
import { placeFigures } from './place-figures';

const hist = (...counts: number[]) => [
  ...counts,
  ...Array.from({ length: WAIT_EDGES_MIN.length + 1 - counts.length }, () => 0),
];

describe('figures of places', () => {
  it('know what each would be without each of its days', () => {
    const rows = [
      { hall: 'B', by: '2026-03-03', n: 9, d: 10 },
      { hall: 'A', by: '2026-03-02', n: 1, d: 4 },
      { hall: 'B', by: '2026-03-02', n: 3, d: 10 },
      // a day without anything, and what belongs to no hall
      { hall: 'B', by: '2026-03-04', n: 0, d: 0 },
      { hall: '', by: '2026-03-02', n: 5, d: 5 },
    ];
    expect(placeFigures('service_level', rows)).toEqual([
      { place: 'B', value: 0.6, weight: 20, days: 2, without: [0.9, 0.3] },
      { place: 'A', value: 0.25, weight: 4, days: 1, without: [] },
    ]);
    expect(placeFigures('service_level', [{ hall: 'A', by: '2026-03-02', n: 0, d: 0 }])).toEqual([]);
  });

  it('read percentiles from what remains of the histogram', () => {
    const [place] = placeFigures('wait_p50', [
      { hall: 'A', by: '2026-03-02', n: 0, d: 4, hist: hist(4) },
      { hall: 'A', by: '2026-03-03', n: 0, d: 4, hist: hist(0, 0, 4) },
    ]);
    expect(place).toMatchObject({ days: 2, weight: 8 });
    expect(place?.without).toEqual([240, 30]);
  });

  it('take the balance of each day for itself', () => {
    const day = (by: string, busy: number) => ({
      hall: 'A',
      by,
      n: 0,
      d: 0,
      windows: new Map([
        ['w1', { busy, open: 10 }],
        ['w2', { busy: 10 - busy, open: 10 }],
      ]),
    });
    const [place] = placeFigures('balance', [day('2026-03-02', 5), day('2026-03-03', 10)]);
    expect(place).toMatchObject({ weight: 2, days: 2 });
    expect(place?.without).toEqual([0.5, 1]);
  });
});
