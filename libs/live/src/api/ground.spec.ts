import fc from 'fast-check';
import { POINTS_MOST, readGround } from './ground';

const feature = (geometry: unknown, properties: unknown = {}) => ({ type: 'Feature', properties, geometry });
const file = (...features: unknown[]) => ({ type: 'FeatureCollection', features });
const SQUARE = [
  [
    [120, 30],
    [121, 30],
    [121, 31],
    [120, 30],
  ],
];
const WAY = [
  [120, 30],
  [120.5, 30.2],
];
const shapesOf = (json: unknown) => {
  const read = readGround(json);
  if ('fault' in read) throw new Error(`${read.fault.path}: ${read.fault.message}`);
  return read.ground.shapes;
};
const faultOf = (json: unknown) => {
  const read = readGround(json);
  return 'fault' in read ? read.fault : null;
};

describe('a map file', () => {
  it('is drawn area first, water over it, roads on top', () => {
    const shapes = shapesOf(
      file(
        feature({ type: 'LineString', coordinates: WAY }, { highway: 'primary', name: '人民路' }),
        feature({ type: 'MultiPolygon', coordinates: [SQUARE, SQUARE] }, { natural: 'water' }),
        feature({ type: 'Polygon', coordinates: SQUARE }, { name: '' }),
        feature({ type: 'MultiLineString', coordinates: [WAY, WAY] }, { kind: 'water' }),
        feature({ type: 'LineString', coordinates: WAY }, null),
      ),
    );
    expect(shapes.map(({ kind, name, closed, lines }) => [kind, name, closed, lines.length])).toEqual([
      ['outline', null, true, 1],
      ['water', null, true, 2],
      ['water', null, false, 2],
      ['road', '人民路', false, 1],
      ['road', null, false, 1],
    ]);
  });

  it('may hold points, collections and features without a place, which are not drawn', () => {
    expect(
      shapesOf(
        file(feature({ type: 'Point', coordinates: [1, 2] }), feature(null), feature({ type: 'GeometryCollection' })),
      ),
    ).toEqual([]);
  });

  it('says where it is not as it must be', () => {
    expect(faultOf({ type: 'Feature' })?.path).toBe('type');
    expect(faultOf([])).not.toBeNull();
    expect(
      faultOf(
        file(feature({ type: 'LineString', coordinates: WAY }), feature({ type: 'LineString', coordinates: [WAY[0]] })),
      )?.path,
    ).toBe('features.1.geometry.coordinates');
    // metres instead of degrees
    expect(faultOf(file(feature({ type: 'LineString', coordinates: [[13358338, 3503549], WAY[0]] })))).toEqual({
      path: 'features.0.geometry.coordinates.0',
      message: expect.stringContaining('longitude and latitude') as string,
    });
  });

  it('is refused when it is finer than screens are', () => {
    const long = Array.from({ length: POINTS_MOST + 1 }, (_, i) => [120 + i / 1e6, 30]);
    expect(faultOf(file(feature({ type: 'LineString', coordinates: long })))?.message).toContain('simplify');
  });

  it('never makes the reader throw', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (one, other) => {
        expect(() => readGround(file(feature(one), other))).not.toThrow();
        expect(() => readGround(one)).not.toThrow();
      }),
    );
  });
});
