import fc from 'fast-check';
import { FAR_TILE, flowZones, packZones, type PackBox, type Packing } from './pack';

const WALL: PackBox = { width: 1180, height: 730, gap: 7, head: 33, pad: 9 };

function usedHeight(packing: Packing, box: PackBox): number {
  return packing.shelves.reduce(
    (sum, shelf) => {
      const rows = Math.max(...shelf.map((zone) => zone.rows));
      return sum + box.head + 2 * box.pad + rows * packing.tile.height + (rows - 1) * box.gap;
    },
    (packing.shelves.length - 1) * box.gap,
  );
}

const usedWidth = (packing: Packing, box: PackBox): number =>
  Math.max(
    ...packing.shelves.map((shelf) =>
      shelf.reduce(
        (sum, zone) => sum + zone.columns * (packing.tile.width + box.gap) - box.gap + 2 * box.pad,
        (shelf.length - 1) * box.gap,
      ),
    ),
  );

describe('packing zones on the wall', () => {
  it('fits any hall of 1–60 windows in up to 9 zones, with every window in its zone', () => {
    const hall = fc
      .array(fc.integer({ min: 1, max: 14 }), { minLength: 1, maxLength: 9 })
      .filter((c) => c.reduce((a, b) => a + b, 0) <= 60);
    fc.assert(
      fc.property(hall, (counts) => {
        const packing = packZones(counts, WALL);
        if (!packing) throw new Error('no packing');
        expect(usedHeight(packing, WALL)).toBeLessThanOrEqual(WALL.height + 1e-6);
        expect(usedWidth(packing, WALL)).toBeLessThanOrEqual(WALL.width + 1e-6);
        const zones = packing.shelves.flat();
        expect(zones.map((zone) => zone.index).sort((a, b) => a - b)).toEqual(counts.map((_, i) => i));
        zones.forEach((zone) => {
          expect(zone.columns * zone.rows).toBeGreaterThanOrEqual(counts[zone.index] ?? 0);
        });
      }),
    );
  });

  it.each([
    ['8 windows', [3, 3, 2], 1.5],
    ['32 windows in four zones', [9, 11, 8, 4], 0.95],
    ['42 windows in nine zones', [6, 6, 8, 3, 4, 4, 4, 4, 3], 0.9],
    ['60 windows in nine zones', [9, 8, 11, 6, 6, 6, 5, 5, 4], 0.7],
  ])('keeps tiles readable: %s', (_name, counts, least) => {
    expect(packZones(counts, WALL)?.scale).toBeGreaterThan(least);
  });

  it.each([440, 460, 522, 580, 640, 730])('cuts no number through where it is read from far, at %d high', (height) => {
    const packing = packZones([9, 11, 8, 4], { width: 1174, height, gap: 7, head: 36, pad: 9 }, FAR_TILE);
    expect(packing?.tile.width).toBeGreaterThanOrEqual(78);
    expect(packing?.tile.height).toBeGreaterThanOrEqual(84);
  });

  it('puts sixty windows, twenty of them in one zone, into tiles that are read from far', () => {
    const packing = packZones([20, 12, 12, 8, 4, 4], { width: 941, height: 731, gap: 7, head: 36, pad: 9 }, FAR_TILE);
    expect(packing?.tile.width).toBeGreaterThanOrEqual(78);
    expect(packing?.tile.height).toBeGreaterThanOrEqual(84);
  });

  it('takes narrow tiles where there is no other way', () => {
    const packing = packZones([20, 20, 20], { width: 1174, height: 300, gap: 7, head: 36, pad: 9 }, FAR_TILE);
    expect(packing?.tile.width).toBeLessThan(78);
  });

  it('flows on a phone: tiles at full size, each zone below the last', () => {
    const flow = flowZones([9, 4], { width: 366, gap: 7, head: 33, pad: 9 }, false);
    expect(flow?.shelves.map((shelf) => shelf.map(({ columns, rows }) => [columns, rows]))).toEqual([
      [[2, 5]],
      [[2, 2]],
    ]);
    expect(flow?.scale).toBe(1);
    expect(2 * (flow?.tile.width ?? 0) + 7 + 18).toBeCloseTo(366);
  });

  it('says so when there is no room at all', () => {
    expect(packZones([5], { ...WALL, height: 30 })).toBeNull();
    expect(packZones([], WALL)).toBeNull();
  });
});
