import fc from 'fast-check';
import type { NetworkNode } from '@cockpit/contracts';
import { laidOut, planOf } from './chart';
import { byWeight, rowsOf } from './tree';

const node = (code: string, more: Partial<NetworkNode> = {}): NetworkNode => ({
  code,
  name: code,
  tier: 'hall',
  parent: null,
  simulated: false,
  timeZone: 'Asia/Shanghai',
  location: null,
  served: true,
  terminals: 0,
  pulse: null,
  sum: null,
  ...more,
});
const at = (lat: number, lon: number) => ({ location: { lat, lon } });
const SIZE = { width: 800, height: 500 };
const extentOf = (insists: boolean) => ({ mark: 30, width: 120, height: 40, insists });
const extent = () => () => extentOf(true);

describe('the map', () => {
  it('has north up, east right, and the same kilometre both ways', () => {
    const plan = planOf([node('a', at(30, 120)), node('b', at(30.1, 120)), node('c', at(30, 120.1))], SIZE, extent);
    const of = (code: string) => plan.spots.find((spot) => spot.code === code) ?? { x: NaN, y: NaN };
    expect(of('b').y).toBeLessThan(of('a').y);
    expect(of('c').x).toBeGreaterThan(of('a').x);
    expect((of('c').x - of('a').x) / (of('a').y - of('b').y)).toBeCloseTo(Math.cos((30.05 * Math.PI) / 180), 3);
  });

  it('tells what lies at a point, as it draws a place there', () => {
    const laid = laidOut([node('a', at(30, 120)), node('b', at(30.1, 120.2))], SIZE, 30);
    const put = fc.record({
      lat: fc.double({ min: 29, max: 31, noNaN: true }),
      lon: fc.double({ min: 119, max: 121, noNaN: true }),
    });
    fc.assert(
      fc.property(put, (place) => {
        const found = laid.placeAt(laid.fit(place));
        expect(found?.lat).toBeCloseTo(place.lat, 6);
        expect(found?.lon).toBeCloseTo(place.lon, 6);
      }),
    );
    expect(laidOut([node('a', at(30, 120))], SIZE, 30).placeAt({ x: 1, y: 1 })).toBeNull();
  });

  it('keeps every place within the map', () => {
    const locations = fc.array(
      fc.record({
        lat: fc.double({ min: 25, max: 35, noNaN: true }),
        lon: fc.double({ min: 115, max: 125, noNaN: true }),
      }),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(locations, (all) => {
        const nodes = all.map((location, i) => node(`n${String(i)}`, { location }));
        const { spots } = planOf(nodes, SIZE, extent);
        expect(spots.length).toBe(all.length);
        expect(spots.filter(({ x, y }) => x < 15 || x > SIZE.width - 15 || y < 15 || y > SIZE.height - 15)).toEqual([]);
      }),
    );
  });

  it('moves a label aside of its neighbours rather than leave the fullest hall of a phone without a name', () => {
    const places = [
      node('h', at(30, 120)),
      node('n', at(30.02, 120.035)),
      node('s', at(29.98, 120.035)),
      node('far', at(30.1, 120)),
      node('away', at(29.9, 120)),
    ];
    const long = { mark: 40, width: 150, height: 40, insists: true };
    const [spot] = planOf(places, { width: 360, height: 400 }, () => () => long).spots;
    expect(spot).toMatchObject({ code: 'h', side: 'below', shift: -75 });
  });

  it('names the worse of two halls rather than the other', () => {
    const places = [node('worst', at(0.9, 1.7)), node('busy', at(1.5, 0.3)), node('well', at(1.8, 0.6))];
    const label = { mark: 30, width: 120, height: 100, insists: true };
    const spots = planOf(places, { width: 320, height: 260 }, () => () => label).spots;
    expect(spots.map(({ side }) => side)).toEqual(['above', 'below', null]);
  });

  it('puts a department among what is beneath it, and names what it cannot place', () => {
    const plan = planOf(
      [
        node('d', { tier: 'department', served: false }),
        node('a', { ...at(30, 120), parent: 'd' }),
        node('b', { ...at(30.2, 120.2), parent: 'd' }),
        node('lost'),
      ],
      SIZE,
      extent,
    );
    expect(plan.spots.map(({ code }) => code)).toEqual(['d', 'a', 'b']);
    expect(plan.lines.length).toBe(2);
    expect(plan.without).toEqual(['lost']);
  });

  it('draws one place in the middle, and nothing without places', () => {
    expect(planOf([node('a', at(30, 120))], SIZE, extent).spots).toMatchObject([{ x: 400, y: 250 }]);
    expect(planOf([], SIZE, extent)).toEqual({
      spots: [],
      all: new Map(),
      leaders: [],
      lines: [],
      without: [],
      pxPerKm: 0,
      ground: [],
    });
  });
});

