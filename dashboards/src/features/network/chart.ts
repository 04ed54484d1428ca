import { KM_PER_DEGREE, type GroundShape, type NetworkNode } from '@cockpit/contracts';
import { clustersOf, type Cluster } from './cluster';
import { labelled, leadersOf, type Extent, type Leader, type Stand } from './labels';
import type { Spot } from './spot';
import { shown, WHOLE, type View } from './view';

export interface Plan {
  /** of what is seen: each place by itself, or several of which this one bears the disc */
  spots: (Cluster & Stand)[];
  /** every place that has one, seen or not, px */
  all: ReadonlyMap<string, Spot>;
  /** from a place to the one above it */
  lines: { from: Spot; to: Spot }[];
  /** from a mark to the label that had to stand aside of it */
  leaders: Leader[];
  /** places without coordinates */
  without: string[];
  /** how long a kilometre is; 0 where places do not tell */
  pxPerKm: number;
  /** what lies beneath the places, as paths of SVG */
  ground: { kind: GroundShape['kind']; name: string | null; closed: boolean; path: string }[];
}
/** A place, as far as it matters where it stands. */
export type Placed = Pick<NetworkNode, 'code' | 'tier' | 'parent' | 'location'>;

/** Letters are about as wide as they are high in Chinese, and half as wide in Latin. */
export const lengthOf = (words: string): number =>
  Array.from(words).reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0x2e80 ? 1 : 0.56), 0);

/** Where places stand on the whole map, however it is looked at. */
export interface Laid {
  nodes: readonly Placed[];
  size: { width: number; height: number };
  /** px of the whole map */
  at: ReadonlyMap<string, Spot>;
  fit: (place: Place) => { x: number; y: number };
  /** what lies there; null where places do not tell how large the map is */
  placeAt: (spot: { x: number; y: number }) => Place | null;
  pxPerKm: number;
  ground: readonly GroundShape[];
}
type Extents = (seen: readonly Cluster[]) => (codes: readonly string[]) => Extent;

/**
 * The organisation's own coordinates laid flat into a box: at the size of a district the earth is, and the width of a degree is
 * that of its middle. @param mark px of the largest mark while nothing is known of the others
 */
export function laidOut(
  nodes: readonly Placed[],
  size: Laid['size'],
  mark: number,
  ground: readonly GroundShape[] = [],
): Laid {
  const places = placesOf(nodes);
  const whole = fitted(framedBy([...places.values()], ground), size, mark);
  const at = new Map([...places].map(([code, place]) => [code, { code, ...whole.fit(place) }]));
  return { nodes, size, at, ...whole, ground: places.size === 0 ? [] : ground };
}

/**
 * Places as they are drawn together, in the order of their weight: who comes first gets the better place for the label.
 * They stand on the whole map, so that they need not be looked for again while it is dragged. @param reach px of the whole map; 0: never
 */
export function joined({ nodes, at }: Laid, reach: number): Cluster[] {
  const inOrder = nodes.flatMap(({ code }) => at.get(code) ?? []);
  return byFirst(clustersOf(inOrder, reach), inOrder);
}

/** What is seen of a map that is laid out. How large marks are may depend on it. @param apart every place is drawn by itself */
export function seenOf(
  { nodes, size, at, fit: fitWhole, pxPerKm, ground }: Laid,
  clusters: readonly Cluster[],
  extentsOf: Extents,
  { view, apart }: { view: View; apart: boolean },
): Plan {
  const fit = (place: Place) => shown(fitWhole(place), view, size);
  const all = new Map([...at].map(([code, spot]) => [code, { code, ...shown(spot, view, size) }]));
  const seen = clusters
    .map((cluster) => ({ ...cluster, ...shown(cluster, view, size) }))
    .filter(({ x, y }) => x >= 0 && x <= size.width && y >= 0 && y <= size.height);
  const extentOf = extentsOf(seen);
  const extents = new Map(seen.map(({ code, codes }) => [code, extentOf(codes)]));
  const spots = labelled(seen, size, extents);
  return {
    spots,
    all,
    leaders: leadersOf(spots, extents),
    lines: apart
      ? nodes.flatMap(({ code, parent }) => {
          const [from, to] = [all.get(code), parent === null ? undefined : all.get(parent)];
          return from && to ? [{ from, to }] : [];
        })
      : [],
    without: nodes.filter(({ code }) => !all.has(code)).map(({ code }) => code),
    pxPerKm: pxPerKm * view.k,
    ground: ground.map(({ kind, name, closed, lines }) => ({ kind, name, closed, path: pathOf(lines, closed, fit) })),
  };
}

/** A map that is drawn once, each place by itself. */
export function planOf(
  nodes: readonly Placed[],
  size: Laid['size'],
  extentsOf: Extents,
  { ground = [] }: { ground?: readonly GroundShape[] } = {},
): Plan {
  const alone = extentsOf([]);
  const mark = nodes.reduce((most, { code }) => Math.max(most, alone([code]).mark), 0);
  const laid = laidOut(nodes, size, mark, ground);
  return seenOf(laid, joined(laid, 0), extentsOf, { view: WHOLE, apart: true });
}

