import type { HallDoc } from '@cockpit/contracts';
import { BRANCHES } from './catalogue';
import { bookingSlots } from './booking-slots';
import type { HallSketch } from './hall-sketch';
import { drawHall, type Place } from './plan';

const H32: HallSketch = {
  code: 'H32',
  name: '云江公安政务服务中心大厅',
  location: { lat: 30.2741, lon: 120.1551 },
  clock: 'feed',
  primarySource: 'sim-h32',
  simulated: true,
  terminals: 6,
  skills: { mono: 0.4, two: 0.4 },
  windowKind: 'mixed',
  saturday: false,
  spare: 4,
  rows: [
    { branch: 'household', windows: 9, wall: 'back' },
    { branch: 'exit-entry', windows: 8, wall: 'left' },
    { branch: 'traffic', windows: 11, wall: 'back' },
    { branch: 'order', windows: 4, wall: 'right' },
  ],
};

/**
 * Halls of police stations with a few windows each, so that a ranking has halls of one size with different load and
 * skills.
 */
const STATIONS = [
  { code: 'S01', name: '城东派出所综合服务厅', lat: 30.2777, lon: 120.1893, mono: 0.25, windows: [3, 0, 1, 0] },
  { code: 'S02', name: '城西派出所综合服务厅', lat: 30.2698, lon: 120.1189, mono: 0.5, windows: [2, 1, 1, 0] },
  { code: 'S03', name: '望湖派出所综合服务厅', lat: 30.2655, lon: 120.1466, mono: 0.6, windows: [3, 2, 0, 0] },
  { code: 'S04', name: '临塘派出所综合服务厅', lat: 30.3098, lon: 120.1502, mono: 0, windows: [2, 0, 0, 1] },
  { code: 'S05', name: '高新派出所综合服务厅', lat: 30.2985, lon: 120.1698, mono: 0.5, windows: [3, 1, 2, 0] },
  { code: 'S06', name: '沙洲派出所综合服务厅', lat: 30.2421, lon: 120.2103, mono: 0.3, windows: [2, 0, 1, 0] },
  { code: 'S07', name: '东亭派出所综合服务厅', lat: 30.2836, lon: 120.2021, mono: 0.75, windows: [3, 0, 0, 1] },
] as const;
const STATION_BRANCHES = ['household', 'exit-entry', 'traffic', 'order'] as const;

const stationHall = ({ code, name, lat, lon, mono, windows }: (typeof STATIONS)[number]): HallSketch => ({
  code,
  name,
  location: { lat, lon },
  clock: 'feed',
  primarySource: `sim-${code.toLowerCase()}`,
  simulated: true,
  terminals: 1,
  skills: { mono, two: 0.25 },
  windowKind: 'comprehensive',
  saturday: false,
  spare: 1,
  rows: STATION_BRANCHES.flatMap((branch, i) => {
    const count = windows[i] ?? 0;
    return count === 0 ? [] : [{ branch, windows: count, wall: 'back' as const }];
  }),
});

export const SKETCHES: readonly HallSketch[] = [
  {
    code: 'H08',
    name: '南屏公安服务大厅',
    location: { lat: 30.2498, lon: 120.1712 },
    clock: 'feed',
    primarySource: 'sim-h08',
    simulated: true,
    terminals: 2,
    skills: { mono: 0.25, two: 0.5 },
    windowKind: 'comprehensive',
    saturday: true,
    spare: 2,
    rows: [
      { branch: 'household', windows: 3, wall: 'back' },
      { branch: 'exit-entry', windows: 2, wall: 'back' },
      { branch: 'traffic', windows: 3, wall: 'back' },
    ],
  },
  H32,
  {
    code: 'H42',
    name: '云江市民中心公安综合大厅',
    location: { lat: 30.2893, lon: 120.1874 },
    clock: 'feed',
    primarySource: 'sim-h42',
    simulated: true,
    terminals: 10,
    skills: { mono: 0.4, two: 0.4 },
    windowKind: 'mixed',
    saturday: false,
    spare: 6,
    rows: [
      { branch: 'household', windows: 10, wall: 'back' },
      { branch: 'exit-entry', windows: 8, wall: 'left' },
      { branch: 'traffic', windows: 10, wall: 'back' },
      { branch: 'order', windows: 5, wall: 'right' },
      { branch: 'cyber', windows: 2, wall: 'island' },
      { branch: 'narcotics', windows: 2, wall: 'island' },
      { branch: 'guard', windows: 2, wall: 'island' },
      { branch: 'detention', windows: 1, wall: 'island' },
      { branch: 'legal', windows: 2, wall: 'right' },
    ],
  },
  {
    code: 'H12',
    name: '青石公安服务大厅',
    location: { lat: 30.2607, lon: 120.1203 },
    clock: 'wall',
    simulated: true,
    terminals: 3,
    skills: { mono: 0.4, two: 0.4 },
    windowKind: 'specialised',
    saturday: false,
    spare: 2,
    rows: [
      { branch: 'household', windows: 4, wall: 'back' },
      { branch: 'exit-entry', windows: 3, wall: 'back' },
      { branch: 'traffic', windows: 3, wall: 'back' },
      { branch: 'order', windows: 2, wall: 'right' },
    ],
  },
  {
    ...H32,
    code: 'H32-T',
    name: '云江公安政务服务中心大厅（对照）',
    primarySource: 'sim-h32-twin',
    twinOf: 'H32',
    spare: 0,
  },
  ...STATIONS.map(stationHall),
];

