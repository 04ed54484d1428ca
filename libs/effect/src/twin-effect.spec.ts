import fc from 'fast-check';
import { BLOCK_MS, savingOf, student95, type Block } from './cut';
import type { ComparedVisit } from './pair';
import { twinEffect } from './twin-effect';

const OPEN = Date.parse('2026-11-16T08:30:00+08:00');
const MINUTE = 60_000;
const visit = (
  number: string | null,
  issuedMin: number,
  waitMin: number | null,
  extra: Partial<ComparedVisit> = {},
): ComparedVisit => ({
  queue: 'a',
  number,
  issuedAt: OPEN + issuedMin * MINUTE,
  calledAt: waitMin === null ? null : OPEN + (issuedMin + waitMin) * MINUTE,
  leftAt: null,
  ...extra,
});
const compare = (withPrompts: ComparedVisit[], without: ComparedVisit[], nowMin = 600) =>
  twinEffect({ hall: 'H', twin: 'T', day: '2026-11-16', now: OPEN + nowMin * MINUTE, withPrompts, without });

describe('with and without prompts', () => {
  it('pairs by queue and number, and leaves out whom only one hall knows', () => {
    const effect = compare(
      [visit('A001', 1, 5), visit('A002', 2, 6), visit('A009', 3, 1)],
      [visit('A002', 2, 10), visit('A001', 1, 9), visit('A001', 1, 9, { queue: 'b' })],
    );
    expect(effect).toMatchObject({
      pairs: 2,
      withMeanSec: 330,
      withoutMeanSec: 570,
      cut: null,
      cutLow: null,
      savedMin: null,
    });
  });

  it('pairs by order of issue where a board gives no numbers', () => {
    expect(compare([visit(null, 2, 6), visit(null, 1, 5)], [visit(null, 1, 9), visit(null, 2, 10)])).toMatchObject({
      pairs: 2,
      withMeanSec: 330,
      withoutMeanSec: 570,
    });
  });

  it('counts those who still wait with the age they have reached, in both halls', () => {
    const effect = compare([visit('A001', 10, 5)], [visit('A001', 10, 90)], 40);
    expect(effect).toMatchObject({ withMeanSec: 300, withoutMeanSec: 1800 });
    expect(compare([visit('A001', 10, null)], [visit('A001', 10, null)], 40)).toMatchObject({
      withMeanSec: 1800,
      withoutMeanSec: 1800,
    });
    expect(compare([visit('A001', 50, null)], [visit('A001', 50, null)], 40).pairs).toBe(0);
  });

  it('ends the wait of somebody guided to a terminal when they leave the line', () => {
    const guided = visit('A001', 10, null, { leftAt: OPEN + 11 * MINUTE });
    expect(compare([guided], [visit('A001', 10, 20)])).toMatchObject({ withMeanSec: 60, withoutMeanSec: 1200 });
  });

  it('says nothing while there is too little, and nothing saved is nothing claimed', () => {
    const few = Array.from({ length: 29 }, (_, i) => visit(`A${String(i)}`, i * 10, 5));
    expect(compare(few, few).cut).toBeNull();
    const day = Array.from({ length: 100 }, (_, i) => visit(`A${String(i)}`, i * 5, 5 + (i % 7)));
    expect(compare(day, day)).toMatchObject({ cut: 0, cutLow: 0, cutHigh: 0, savedMin: 0, pairs: 100 });
  });

  it('agrees with a slow leave-one-half-hour-out by hand', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 60 })),
          { minLength: 60, maxLength: 120 },
        ),
        (people) => {
          const name = (i: number): string => `A${String(i)}`;
          const effect = compare(
            people.map(([at, w], i) => visit(name(i), at, w)),
            people.map(([at, , o], i) => visit(name(i), at, o)),
          );
          const ratio = (keep: (at: number) => boolean): number => {
            const kept = people.filter(([at]) => keep(at));
            return 1 - kept.reduce((s, [, w]) => s + w, 0) / kept.reduce((s, [, , o]) => s + o, 0);
          };
          const blocks = [...new Set(people.map(([at]) => Math.floor(at / 30)))];
          const whole = ratio(() => true);
          const out = blocks.map((block) => ratio((at) => Math.floor(at / 30) !== block));
          const mean = out.reduce((s, x) => s + x, 0) / out.length;
          const se = Math.sqrt(((out.length - 1) / out.length) * out.reduce((s, x) => s + (x - mean) ** 2, 0));
          if (effect.cut === null) return blocks.length < 4;
          expect(effect.cut).toBeCloseTo(whole, 9);
          expect((effect.cut - (effect.cutLow ?? NaN)) / student95(blocks.length - 1)).toBeCloseTo(se, 9);
          return true;
        },
      ),
      { numRuns: 50 },
    );
  });

  it('reads Student’s t as the tables do', () => {
    for (const [degrees, table] of [
      [1, 12.706],
      [2, 4.303],
      [3, 3.182],
      [4, 2.776],
      [9, 2.262],
      [17, 2.11],
      [30, 2.042],
    ] as const)
      expect(student95(degrees)).toBeCloseTo(table, 3);
  });
});

describe('what a day saved', () => {
  const blocks = fc
    .array(
      fc.record({ withSec: fc.integer({ min: 0, max: 40_000 }), withoutSec: fc.integer({ min: 0, max: 40_000 }) }),
      { minLength: 4, maxLength: 20 },
    )
    .map((list) => list.map((one, i) => ({ at: i * BLOCK_MS, pairs: 10, ...one })));
  const half = (list: Block[]): number => {
    const { lowMin, highMin } = savingOf(list);
    return (highMin - lowMin) / 2;
  };

  it('is the sum of the paired differences, and its interval that of the sum', () => {
    fc.assert(
      fc.property(blocks, (list) => {
        const { savedMin, lowMin, highMin } = savingOf(list);
        expect(savedMin).toBeCloseTo(
          list.reduce((sum, { withSec, withoutSec }) => sum + (withoutSec - withSec) / 60, 0),
          6,
        );
        expect((lowMin + highMin) / 2).toBeCloseTo(savedMin, 6);
      }),
    );
  });

  it('knows nothing of how long both halls waited, only of how they differ', () => {
    fc.assert(
      fc.property(blocks, fc.integer({ min: 0, max: 9000 }), (list, more) => {
        expect(
          half(list.map((one) => ({ ...one, withSec: one.withSec + more, withoutSec: one.withoutSec + more }))),
        ).toBeCloseTo(half(list), 4);
      }),
    );
  });

  it('grows in doubt more slowly than in size', () => {
    fc.assert(
      fc.property(
        blocks.filter((list) => half(list) > 1),
        (list) => {
          expect(half([...list, ...list])).toBeLessThan(2 * half(list));
        },
      ),
    );
  });
});