/** A disc has the weight of its weightiest place. */
function byFirst(clusters: readonly Cluster[], inOrder: readonly Spot[]): Cluster[] {
  const order = new Map(inOrder.map(({ code }, i) => [code, i]));
  const first = ({ codes }: Cluster) => codes.reduce((least, code) => Math.min(least, order.get(code) ?? 0), Infinity);
  return clusters
    .map((cluster) => ({ cluster, at: first(cluster) }))
    .sort((a, b) => a.at - b.at)
    .map(({ cluster }) => cluster);
}

interface Place {
  lat: number;
  lon: number;
}

/** The outline is to be seen whole, unless it is of a land in which the places would be a dot. */
const OUTLINE_MOST = 4;
function framedBy(places: readonly Place[], ground: readonly GroundShape[]): readonly Place[] {
  const outline = ground
    .filter(({ kind }) => kind === 'outline')
    .flatMap(({ lines }) => lines.flat().map(([lon, lat]): Place => ({ lat, lon })));
  const span = spanOf(places);
  return outline.length > 0 && (span === 0 || spanOf(outline) <= OUTLINE_MOST * span)
    ? [...places, ...outline]
    : places;
}

/** Points that fall together on the screen are drawn once. */
function pathOf(lines: GroundShape['lines'], closed: boolean, fit: (place: Place) => { x: number; y: number }): string {
  return lines
    .map((line) => {
      let last = '';
      const drawn = line.flatMap(([lon, lat]) => {
        const { x, y } = fit({ lat, lon });
        const point = `${String(Math.round(x))} ${String(Math.round(y))}`;
        if (point === last) return [];
        last = point;
        return [point];
      });
      return drawn.length < 2 ? '' : `M${drawn.join('L')}${closed ? 'Z' : ''}`;
    })
    .join('');
}

/** A department that tells no coordinates stands in the middle of what is beneath it, aside of what stands there already. */
function placesOf(nodes: readonly Placed[]): Map<string, Place> {
  const places = new Map(nodes.flatMap(({ code, location }) => (location === null ? [] : [[code, location] as const])));
  const spread = spanOf([...places.values()]);
  for (const node of nodes) {
    if (node.location !== null || node.tier !== 'department') continue;
    const beneath = nodes.filter(({ parent }) => parent === node.code).flatMap(({ code }) => places.get(code) ?? []);
    if (beneath.length === 0) continue;
    const middle = { lat: mean(beneath.map(({ lat }) => lat)), lon: mean(beneath.map(({ lon }) => lon)) };
    places.set(node.code, clearOf(middle, [...places.values()], 0.1 * spread));
  }
  return places;
}

function clearOf(middle: Place, others: readonly Place[], room: number): Place {
  const ring = [0, 1, 1.5, 2].flatMap((far) =>
    Array.from({ length: far === 0 ? 1 : 8 }, (_, i) => ({
      lat: middle.lat + far * room * Math.cos((i * Math.PI) / 4),
      lon: middle.lon + far * room * Math.sin((i * Math.PI) / 4),
    })),
  );
  const free = ring.find((place) =>
    others.every((other) => Math.hypot(other.lat - place.lat, (other.lon - place.lon) * narrowing(middle.lat)) >= room),
  );
  return free ?? middle;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const narrowing = (lat: number): number => Math.cos((lat * Math.PI) / 180);
/** of more values than a call may have arguments */
const range = (values: readonly number[]) => ({
  low: values.reduce((least, value) => Math.min(least, value), Infinity),
  high: values.reduce((most, value) => Math.max(most, value), -Infinity),
});

function spanOf(places: readonly Place[]): number {
  if (places.length === 0) return 0;
  const [lat, lon] = [range(places.map((place) => place.lat)), range(places.map((place) => place.lon))];
  return Math.max(lat.high - lat.low, (lon.high - lon.low) * narrowing((lat.low + lat.high) / 2));
}

/** Between a mark and the edge of the map, px. */
const EDGE = 6;
/** North is up, and a kilometre is as long to the east as to the north. */
function fitted(
  places: readonly Place[],
  { width, height }: { width: number; height: number },
  mark: number,
): Pick<Laid, 'fit' | 'placeAt' | 'pxPerKm'> {
  if (places.length === 0) return { fit: () => ({ x: width / 2, y: height / 2 }), placeAt: () => null, pxPerKm: 0 };
  const [lat, lon] = [range(places.map((place) => place.lat)), range(places.map((place) => place.lon))];
  const middle = { lat: (lat.low + lat.high) / 2, lon: (lon.low + lon.high) / 2 };
  const [east, north] = [(lon.high - lon.low) * narrowing(middle.lat), lat.high - lat.low];
  // a label may stand on whichever side has room for it; above and below it needs a little of its own
  const [wide, high] = [
    Math.max(1, width - mark - 2 * (EDGE + width * 0.03)),
    Math.max(1, height - mark - 2 * (EDGE + height * 0.05)),
  ];
  const scale = Math.min(east > 0 ? wide / east : Infinity, north > 0 ? high / north : Infinity);
  const px = Number.isFinite(scale) ? scale : 0;
  return {
    fit: (place) => ({
      x: width / 2 + (place.lon - middle.lon) * narrowing(middle.lat) * px,
      y: height / 2 - (place.lat - middle.lat) * px,
    }),
    placeAt: ({ x, y }) =>
      px === 0
        ? null
        : {
            lat: middle.lat - (y - height / 2) / px,
            lon: middle.lon + (x - width / 2) / (narrowing(middle.lat) * px),
          },
    pxPerKm: px / KM_PER_DEGREE,
  };
}
