import fc from 'fast-check';
import { around, enlarged, held, moved, MOST_ENLARGED, shown, WHOLE } from './view';

const SIZE = { width: 800, height: 500 };
const point = fc.record({
  x: fc.double({ min: 0, max: 800, noNaN: true }),
  y: fc.double({ min: 0, max: 500, noNaN: true }),
});
const view = fc
  .record({
    k: fc.double({ min: 1, max: MOST_ENLARGED, noNaN: true }),
    x: fc.double({ min: 0, max: 1, noNaN: true }),
    y: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(held);

describe('what of the map is seen', () => {
  it('is everything as it stands, unless somebody comes nearer', () => {
    expect(shown({ x: 12, y: 34 }, WHOLE, SIZE)).toEqual({ x: 12, y: 34 });
    expect(enlarged(WHOLE, 0.2, { x: 5, y: 5 }, SIZE)).toEqual(WHOLE);
    expect(moved(WHOLE, 300, 300, SIZE)).toEqual(WHOLE);
  });

  it('keeps the point under the finger when coming nearer', () => {
    fc.assert(
      fc.property(point, view, fc.double({ min: 1, max: 8, noNaN: true }), (at, seen, by) => {
        const next = enlarged(seen, by, at, SIZE);
        // a point of the whole map that is drawn under the finger before
        const whole = {
          x: (at.x - SIZE.width / 2) / seen.k + seen.x * SIZE.width,
          y: (at.y - SIZE.height / 2) / seen.k + seen.y * SIZE.height,
        };
        const after = shown(whole, next, SIZE);
        expect(after.x).toBeCloseTo(at.x, 4);
        expect(after.y).toBeCloseTo(at.y, 4);
      }),
    );
  });

  it('never shows anything beyond the edge', () => {
    fc.assert(
      fc.property(view, fc.double({ min: -2000, max: 2000, noNaN: true }), (seen, by) => {
        const next = moved(seen, by, -by, SIZE);
        const [start, end] = [shown({ x: 0, y: 0 }, next, SIZE), shown({ x: 800, y: 500 }, next, SIZE)];
        expect(start.x).toBeLessThanOrEqual(1e-6);
        expect(start.y).toBeLessThanOrEqual(1e-6);
        expect(end.x).toBeGreaterThanOrEqual(800 - 1e-6);
        expect(end.y).toBeGreaterThanOrEqual(500 - 1e-6);
      }),
    );
  });

  it('comes near enough to tell places apart, or says that nothing does', () => {
    const spots = [
      { code: 'a', x: 300, y: 200 },
      { code: 'b', x: 340, y: 210 },
    ];
    const near = around(spots, WHOLE, SIZE, 40);
    expect(near?.k).toBeCloseTo(14);
    for (const spot of spots) {
      const { x, y } = shown(spot, near ?? WHOLE, SIZE);
      expect([x > 0, x < 800, y > 0, y < 500]).toEqual([true, true, true, true]);
    }
    expect(
      around(
        [
          { code: 'a', x: 3, y: 3 },
          { code: 'b', x: 3, y: 3 },
        ],
        WHOLE,
        SIZE,
        40,
      ),
    ).toBeNull();
  });
});
