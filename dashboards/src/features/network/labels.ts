import type { Spot } from './spot';

/** Where a place's label stands beside its mark. */
export type Side = 'right' | 'left' | 'below' | 'above';
export interface Stand {
  /** null: there is no room for it, the mark alone must do until somebody points at it */
  side: Side | null;
  /** how far it is moved along its side, to the right or down, px: where there is no room across the mark, beside it there may be */
  shift: number;
  /** how much further from its mark than usual, px: a line leads there */
  lead: number;
  /** how much of it is left out where there is no room: 0 nothing, else which of the lesser labels of its place stands there */
  cut: number;
}
interface Room {
  width: number;
  height: number;
}
/** Size of a place's mark and label, px. */
export interface Extent extends Room {
  mark: number;
  /** of labels that say less, the name alone last; none: nothing of the label can be left out */
  less?: readonly Room[];
  /** tried first where it would have no label */
  insists: boolean;
  /** rather further aside, with a line to its place, than without a label */
  leads?: boolean;
}
export interface Leader {
  code: string;
  from: { x: number; y: number };
  to: { x: number; y: number };
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}
const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const wider = ({ left, top, right, bottom }: Box, by: number): Box => ({
  left: left - by,
  top: top - by,
  right: right + by,
  bottom: bottom + by,
});
/** Between a mark and its label, px. */
const GAP = 6;
/** Between a label and the mark of another place, px: further than from its own, so that nobody takes it for the other's name; else whatever there is. */
const CLEAR = 10;
const LEAST_CLEAR = 2;
/** How far aside a label may stand, px: further away nobody finds its place. */
const LEADS = [22, 44, 72];

const SIDES: readonly Side[] = ['right', 'left', 'below', 'above'];
const isAcross = (side: Side): boolean => side === 'below' || side === 'above';
const NOWHERE: Stand = { side: null, shift: 0, lead: 0, cut: 0 };

/** Beside the mark, across it, and from its edge or its middle on: on a phone a long name finds room only there. */
function standsOf(mark: number, { width, height }: Room, lead: number, cut: number): Stand[] {
  const moved = (sides: readonly Side[], shifts: readonly number[]) =>
    shifts.flatMap((shift) =>
      sides.flatMap((side) => [shift, -shift].map((by): Stand => ({ side, shift: by, lead, cut }))),
    );
  const [wide, high] = [Math.max(0, (width - mark) / 2), Math.max(0, (height - mark) / 2)];
  return [
    ...SIDES.map((side): Stand => ({ side, shift: 0, lead, cut })),
    ...moved(['below', 'above'], [wide, width / 2]),
    ...moved(['right', 'left'], [high, height / 2]),
  ];
}

/** A stand, and how far from the marks of others it must be. */
interface Try {
  stand: Stand;
  clear: number;
}

/** What a label tries, one after the other: all of it near, with what matters aside, then less and less, the name alone last. */
function* triesOf(extent: Extent): Generator<Try> {
  const { mark, less = [], leads = false } = extent;
  for (const [cut, room] of [extent, ...less].entries()) {
    const aside = leads ? (cut === 0 ? LEADS.slice(0, 2) : LEADS) : [];
    for (const clear of [CLEAR, LEAST_CLEAR])
      for (const lead of [0, ...aside]) for (const stand of standsOf(mark, room, lead, cut)) yield { stand, clear };
  }
}

/** So many that found no room are tried first; whoever looks at more of them looks closer. */
const TRIED_FIRST = 8;

/**
 * Labels in the order of their places; none covers a mark or another label. One that insists and finds no room is tried first: where
 * none of more weight loses its label for it, all are placed so. On a phone, the first to choose easily takes the only room of its neighbour.
 */
