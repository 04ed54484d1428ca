/** A part of a plan, in shares of the plan's width and height (0–1). */
export interface Rect {
  left: number;
  top: number;
  width: number;
  height: number;
}

export const middleOf = ({ left, top, width, height }: Rect): { left: number; top: number } => ({
  left: left + width / 2,
  top: top + height / 2,
});
const touches = (a: Rect, b: Rect): boolean =>
  a.left < b.left + b.width - 1e-9 &&
  b.left < a.left + a.width - 1e-9 &&
  a.top < b.top + b.height - 1e-9 &&
  b.top < a.top + a.height - 1e-9;

/** The room is looked at in so many cells, each way. */
const CELLS = 36;

/** The largest part of a room in which nothing stands; null where nothing is free. */
export function freeRoom(room: Rect, things: readonly Rect[]): Rect | null {
  const [across, down] = [room.width / CELLS, room.height / CELLS];
  /** of each column, how many cells above this one are free */
  const heights = new Array<number>(CELLS).fill(0);
  let best: { cells: number; rect: Rect } | null = null;
  for (let row = 0; row < CELLS; row += 1) {
    for (let column = 0; column < CELLS; column += 1) {
      const cell = { left: room.left + column * across, top: room.top + row * down, width: across, height: down };
      heights[column] = things.some((thing) => touches(cell, thing)) ? 0 : (heights[column] ?? 0) + 1;
    }
    for (let from = 0; from < CELLS; from += 1) {
      let lowest = CELLS;
      for (let to = from; to < CELLS; to += 1) {
        lowest = Math.min(lowest, heights[to] ?? 0);
        const cells = lowest * (to - from + 1);
        if (cells === 0) break;
        if (best === null || cells > best.cells)
          best = {
            cells,
            rect: {
              left: room.left + from * across,
              top: room.top + (row + 1 - lowest) * down,
              width: (to - from + 1) * across,
              height: lowest * down,
            },
          };
      }
    }
  }
  return best?.rect ?? null;
}
