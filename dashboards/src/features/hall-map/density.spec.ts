import { densityOf, linesOf, roomEmOf, type Density, type Sayable } from './density';
import { FAR_TILE, packZones } from './pack';

const said = (density: Density, given: Partial<Sayable> = {}) => [
  ...linesOf(density, { shape: 'tall', served: true, away: false, tag: 'none', back: false, ...given }),
];
const DENSITIES = [1, 2, 3, 4] as const;

describe('how close tiles stand', () => {
  it('depends on the number of windows, and beyond 40 on the height of a tile', () => {
    const counts = [1, 12, 13, 24, 25, 40, 41, 60, 90];
    expect(counts.map((windows) => densityOf(windows, 3))).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 4]);
    expect(counts.map((windows) => densityOf(windows, 4))).toEqual([1, 1, 2, 2, 3, 3, 3, 3, 3]);
  });

  it('leaves out the officer first, then the ticket, and last the time', () => {
    expect(DENSITIES.map((density) => said(density).join(' '))).toEqual([
      'timer word officer',
      'timer word officer',
      'timer word',
      'timer',
    ]);
    expect(said(4, { served: false })).toEqual(['word']);
  });

  it('keeps a mark that matters more than the ticket, and another only while there is room beside the time', () => {
    expect(DENSITIES.map((density) => said(density, { tag: 'first' }).join(' '))).toEqual([
      'tag timer word',
      'tag timer word',
      'tag timer',
      'tag',
    ]);
    expect(said(3, { tag: 'also' })).toEqual(['timer', 'tag']);
    expect(said(4, { tag: 'also' })).toEqual(['timer']);
    expect(said(3, { tag: 'also', shape: 'wide' })).toEqual(['timer']);
  });

  it('says of one that is away when it is back before why it is', () => {
    const away = { served: false, away: true } as const;
    expect(DENSITIES.map((density) => said(density, { ...away, back: true }).join(' '))).toEqual([
      'timer word',
      'timer word',
      'timer',
      'timer',
    ]);
    expect(said(4, away)).toEqual(['word']);
    expect(said(1, { ...away, shape: 'wide', back: true })).toEqual(['timer']);
  });
});

describe('what a tile of a wall says', () => {
  /** in ems of a tile's own writing, as its styles have them */
  const HEIGHT = { sign: 1.3, tall: 1.1, wide: 1.25, tag: 1.2, bar: 0.35 };
  /** letters are lower than their line */
  const SLACK = 0.15;
  function heightOf(density: Density, tile: Sayable): number {
    const lines = linesOf(density, tile);
    const own = [...lines].filter((line) => line !== 'tag').length;
    const tag = lines.has('tag') && !(tile.shape === 'wide' && density < 3) ? HEIGHT.tag : 0;
    // “back 12:55” takes two lines of a narrow tile
    const more = tile.back && lines.has('timer') && tile.shape === 'tall' && density < 4 ? 1 : 0;
    const text = tile.shape === 'tall' ? (own + more) * HEIGHT.tall : own > 0 ? HEIGHT.wide : 0;
    return HEIGHT.sign + text + tag + (tile.away ? 0 : HEIGHT.bar);
  }
  const TILES = [false, true].flatMap((served) => [
    ...(['none', 'also', 'first'] as const).map((tag) => ({ served, away: false, tag, back: false })),
    { served: false, away: true, tag: 'none' as const, back: served },
  ]);

  it.each([
    ['12 windows', [6, 6]],
    ['8 with long names', [4, 4]],
    ['16 windows', [8, 8]],
    ['24 windows', [10, 8, 6]],
    ['32 windows', [12, 8, 6, 6]],
    ['40 windows', [14, 12, 8, 6]],
    ['50 windows', [9, 8, 7, 6, 6, 5, 4, 3, 2]],
    ['60 windows', [20, 12, 12, 8, 4, 4]],
  ])('stands in it whole, however high the map is: %s', (_, counts) => {
    for (let height = 520; height <= 780; height += 20) {
      const packing = packZones(counts, { width: 1185, height, gap: 7, head: 36, pad: 9 }, FAR_TILE);
      if (packing === null) throw new Error('no packing');
      const { shape } = packing;
      const room = roomEmOf(packing);
      const density = densityOf(
        counts.reduce((sum, n) => sum + n, 0),
        room,
      );
      const most = Math.max(...TILES.map((one) => heightOf(density, { shape, ...one })));
      expect({ height, shape, fits: most <= room + SLACK, most, room }).toMatchObject({ fits: true });
    }
  });
});