export function labelled<T extends Spot>(
  spots: readonly T[],
  size: Room,
  extents: ReadonlyMap<string, Extent>,
): (T & Stand)[] {
  const insistent = spots.filter(({ code }) => extents.get(code)?.insists === true);
  const speaks = (stands: Stands, { code }: Spot): boolean => (stands.get(code) ?? NOWHERE).side !== null;
  let best = standsIn(spots, size, extents);
  for (const one of insistent.filter((spot) => !speaks(best, spot)).slice(0, TRIED_FIRST)) {
    if (speaks(best, one)) continue;
    const stands = standsIn([one, ...spots.filter((spot) => spot !== one)], size, extents);
    const weightier = insistent.slice(0, insistent.indexOf(one));
    if (weightier.every((spot) => !speaks(best, spot) || speaks(stands, spot)) && speaks(stands, one)) best = stands;
  }
  return spots.map((spot) => ({ ...spot, ...(best.get(spot.code) ?? NOWHERE) }));
}

type Stands = ReadonlyMap<string, Stand>;

/** Who comes first takes the first stand that is free. */
function standsIn(spots: readonly Spot[], size: Room, extents: ReadonlyMap<string, Extent>): Stands {
  const marks = spots.map(({ code, x, y }) => {
    const half = (extents.get(code)?.mark ?? 0) / 2;
    return { code, box: { left: x - half, right: x + half, top: y - half, bottom: y + half } };
  });
  /** labels, and the lines to those that stand aside */
  const taken: Box[] = [];
  const isFree = (box: Box, code: string, clear: number): boolean => {
    if (box.left < 0 || box.top < 0 || box.right > size.width || box.bottom > size.height) return false;
    const around = wider(box, clear);
    return (
      !taken.some((other) => overlap(box, other)) &&
      !marks.some((mark) => mark.code !== code && overlap(around, mark.box))
    );
  };
  const standOf = (spot: Spot): Stand => {
    const extent = extents.get(spot.code);
    if (extent === undefined) return NOWHERE;
    for (const { stand, clear } of triesOf(extent)) {
      const box = boxOf(spot, extent, stand);
      if (box === null || !isFree(box, spot.code, clear)) continue;
      const line = stand.lead === 0 ? [] : alongOf(leaderOf(spot, extent, box));
      // marks are drawn over it, a label is not to be run through
      if (line.some((part) => taken.some((other) => overlap(part, other)))) continue;
      taken.push(box, ...line);
      return stand;
    }
    return NOWHERE;
  };
  return new Map(spots.map((spot) => [spot.code, standOf(spot)]));
}

/** What a label covers; null where there is none. */
export function boxOf({ x, y }: Spot, extent: Extent, { side, shift, lead, cut }: Stand): Box | null {
  if (side === null) return null;
  const { width, height } = extent.less?.[cut - 1] ?? extent;
  const off = extent.mark / 2 + GAP + lead;
  const [midX, midY] = isAcross(side) ? [x + shift, y] : [x, y + shift];
  const [left, top] = {
    right: [x + off, midY - height / 2] as const,
    left: [x - off - width, midY - height / 2] as const,
    below: [midX - width / 2, y + off] as const,
    above: [midX - width / 2, y - off - height] as const,
  }[side];
  return { left, top, right: left + width, bottom: top + height };
}

/** From the edge of the mark to the nearest point of the label. */
function leaderOf({ code, x, y }: Spot, { mark }: Extent, box: Box): Leader {
  const to = { x: Math.min(box.right, Math.max(box.left, x)), y: Math.min(box.bottom, Math.max(box.top, y)) };
  const edge = mark / 2 / Math.max(1, Math.hypot(to.x - x, to.y - y));
  return { code, from: { x: x + (to.x - x) * edge, y: y + (to.y - y) * edge }, to };
}

/** What a line covers, piece by piece. */
function alongOf({ from, to }: Leader): Box[] {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const n = Math.ceil(Math.hypot(dx, dy) / 6);
  return Array.from({ length: n }, (_, i) => {
    const [x, y] = [from.x + (dx * i) / n, from.y + (dy * i) / n];
    return { left: x - 3, right: x + 3, top: y - 3, bottom: y + 3 };
  });
}

/** Lines to the labels that stand aside. */
export function leadersOf(spots: readonly (Spot & Stand)[], extents: ReadonlyMap<string, Extent>): Leader[] {
  return spots.flatMap((spot) => {
    const extent = spot.lead === 0 ? undefined : extents.get(spot.code);
    const box = extent === undefined ? null : boxOf(spot, extent, spot);
    return extent === undefined || box === null ? [] : [leaderOf(spot, extent, box)];
  });
}
