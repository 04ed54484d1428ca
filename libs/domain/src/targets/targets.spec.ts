import { METRICS, TARGETED, type TargetLine } from '@cockpit/contracts';
import fc from 'fast-check';
import { against, targetOf, type TargetPlace } from './targets';

const line = (more: Partial<TargetLine>): TargetLine => ({
  metric: 'service_level',
  tier: null,
  size: null,
  from: '2026-01',
  value: 0.9,
  ...more,
});
const hall: TargetPlace = { path: ['H1', 'D1', null], tier: 'hall', windows: 12 };
const found = (lines: TargetLine[], place = hall, month = '2026-03') =>
  targetOf(new Map([[null, lines]]), 'service_level', place, month);

describe('the target of a place', () => {
  it('is the narrowest line about it: kind and size, kind, size, all', () => {
    const lines = [
      line({ value: 0.5 }),
      line({ size: 'middle', value: 0.6 }),
      line({ tier: 'hall', value: 0.7 }),
      line({ tier: 'hall', size: 'middle', value: 0.8 }),
      line({ tier: 'hall', size: 'large', value: 0.99 }),
    ];
    expect([4, 3, 2, 1, 0].map((n) => found(lines.slice(0, n)))).toEqual([0.8, 0.7, 0.6, 0.5, null]);
  });

  it('holds from its month until the next line of the same name, which may ask for nothing', () => {
    const lines = [line({ from: '2026-03', value: 0.8 }), line({ from: '2026-01', value: 0.7 })];
    expect(['2025-12', '2026-01', '2026-02', '2026-03', '2027-01'].map((month) => found(lines, hall, month))).toEqual([
      ...[null, 0.7, 0.7],
      ...[0.8, 0.8],
    ]);
    expect(
      found([...lines, line({ tier: 'hall', value: 0.95 }), line({ tier: 'hall', from: '2026-02', value: null })]),
    ).toBe(0.8);
  });

  it('is that of the nearest place with a line', () => {
    const books = new Map([
      [null, [line({ tier: 'hall', value: 0.9 })]],
      ['D1', [line({ value: 0.8 }), line({ metric: 'wait_mean', value: 600 })]],
    ]);
    expect(targetOf(books, 'service_level', hall, '2026-03')).toBe(0.8);
    expect(targetOf(books, 'service_level', { ...hall, path: ['H9', 'D9', null] }, '2026-03')).toBe(0.9);
    expect(targetOf(books, 'wait_mean', { ...hall, path: ['H9', null] }, '2026-03')).toBeNull();
  });

  it('knows no size of a place without windows, and no kind of the bureau', () => {
    const lines = [line({ size: 'small' }), line({ tier: 'hall' })];
    expect(found(lines, { path: [null], tier: null, windows: 0 })).toBeNull();
    expect(found([line({})], { path: [null], tier: null, windows: 0 })).toBe(0.9);
  });
});

describe('a figure beside its target', () => {
  it('meets it on the better side, with the distance', () => {
    expect(against('service_level', 0.95, 0.9)).toMatchObject({ met: true });
    expect(against('wait_mean', 700, 600)).toEqual({ target: 600, met: false, by: -100 });
    expect(against('wait_mean', null, 600)).toEqual({ target: 600, met: null, by: null });
    expect(against('service_level', 0.1 + 0.2, 0.3)?.met).toBe(true);
    expect(against('arrivals', 5, 3)).toBeNull();
  });

  it('is never met by a worse figure when a better one misses it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TARGETED),
        fc.double({ min: 0, max: 1e4, noNaN: true }),
        fc.double({ min: 0, max: 1e4, noNaN: true }),
        fc.double({ min: 0, max: 1e4, noNaN: true }),
        (metric, a, b, target) => {
          const [worse, better] = (METRICS[metric].better === 'more') === a < b ? [a, b] : [b, a];
          if (against(metric, worse, target)?.met === true) expect(against(metric, better, target)?.met).toBe(true);
        },
      ),
    );
  });
});