const LETTERS: Readonly<Record<string, string>> = {
  household: 'A',
  'exit-entry': 'B',
  traffic: 'C',
  order: 'D',
  cyber: 'E',
  narcotics: 'F',
  guard: 'G',
  detention: 'H',
  legal: 'K',
};

const namesOf = (branch: string): { name: string; nameEn?: string } => {
  const entry = BRANCHES.find((candidate) => candidate.code === branch);
  return entry === undefined ? { name: branch } : { name: entry.name, nameEn: entry.nameEn };
};
const number = (n: number): string => String(n).padStart(2, '0');

export const windowId = (hall: string, place: number): string => `${hall}-W${number(place + 1)}`;

/** Home branch of every window of a hall, by window number. */
export const homesOf = (sketch: HallSketch): string[] =>
  sketch.rows.flatMap((row) => Array.from({ length: row.windows }, () => row.branch));

/** The hall as in the organisation document. `selfService` are the items that its terminals handle. */
export function hallOf(
  sketch: HallSketch,
  selfService: readonly { readonly code: string; readonly branch: string }[],
): HallDoc {
  const branches = sketch.rows.map((row) => row.branch);
  const rows = sketch.rows.map((row) => ({
    code: row.branch,
    ...namesOf(row.branch),
    name: `${namesOf(row.branch).name}区`,
    wall: row.wall,
    windows: row.windows,
  }));
  const drawn = drawHall(rows, sketch.terminals);
  const handled = selfService.filter((item) => branches.includes(item.branch)).map((item) => item.code);
  return {
    code: sketch.code,
    name: sketch.name,
    tier: 'hall',
    parent: 'yunjiang',
    timeZone: 'Asia/Shanghai',
    clock: sketch.clock,
    simulated: sketch.simulated,
    ...(sketch.primarySource === undefined ? {} : { primarySource: sketch.primarySource }),
    ...(sketch.twinOf === undefined ? {} : { twinOf: sketch.twinOf }),
    location: sketch.location,
    waitTargetMin: 15,
    closures: [],
    hours: [
      { days: [1, 2, 3, 4, 5], from: '08:30', to: '17:15' },
      ...(sketch.saturday ? [{ days: [6], from: '08:30', to: '12:00' }] : []),
    ],
    floorPlan: drawn.plan,
    queues: branches.map((branch) => ({ code: branch, ...namesOf(branch), branch, letter: LETTERS[branch] ?? 'Z' })),
    bookingSlots: bookingSlots(sketch),
    windows: homesOf(sketch).map((home, place) => ({
      id: windowId(sketch.code, place),
      number: number(place + 1),
      kind: kindOf(sketch, place),
      queues: [home],
      switchMin: 2,
      ...placed(drawn.windows[place]),
    })),
    terminals: drawn.terminals.map((place, i) => ({
      id: `${sketch.code}-T${number(i + 1)}`,
      name: `自助终端 ${number(i + 1)}`,
      items: handled,
      allDay: false,
      ...placed(place),
    })),
  };
}

/** In mixed halls three of four windows are comprehensive (综合窗口). */
const kindOf = ({ windowKind }: HallSketch, place: number): 'specialised' | 'comprehensive' =>
  windowKind === 'mixed' ? (place % 4 === 3 ? 'specialised' : 'comprehensive') : windowKind;

const placed = (place: Place | undefined) => (place === undefined ? {} : { zone: place.zone, x: place.x, y: place.y });
