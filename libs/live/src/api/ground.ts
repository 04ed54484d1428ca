import { GROUND_KINDS, type Ground, type GroundShape } from '@cockpit/contracts';
import { z } from 'zod';

/** More than a screen can show: a file as fine as that is to be simplified once, not by every screen. */
export const POINTS_MOST = 100_000;

const Position = z
  .array(z.number())
  .min(2)
  .refine(([lon = NaN, lat = NaN]) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90, {
    error: 'is no longitude and latitude in degrees; export the file as WGS 84 or as the system of your places',
  })
  .transform(([lon = NaN, lat = NaN]): [number, number] => [lon, lat]);
const Line = z.array(Position).min(2);
const Ring = z.array(Position).min(4);
const Drawn = z.discriminatedUnion('type', [
  z.object({ type: z.literal('LineString'), coordinates: Line }),
  z.object({ type: z.literal('MultiLineString'), coordinates: z.array(Line) }),
  z.object({ type: z.literal('Polygon'), coordinates: z.array(Ring) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Ring)) }),
]);
type Drawn = z.infer<typeof Drawn>;
const DRAWN: readonly unknown[] = Drawn.options.map(({ shape }) => shape.type.value);

/** Points and collections have nothing to draw a ground with: they are passed over, as are features without a place. */
const Geometry = z.preprocess(
  (value) => (DRAWN.includes((value as { type?: unknown } | null)?.type) ? value : null),
  Drawn.nullable(),
);
const File = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      properties: z.record(z.string(), z.unknown()).nullish(),
      geometry: Geometry,
    }),
  ),
});

export type ReadGround = { ground: Ground } | { fault: { path: string; message: string } };

/** A GeoJSON document (RFC 7946) as something to draw, or the first thing about it that is not as it must be. */
export function readGround(json: unknown): ReadGround {
  const read = File.safeParse(json);
  if (!read.success) {
    const [issue] = read.error.issues;
    return { fault: { path: issue?.path.join('.') ?? '', message: issue?.message ?? '' } };
  }
  const shapes = read.data.features.flatMap(({ properties, geometry }) =>
    geometry === null ? [] : [shapeOf(geometry, properties ?? {})],
  );
  const points = shapes.flatMap(({ lines }) => lines).reduce((sum, line) => sum + line.length, 0);
  if (points > POINTS_MOST)
    return {
      fault: { path: 'features', message: `${String(points)} points; simplify it to ${String(POINTS_MOST)} or fewer` },
    };
  return { ground: { shapes: shapes.sort((a, b) => GROUND_KINDS.indexOf(a.kind) - GROUND_KINDS.indexOf(b.kind)) } };
}

function shapeOf(geometry: Drawn, properties: Readonly<Record<string, unknown>>): GroundShape {
  const closed = geometry.type.endsWith('Polygon');
  const name = properties['name'];
  return {
    kind: kindOf(properties, closed),
    name: typeof name === 'string' && name !== '' ? name : null,
    closed,
    lines: linesOf(geometry),
  };
}

function linesOf({ type, coordinates }: Drawn): [number, number][][] {
  switch (type) {
    case 'LineString':
      return [coordinates];
    case 'MultiLineString':
    case 'Polygon':
      return coordinates;
    case 'MultiPolygon':
      return coordinates.flat();
  }
}

/** As `kind` says, or as the tags of OpenStreetMap do; else an area is an outline, and a line a road. */
function kindOf(properties: Readonly<Record<string, unknown>>, closed: boolean): GroundShape['kind'] {
  const told = GROUND_KINDS.find((kind) => kind === properties['kind']);
  if (told !== undefined) return told;
  if (properties['waterway'] !== undefined || properties['natural'] === 'water' || properties['water'] !== undefined)
    return 'water';
  return properties['highway'] !== undefined || !closed ? 'road' : 'outline';
}
