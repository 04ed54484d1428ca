import type { HallDoc } from '@cockpit/contracts';

type Plan = NonNullable<HallDoc['floorPlan']>;
type Zone = Plan['zones'][number];

/** Place of a row of windows: along the left, back or right wall, or in an island before the back wall. */
export type Wall = 'left' | 'back' | 'right' | 'island';

export interface WindowRow {
  readonly code: string;
  readonly name: string;
  readonly nameEn?: string | undefined;
  readonly wall: Wall;
  readonly windows: number;
}

export interface Place {
  readonly zone: string;
  readonly x: number;
  readonly y: number;
}

// Decimetres; 16:9 fills a wall screen.
const WIDTH = 480;
const HEIGHT = 270;
const MARGIN = 8;
const DEPTH = 34;
const GAP = 8;

const LINES: Readonly<
  Record<Wall, { readonly from: number; readonly to: number; readonly across: number; readonly vertical: boolean }>
> = {
  left: { from: 52, to: 212, across: MARGIN, vertical: true },
  back: { from: 52, to: 428, across: MARGIN, vertical: false },
  right: { from: 52, to: 212, across: WIDTH - MARGIN - DEPTH, vertical: true },
  island: { from: 120, to: 360, across: 78, vertical: false },
};

/** Draws a hall: rows of windows along the walls, seats in the middle, terminals and the guides' desk by the door. */
export function drawHall(
  rows: readonly WindowRow[],
  terminals: number,
): { plan: Plan; windows: Place[]; terminals: Place[] } {
  const zones: Zone[] = [];
  const places = new Map<string, Place[]>();
  for (const wall of ['left', 'back', 'right', 'island'] as const) {
    for (const { row, zone } of along(
      wall,
      rows.filter((candidate) => candidate.wall === wall),
    )) {
      zones.push(zone);
      places.set(row.code, spread(zone, row.windows, LINES[wall].vertical));
    }
  }
  const island = rows.some((row) => row.wall === 'island');
  const top = island ? 128 : 78;
  const selfService: Zone = {
    code: 'self-service',
    name: '自助服务区',
    nameEn: 'Self-service',
    x: 52,
    y: 226,
    w: 150,
    h: 36,
  };
  zones.push(
    { code: 'waiting', name: '等候区', nameEn: 'Waiting area', kind: 'waiting', x: 72, y: top, w: 336, h: 212 - top },
    selfService,
    { code: 'entrance', name: '入口', nameEn: 'Entrance', kind: 'entrance', x: 8, y: 232, w: 36, h: 36 },
    { code: 'guide-desk', name: '导办台', nameEn: 'Guide desk', x: 216, y: 226, w: 70, h: 36 },
    { code: 'ticketing', name: '取号区', nameEn: 'Tickets', x: 300, y: 226, w: 60, h: 36 },
    { code: 'rest', name: '填单与休息区', nameEn: 'Forms and rest', x: 374, y: 226, w: 98, h: 36 },
  );
  return {
    plan: { width: WIDTH, height: HEIGHT, zones },
    windows: rows.flatMap((row) => places.get(row.code) ?? []),
    terminals: spread(selfService, terminals, false),
  };
}

/** Divides a wall into one zone per row, in proportion to the windows. */
function along(wall: Wall, rows: readonly WindowRow[]): { row: WindowRow; zone: Zone }[] {
  const line = LINES[wall];
  const windows = rows.reduce((sum, row) => sum + row.windows, 0);
  const pitch = Math.min(40, (line.to - line.from - GAP * (rows.length - 1)) / windows);
  let at = line.from;
  return rows.map((row) => {
    const length = round(pitch * row.windows);
    const named = { code: row.code, name: row.name, ...(row.nameEn === undefined ? {} : { nameEn: row.nameEn }) };
    const zone = line.vertical
      ? { ...named, x: line.across, y: round(at), w: DEPTH, h: length }
      : { ...named, x: round(at), y: line.across, w: length, h: DEPTH };
    at += length + GAP;
    return { row, zone };
  });
}

/** Evenly spaced places along the middle of a zone. */
function spread(zone: Zone, count: number, vertical: boolean): Place[] {
  return Array.from({ length: count }, (_, i) => {
    const share = (i + 0.5) / count;
    return vertical
      ? { zone: zone.code, x: round(zone.x + zone.w / 2), y: round(zone.y + zone.h * share) }
      : { zone: zone.code, x: round(zone.x + zone.w * share), y: round(zone.y + zone.h / 2) };
  });
}

const round = (value: number): number => Math.round(value * 10) / 10;
