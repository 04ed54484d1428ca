/** All lengths in one unit of the caller's choice (the wall uses its design pixels). */
export interface PackBox {
  width: number;
  height: number;
  gap: number;
  /** height of a zone's heading */ head: number;
  /** padding inside a zone, per side */ pad: number;
}
interface PackedZone {
  index: number;
  columns: number;
  rows: number;
}
export interface Packing {
  shelves: PackedZone[][];
  tile: { width: number; height: number };
  /** `tall` stacks a tile's lines, `wide` pairs them */ shape: 'tall' | 'wide';
  scale: number;
}

interface Size {
  width: number;
  height: number;
}
interface TileSizes {
  tall: Size;
  wide: Size;
  /** Where what is written does not shrink with the tile: smaller than this, it is cut off. */
  least?: Size;
}
/** Size at which all of a tile's content is drawn at scale 1. */
export const TILE: TileSizes = { tall: { width: 86, height: 124 }, wide: { width: 122, height: 100 } };
/** The same with nothing below 24 px, for who stands three metres away. A smaller tile says less, and says it as large. */
export const FAR_TILE: TileSizes = {
  tall: { width: 84, height: 138 },
  wide: { width: 150, height: 92 },
  least: { width: 78, height: 84 },
};
const MAX_SCALE = 1.9;
/** A tile that came out taller than it needs writes its numbers larger, up to this. */
const MOST_ROOMY = 1.32;
const MAX_COLUMNS = 24;

/**
 * Puts zones on shelves so that every tile is as large as possible and nothing is clipped: tries every number of
 * columns and keeps the one that is read from furthest away. Zones come in order; a small one joins the first shelf with room.
 */
export function packZones(counts: readonly number[], box: PackBox, sizes = TILE): Packing | null {
  let best: Packing | null = null;
  const most = Math.min(
    MAX_COLUMNS,
    counts.reduce((sum, n) => sum + n, 0),
  );
  for (let columns = 1; columns <= most; columns += 1) {
    const packing = packAt(columns, counts, box, sizes);
    if (packing && (!best || isBetter(packing, best, sizes))) best = packing;
  }
  return best;
}

const roomyOf = ({ shape, tile, scale }: Packing, sizes = TILE): number =>
  shape === 'tall' ? Math.max(1, Math.min(MOST_ROOMY, tile.height / (sizes.tall.height * scale))) : 1;

/** A tile may leave out a line for want of height, but not cut its number through for want of width. */
function isBetter(one: Packing, other: Packing, sizes: TileSizes): boolean {
  const [whole, otherWhole] = [isWhole(one, sizes), isWhole(other, sizes)];
  return whole === otherWhole ? legibility(one, sizes) > legibility(other, sizes) + 1e-9 : whole;
}

const isWhole = ({ tile }: Packing, { least }: TileSizes): boolean =>
  least === undefined || (tile.width >= least.width && tile.height >= least.height);

/** About four tenths of what a tile says grows with its height. */
const legibility = (packing: Packing, sizes: TileSizes): number =>
  packing.scale * (0.6 + 0.4 * roomyOf(packing, sizes));

/** For a page that scrolls: as many columns as fit at scale 1, however high that becomes; small zones share a shelf if asked to. */
export function flowZones(counts: readonly number[], box: Omit<PackBox, 'height'>, share: boolean): Packing | null {
  const room = box.width - 2 * box.pad;
  if (room <= 0 || counts.length === 0) return null;
  const columns = Math.max(1, Math.floor((room + box.gap) / (TILE.wide.width + box.gap)));
  const shelves = share
    ? shelve(columns, counts)
    : counts.map((n, index) => [{ index, columns, rows: Math.ceil(n / columns) }]);
  const across = Math.max(...shelves.map((shelf) => shelf.length));
  return {
    shelves,
    tile: { width: (box.width - across * 2 * box.pad - (columns - 1) * box.gap) / columns, height: TILE.wide.height },
    shape: 'wide',
    scale: 1,
  };
}

function packAt(columns: number, counts: readonly number[], box: PackBox, sizes: TileSizes): Packing | null {
  const shelves = shelve(columns, counts);
  const zonesAcross = Math.max(...shelves.map((shelf) => shelf.length));
  const rows = shelves.reduce((sum, shelf) => sum + rowsOf(shelf), 0);
  const width = (box.width - zonesAcross * 2 * box.pad - (columns - 1) * box.gap) / columns;
  const fixed =
    shelves.length * (box.head + 2 * box.pad) + (shelves.length - 1) * box.gap + (rows - shelves.length) * box.gap;
  const height = (box.height - fixed) / rows;
  if (width <= 0 || height <= 0) return null;
  const scales = {
    tall: Math.min(width / sizes.tall.width, height / sizes.tall.height),
    wide: Math.min(width / sizes.wide.width, height / sizes.wide.height),
  };
  const shape = scales.tall >= scales.wide ? 'tall' : 'wide';
  return { shelves, tile: { width, height }, shape, scale: Math.min(MAX_SCALE, scales[shape]) };
}

const rowsOf = (shelf: readonly PackedZone[]): number => Math.max(...shelf.map((zone) => zone.rows));

function shelve(columns: number, counts: readonly number[]): PackedZone[][] {
  const shelves: PackedZone[][] = [];
  const taken = (shelf: readonly PackedZone[]) => shelf.reduce((sum, zone) => sum + zone.columns, 0);
  const inRows = (n: number, rows: number) => Math.ceil(n / rows);
  counts.forEach((n, index) => {
    // beside zones of several rows it stands in as many
    const shelf = shelves.find((one) => rowsOf(one) <= n && taken(one) + inRows(n, rowsOf(one)) <= columns);
    const rows = shelf === undefined ? Math.ceil(n / columns) : rowsOf(shelf);
    const zone = { index, columns: inRows(n, rows), rows: inRows(n, inRows(n, rows)) };
    if (shelf) shelf.push(zone);
    else shelves.push([zone]);
  });
  return shelves;
}
