import type { HallDoc } from '@cockpit/contracts';
import type { Place } from './plan';

type Plan = NonNullable<HallDoc['floorPlan']>;
type Zone = Plan['zones'][number];

/** Thickness of walls, in the plan's unit. */
const WALL = 4;
const LEAF = 11;
const BENCH = { long: 26, deep: 5, across: 40, down: 22 };

/**
 * Architect's drawing of the hall as SVG without text: walls with the door, counters with partitions, benches, desks
 * and pillars. It has the size of the plan, so that zones and windows match it.
 */
export function drawingOf(plan: Plan, windows: readonly Place[]): string {
  const parts = [
    ...shell(plan),
    ...plan.zones.flatMap((zone) => {
      const here = windows.filter((window) => window.zone === zone.code);
      if (here.length > 0) return counter(zone, here, plan);
      if (zone.kind === 'waiting') return [...benches(zone), ...pillars(zone)];
      return zone.kind === undefined ? desk(zone) : [];
    }),
  ];
  const size = `${String(plan.width)} ${String(plan.height)}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size}" fill="none" stroke="#33415c" stroke-linecap="round">
${parts.map((part) => `  ${part}`).join('\n')}
</svg>
`;
}

const line = (x1: number, y1: number, x2: number, y2: number, width: number): string =>
  `<path d="M${at(x1)} ${at(y1)}L${at(x2)} ${at(y2)}" stroke-width="${at(width)}"/>`;
const box = (x: number, y: number, w: number, h: number, fill: string): string =>
  `<rect x="${at(x)}" y="${at(y)}" width="${at(w)}" height="${at(h)}" rx="1.5" fill="${fill}" stroke="#8a94a6" stroke-width="0.7"/>`;
const at = (value: number): string => String(Math.round(value * 10) / 10);

/** Outer walls with an opening and two door leaves at the entrance. */
function shell({ width, height, zones }: Plan): string[] {
  const half = WALL / 2;
  const [right, bottom] = [width - half, height - half];
  const door = zones.find(({ kind }) => kind === 'entrance');
  if (door === undefined)
    return [`<path d="M${at(half)} ${at(half)}H${at(right)}V${at(bottom)}H${at(half)}Z" stroke-width="${at(WALL)}"/>`];
  const middle = door.x + door.w / 2;
  const [from, to] = [middle - LEAF, middle + LEAF];
  const leaf = (hinge: number, direction: 1 | -1): string =>
    `<path d="M${at(hinge)} ${at(bottom)}v${at(-LEAF)}A${at(LEAF)} ${at(LEAF)} 0 0 ${direction === 1 ? '1' : '0'} ${at(middle)} ${at(bottom)}" stroke-width="0.8"/>`;
  return [
    `<path d="M${at(to)} ${at(bottom)}H${at(right)}V${at(half)}H${at(half)}V${at(bottom)}H${at(from)}" stroke-width="${at(WALL)}"/>`,
    leaf(from, 1),
    leaf(to, -1),
  ];
}

/** A counter between the windows of a zone and the hall, with a partition between neighbours. */
function counter(zone: Zone, here: readonly Place[], { width, height }: Plan): string[] {
  const down = zone.h > zone.w;
  // The edge towards the middle of the hall.
  const [edgeX, edgeY] = [
    zone.x + zone.w / 2 < width / 2 ? zone.x + zone.w : zone.x,
    zone.y + zone.h / 2 < height / 2 ? zone.y + zone.h : zone.y,
  ];
  const inward = (edge: number, middle: number, by: number): number => edge + Math.sign(middle - edge) * by;
  const between = here.slice(1).map((window, i) => {
    const before = here[i] ?? window;
    return down
      ? line(edgeX, (before.y + window.y) / 2, inward(edgeX, zone.x + zone.w / 2, 8), (before.y + window.y) / 2, 0.8)
      : line((before.x + window.x) / 2, edgeY, (before.x + window.x) / 2, inward(edgeY, zone.y + zone.h / 2, 8), 0.8);
  });
  return [
    down ? line(edgeX, zone.y, edgeX, zone.y + zone.h, 2) : line(zone.x, edgeY, zone.x + zone.w, edgeY, 2),
    ...between,
  ];
}

function benches({ x, y, w, h }: Zone): string[] {
  const [columns, rows] = [Math.floor((w - 20) / BENCH.across), Math.floor((h - 16) / BENCH.down)];
  const [left, top] = [x + (w - columns * BENCH.across) / 2, y + (h - rows * BENCH.down) / 2];
  return Array.from({ length: columns * rows }, (_, i) =>
    box(
      left + (i % columns) * BENCH.across + (BENCH.across - BENCH.long) / 2,
      top + Math.floor(i / columns) * BENCH.down + (BENCH.down - BENCH.deep) / 2,
      BENCH.long,
      BENCH.deep,
      '#f6f8fb',
    ),
  );
}

const pillars = ({ x, y, w, h }: Zone): string[] =>
  [x - 6, x + w].flatMap((left) => [y, y + h - 6].map((top) => box(left, top, 6, 6, '#33415c')));

/** A low table in a zone without windows. */
const desk = ({ x, y, w, h }: Zone): string[] => [box(x + 4, y + 4, w - 8, h - 8, '#f6f8fb')];
