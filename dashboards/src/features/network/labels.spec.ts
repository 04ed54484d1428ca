import fc from 'fast-check';
import { boxOf, labelled, leadersOf, type Extent } from './labels';

const SIZE = { width: 800, height: 500 };
const extentOf = (leads: boolean): Extent => ({
  mark: 30,
  width: 120,
  height: 40,
  insists: leads,
  leads,
  less: [{ width: 80, height: 20 }],
});
type Box = NonNullable<ReturnType<typeof boxOf>>;
const meet = (a: Box, b: Box) =>
  a.left < b.right - 0.01 && b.left < a.right - 0.01 && a.top < b.bottom - 0.01 && b.top < a.bottom - 0.01;
const markOf = ({ x, y }: { x: number; y: number }, half: number): Box => ({
  left: x - half,
  right: x + half,
  top: y - half,
  bottom: y + half,
});
const place = fc.record({
  x: fc.double({ min: 15, max: 785, noNaN: true }),
  y: fc.double({ min: 15, max: 485, noNaN: true }),
  hall: fc.boolean(),
});
const of = (places: readonly { x: number; y: number; hall: boolean }[]) => {
  const spots = places.map(({ x, y }, i) => ({ code: `p${String(i)}`, x, y }));
  const extents = new Map(places.map(({ hall }, i) => [`p${String(i)}`, extentOf(hall)]));
  return { extents, spots: labelled(spots, SIZE, extents) };
};

describe('labels of the map', () => {
  it('cover no mark and no other label, and stay within the map, however crowded it is', () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 50 }), (places) => {
        const { spots, extents } = of(places);
        const labels = spots.flatMap((spot) => {
          const extent = extents.get(spot.code);
          const box = extent === undefined ? null : boxOf(spot, extent, spot);
          return box === null ? [] : [{ code: spot.code, box }];
        });
        const covered = labels.filter(
          ({ code, box }, i) =>
            spots.some((other) => other.code !== code && meet(box, markOf(other, 15))) ||
            labels.some((other, k) => k > i && meet(box, other.box)),
        );
        const beyond = labels.filter(
          ({ box }) => box.left < 0 || box.top < 0 || box.right > SIZE.width || box.bottom > SIZE.height,
        );
        // nor does a line run through a label
        const crossed = leadersOf(spots, extents).filter(({ code, from, to }) =>
          [0.1, 0.3, 0.5, 0.7, 0.9].some((share) => {
            const at = markOf({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }, 0.5);
            return labels.some((other) => other.code !== code && meet(at, other.box));
          }),
        );
        expect([covered, beyond, crossed]).toEqual([[], [], []]);
      }),
      { numRuns: 50 },
    );
  });

  /** a hall in the midst of small places, as an old town has them */
  const crowd = (hall: boolean) => [
    { x: 400, y: 250, hall },
    ...[-34, 0, 34].flatMap((dx) =>
      [-34, 0, 34].flatMap((dy) => (dx === 0 && dy === 0 ? [] : [{ x: 400 + dx, y: 250 + dy, hall: false }])),
    ),
  ];

  it('stand aside, with a line to it, of a hall around which there is no room', () => {
    const { spots, extents } = of(crowd(true));
    const [hall] = spots;
    expect(hall?.lead).toBeGreaterThan(0);
    expect(hall?.cut).toBe(0);
    const leaders = leadersOf(spots, extents);
    expect(leaders.map(({ code }) => code)).toEqual(['p0']);
    const [leader] = leaders;
    // from the edge of the disc
    expect(Math.hypot((leader?.from.x ?? 0) - 400, (leader?.from.y ?? 0) - 250)).toBeCloseTo(15);
  });

  it('are left out of a lesser place around which there is none', () => {
    const { spots } = of(crowd(false));
    expect(spots[0]?.side).toBeNull();
  });

  it('say the name alone where there is no room for the rest', () => {
    const low = { width: 300, height: 36 };
    const [only] = labelled([{ code: 'a', x: 150, y: 18 }], low, new Map([['a', extentOf(false)]]));
    expect(only).toMatchObject({ side: 'right', cut: 1, lead: 0 });
  });

  it('say as much as there is room for, and leave out step by step', () => {
    const less = [
      { width: 70, height: 40 },
      { width: 70, height: 30 },
      { width: 70, height: 20 },
    ];
    const cutIn = (width: number, height: number) =>
      labelled(
        [{ code: 'a', x: 15, y: height / 2 }],
        { width, height },
        new Map([['a', { mark: 30, width: 120, height: 40, insists: true, less }]]),
      )[0]?.cut;
    expect([cutIn(160, 40), cutIn(110, 40), cutIn(110, 36), cutIn(110, 24)]).toEqual([0, 1, 2, 3]);
  });

  it('are chosen first by a hall that would have none, where no worse hall loses its own', () => {
    // the room between the two is the only one of the second, at the edge; the first has room on the left, too
    const places = [
      { code: 'first', x: 150, y: 130 },
      { code: 'second', x: 290, y: 130 },
    ];
    const sides = (insists: boolean) =>
      labelled(
        places,
        { width: 320, height: 260 },
        new Map(places.map(({ code }) => [code, { mark: 30, width: 90, height: 60, insists }])),
      ).map(({ side }) => side);
    expect(sides(false)).toEqual(['right', null]);
    expect(sides(true)).toEqual(['left', 'left']);
  });

  it('stand further from the mark of a neighbour than from their own, where there is room', () => {
    // to the right of the first there is room, but the neighbour begins three pixels behind the label
    const { spots } = of([
      { x: 200, y: 250, hall: true },
      { x: 200 + 15 + 6 + 120 + 3 + 15, y: 250, hall: true },
    ]);
    expect(spots.map(({ side }) => side)).toEqual(['left', 'right']);
  });

  it('are never left out of the worst for the sake of another', () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 2, maxLength: 40 }), (places) => {
        const halls = places.map((one) => ({ ...one, hall: true }));
        const alone = of([...halls.slice(0, 1), ...halls.slice(1).map((one) => ({ ...one, hall: false }))]);
        expect(of(halls).spots[0]?.side === null).toBe(alone.spots[0]?.side === null);
      }),
      { numRuns: 50 },
    );
  });
});
