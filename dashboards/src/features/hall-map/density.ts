import type { Packing } from './pack';

/** How close the tiles of a wall stand. */
export type Density = 1 | 2 | 3 | 4;

/** Height of a tile's border and padding, in the unit of the map. */
const FRAME = 10.4;
/** Size of a tile's writing on a wall, in the unit of the map. */
const FONT = 24;
/** Height of a tile with two lines of density 3. */
const TWO_LINES_EM = 3.95;

/** Height inside a tile, in ems of its writing. */
export const roomEmOf = ({ tile, scale }: Pick<Packing, 'tile' | 'scale'>): number =>
  (tile.height - FRAME) / (FONT * Math.max(1, scale));

/** By the number of windows, so that a hall looks the same all day; more than 40 stand like 40 on a map that is high enough. */
export const densityOf = (windows: number, roomEm: number): Density =>
  windows <= 12 ? 1 : windows <= 24 ? 2 : windows <= 40 || roomEm >= TWO_LINES_EM ? 3 : 4;

/** What a tile can say besides its sign and its mark; `word` is the number of the ticket at it, or its state. */
type Line = 'word' | 'timer' | 'tag' | 'officer';

export interface Sayable {
  shape: 'tall' | 'wide';
  /** somebody is served */
  served: boolean;
  /** nobody works there */
  away: boolean;
  /** `first`: it matters more than who is served */
  tag: 'none' | 'also' | 'first';
  /** when its absence ends is known */
  back: boolean;
}

/**
 * Lines that there is room for. A tall tile has one below the other; a wide one has word and timer beside each other, and its
 * tag beside the sign where tiles are few.
 *
 * density    1    2    3   4
 * windows   –12  –24  –40  more
 * tall       3    3    2   1
 * tall, away 2    2    1   1
 * wide       3    3    2   1
 * wide, tag  3    3    1   1
 * wide, away 1    1    1   1
 */
const LINES = { 1: 3, 2: 3, 3: 2, 4: 1 } as const;

function roomOf(density: Density, { shape, away, tag }: Sayable): number {
  if (away) return density < 3 && shape === 'tall' ? 2 : 1;
  return shape === 'wide' && tag !== 'none' && density > 2 ? 1 : LINES[density];
}

/** The most important first: for how long somebody is served says more than the ticket's number, of an idle one the word stays. */
export function linesOf(density: Density, tile: Sayable): ReadonlySet<Line> {
  const { shape, served, tag, back } = tile;
  const own: Line[] = served || back ? ['timer', 'word'] : ['word', 'timer'];
  const ranked: Line[] =
    tag === 'first'
      ? ['tag', ...own]
      : tag === 'also'
        ? [own[0] ?? 'word', 'tag', ...own.slice(1)]
        : shape === 'tall'
          ? [...own, 'officer']
          : own;
  return new Set(ranked.slice(0, roomOf(density, tile)));
}
