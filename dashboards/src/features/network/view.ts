import type { Spot } from './spot';

/** What of the map is seen: `k` times enlarged, around a point of the whole map given as shares of its width and height. */
export interface View {
  k: number;
  x: number;
  y: number;
}
interface Size {
  width: number;
  height: number;
}
interface Point {
  x: number;
  y: number;
}

export const WHOLE: View = { k: 1, x: 0.5, y: 0.5 };
export const MOST_ENLARGED = 512;
const between = (low: number, value: number, high: number): number => Math.min(high, Math.max(low, value));

/** From the whole map to the screen. */
export const shown = ({ x, y }: Point, view: View, { width, height }: Size): Point => ({
  x: (x - view.x * width) * view.k + width / 2,
  y: (y - view.y * height) * view.k + height / 2,
});

/** From the screen to shares of the whole map. */
const shareAt = ({ x, y }: Point, view: View, { width, height }: Size): Point => ({
  x: view.x + (x - width / 2) / view.k / width,
  y: view.y + (y - height / 2) / view.k / height,
});

/** Never smaller than whole, and nothing beyond the edge of the map. */
export function held({ k, x, y }: View): View {
  const larger = between(1, k, MOST_ENLARGED);
  const edge = 0.5 / larger;
  return { k: larger, x: between(edge, x, 1 - edge), y: between(edge, y, 1 - edge) };
}

/** Enlarged around a point of the screen, which stays where it is. */
export function enlarged(view: View, by: number, at: Point, size: Size): View {
  const k = between(1, view.k * by, MOST_ENLARGED);
  const share = shareAt(at, view, size);
  return held({
    k,
    x: share.x - (at.x - size.width / 2) / k / size.width,
    y: share.y - (at.y - size.height / 2) / k / size.height,
  });
}

export const moved = (view: View, dx: number, dy: number, { width, height }: Size): View =>
  held({ k: view.k, x: view.x - dx / view.k / width, y: view.y - dy / view.k / height });

/** Marks do not stand on the edge. */
const FILLED = 0.7;
/** Shows these points of the screen as large as they fit; null where they cannot be told apart however near one comes. */
export function around(spots: readonly Spot[], view: View, size: Size, apart: number): View | null {
  const [xs, ys] = [spots.map(({ x }) => x), spots.map(({ y }) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const span = Math.hypot(right - left, bottom - top);
  if (spots.length === 0 || span * (MOST_ENLARGED / view.k) < apart) return null;
  const by = FILLED * Math.min(size.width / Math.max(1e-9, right - left), size.height / Math.max(1e-9, bottom - top));
  const middle = shareAt({ x: (left + right) / 2, y: (top + bottom) / 2 }, view, size);
  // always a step nearer, so that a tap is seen to do something
  return held({ k: view.k * Math.max(1.5, by), ...middle });
}