describe('the list of places', () => {
  const pulse = (level: 'normal' | 'overloaded') => ({ pulse: { level, feed: 'live' } as NetworkNode['pulse'] });

  it('stands each place under the one above it, trouble on top', () => {
    const nodes = [
      node('d', { served: false, tier: 'department' }),
      node('e', { parent: 'd', served: false }),
      node('a', { parent: 'd', ...pulse('normal') }),
      node('b', { parent: 'd', ...pulse('overloaded') }),
      node('p', { parent: 'b', served: false }),
    ];
    expect(rowsOf(nodes).map(({ node: { code }, depth }) => `${String(depth)}${code}`)).toEqual([
      '0d',
      '1b',
      '2p',
      '1a',
      '1e',
    ]);
    expect(
      byWeight(nodes)
        .map(({ code }) => code)
        .slice(0, 2),
    ).toEqual(['b', 'a']);
  });

  it('has the fuller of two at the same level first', () => {
    const full = (waiting: number) => ({
      pulse: { level: 'overloaded', feed: 'live', waiting } as NetworkNode['pulse'],
    });
    const nodes = [node('a', full(5)), node('b', full(132)), node('c', full(40))];
    expect(rowsOf(nodes).map(({ node: { code } }) => code)).toEqual(['b', 'c', 'a']);
    expect(byWeight(nodes).map(({ code }) => code)).toEqual(['b', 'c', 'a']);
  });

  const square = (low: number, high: number) =>
    [
      [low, low],
      [high, low],
      [high, high],
      [low, low],
    ] satisfies [number, number][];
  const PLACES = [node('a', at(30, 30)), node('b', at(30.1, 30.1))];
  const shape = (kind: 'outline' | 'water' | 'road', closed: boolean, ...lines: [number, number][][]) => ({
    kind,
    name: null,
    closed,
    lines,
  });

  it('says how long a kilometre is', () => {
    const { spots, pxPerKm } = planOf(PLACES, SIZE, extent);
    const [a, b] = [spots[0] ?? { y: NaN }, spots[1] ?? { y: NaN }];
    expect((a.y - b.y) / pxPerKm).toBeCloseTo(11.12, 2);
    expect(planOf([node('a', at(30, 120))], SIZE, extent).pxPerKm).toBe(0);
  });

  it('shows the outline whole beside the places, unless they were a dot in it', () => {
    const spread = (ground: ReturnType<typeof shape>[]) => {
      const { spots } = planOf(PLACES, SIZE, extent, { ground });
      return (spots[0]?.y ?? NaN) - (spots[1]?.y ?? NaN);
    };
    const alone = spread([]);
    expect(spread([shape('outline', true, square(29.9, 30.2))])).toBeLessThan(alone / 2);
    expect(spread([shape('outline', true, square(20, 40))])).toBe(alone);
    expect(spread([shape('water', true, square(29.9, 30.2))])).toBe(alone);
  });

  it('draws points that fall together once, closes areas, and draws nothing without places', () => {
    const ground = [
      shape('outline', true, square(29.95, 30.15)),
      shape('road', false, [
        [30, 30],
        [30.000001, 30],
        [30.1, 30.1],
      ]),
      shape('water', false, [
        [30, 30],
        [30.000001, 30],
      ]),
    ];
    const paths = planOf(PLACES, SIZE, extent, { ground }).ground.map(({ path }) => path);
    expect(paths[0]).toMatch(/^M[\d ]+(L[\d ]+){3}Z$/);
    expect(paths[1]).toMatch(/^M[\d ]+L[\d ]+$/);
    expect(paths[2]).toBe('');
    expect(planOf([], SIZE, extent, { ground }).ground).toEqual([]);
  });
});
