import type { Level, LiveHall } from '@cockpit/contracts';
import { branchOf } from './branch';
import { freeRoom, middleOf, type Rect } from './free-room';
import type { PlanLayout } from './plan';

/** Where the people of a queue wait, and how many they are. */
export interface Crowd {
  queue: string;
  name: string;
  colour: string;
  room: Rect;
  waiting: number;
  longestWaitSec: number | null;
  level: Level;
}

type Snapshot = Pick<LiveHall, 'queues' | 'windows'>;
type Spot = ReturnType<typeof middleOf>;

const WHOLE: Rect = { left: 0.01, top: 0.01, width: 0.98, height: 0.98 };
/** A zone of windows has people in it from this share of the plan on, each way; a smaller one is a row of counters. */
const LEAST_ROOM = 0.12;
/** width : height of a room in which a name, a number and rows of people are read well */
const ROOM_RATIO = 2;
/** a row that is not full reads as if something were missing: as bad as rooms 2.2 times out of proportion */
const EMPTY = 0.8;

/**
 * Where the people of each queue are drawn. It follows from the plan and from the home windows alone, not from who waits: what stays
 * in its place is found again at a glance. They wait in the nearest zone for that, else in the free part of the zone of their windows,
 * else in the largest free part of the hall.
 */
export function roomsOf(layout: PlanLayout, snapshot: Snapshot): Map<string, Rect> {
  const codes = snapshot.queues.map(({ code }) => code).sort();
  const spots = new Map(codes.map((code) => [code, spotOf(code, layout, snapshot)]));
  const shared = new Map<Rect, string[]>();
  const finder = roomFinder(layout);
  for (const [code, spot] of spots) {
    const room = finder(spot, homeZone(code, layout, snapshot));
    shared.set(room, [...(shared.get(room) ?? []), code]);
  }
  const rooms = new Map<string, Rect>();
  for (const [room, here] of shared)
    for (const [code, cell] of nearest(here, cellsOf(room, here.length, layout.aspect), spots)) rooms.set(code, cell);
  return rooms;
}

export function crowdsOf(rooms: ReadonlyMap<string, Rect>, { queues }: Pick<LiveHall, 'queues'>): Crowd[] {
  return queues.flatMap(({ code, name, waiting, longestWaitSec, level }) => {
    const room = rooms.get(code);
    const { colour } = branchOf(code, queues);
    return room === undefined ? [] : [{ queue: code, name, colour, room, waiting, longestWaitSec, level }];
  });
}

/** Middle of the home windows of a queue; of the hall where it has none. */
function spotOf(queue: string, { windows }: PlanLayout, snapshot: Snapshot): Spot {
  const home = new Set(snapshot.windows.flatMap((one) => (one.homeQueue === queue ? one.windowId : [])));
  const here = windows.filter(({ id }) => home.has(id));
  if (here.length === 0) return { left: 0.5, top: 0.5 };
  const mean = (of: (one: Spot) => number) => here.reduce((sum, one) => sum + of(one), 0) / here.length;
  return { left: mean(({ left }) => left), top: mean(({ top }) => top) };
}

/** The zone with most of the home windows of a queue. */
function homeZone(queue: string, { windows }: PlanLayout, snapshot: Snapshot): string | null {
  const home = new Set(snapshot.windows.flatMap((one) => (one.homeQueue === queue ? one.windowId : [])));
  const counts = new Map<string, number>();
  for (const { id, zone } of windows) if (zone !== null && home.has(id)) counts.set(zone, (counts.get(zone) ?? 0) + 1);
  return [...counts].reduce<[string, number] | null>((a, b) => (a === null || b[1] > a[1] ? b : a), null)?.[0] ?? null;
}

/** A room is the same object for every queue that shares it. */
function roomFinder(layout: PlanLayout): (spot: Spot, zone: string | null) => Rect {
  const box = (one: Spot): Rect => ({
    left: one.left - layout.mark.width / 2,
    top: one.top - layout.mark.height / 2,
    width: layout.mark.width,
    height: layout.mark.height,
  });
  const things = [...layout.windows, ...layout.terminals].map(box);
  const forWaiting = layout.zones.filter(({ kind }) => kind === 'waiting');
  const kept = new Map<string, Rect | null>();
  const inZone = (code: string): Rect | null => {
    const zone = layout.zones.find((one) => one.code === code);
    const free = zone === undefined ? null : freeRoom(zone, things);
    return free !== null && Math.min(free.width, free.height) >= LEAST_ROOM ? free : null;
  };
  let rest: Rect | undefined;
  const served = new Set([...layout.windows, ...layout.terminals].map(({ zone }) => zone));
  const anywhere = (): Rect =>
    (rest ??=
      freeRoom(WHOLE, [
        ...things,
        ...layout.zones.filter(({ code, kind }) => served.has(code) || kind === 'entrance'),
      ]) ?? WHOLE);
  return (spot, zone) => {
    if (forWaiting.length > 0) return forWaiting.reduce((a, b) => (apart(spot, b) < apart(spot, a) ? b : a));
    if (zone === null) return anywhere();
    if (!kept.has(zone)) kept.set(zone, inZone(zone));
    return kept.get(zone) ?? anywhere();
  };
}

const apart = (spot: Spot, room: Rect): number => {
  const middle = middleOf(room);
  return Math.hypot(spot.left - middle.left, spot.top - middle.top);
};

/** Equal cells, row by row; as many columns as leave cells of about the same proportion. The last row's are as wide as it has room. */
export function cellsOf(room: Rect, count: number, aspect: number): Rect[] {
  const ratio = (columns: number): number =>
    (room.width * aspect * Math.ceil(count / columns)) / (columns * room.height);
  const empty = (columns: number): number => Math.ceil(count / columns) * columns - count;
  const off = (columns: number): number => Math.abs(Math.log(ratio(columns) / ROOM_RATIO)) + EMPTY * empty(columns);
  let columns = 1;
  for (let n = 2; n <= count; n += 1) if (off(n) < off(columns)) columns = n;
  const rows = Math.ceil(count / columns);
  return Array.from({ length: count }, (_, i) => {
    const row = Math.floor(i / columns);
    const inRow = row < rows - 1 ? columns : count - columns * (rows - 1);
    return {
      left: room.left + (room.width / inRow) * (i % columns),
      top: room.top + (room.height / rows) * row,
      width: room.width / inRow,
      height: room.height / rows,
    };
  });
}

/** Each code its cell, the shortest ways first. */
function nearest(codes: readonly string[], cells: readonly Rect[], spots: ReadonlyMap<string, Spot>): [string, Rect][] {
  const pairs = codes
    .flatMap((code) => cells.map((cell) => ({ code, cell, way: apart(spots.get(code) ?? middleOf(cell), cell) })))
    .sort((a, b) => a.way - b.way);
  const given = new Map<string, Rect>();
  const taken = new Set<Rect>();
  for (const { code, cell } of pairs)
    if (!given.has(code) && !taken.has(cell)) {
      given.set(code, cell);
      taken.add(cell);
    }
  return [...given];
}

/** Middles of places side by side in a box, row by row; all in the unit of the box. */
export interface Seats {
  /** so many people have a place */
  count: number;
  /** distance of two places */
  pitch: number;
  /** the place of the nth, from 0: always the same, whoever else waits */
  at: (n: number) => { x: number; y: number };
}

export function seatsIn(box: { width: number; height: number }, pitch: number): Seats {
  const columns = Math.max(0, Math.floor(box.width / pitch));
  const rows = Math.max(0, Math.floor(box.height / pitch));
  return {
    count: columns * rows,
    pitch,
    at: (n) => ({ x: ((n % columns) + 0.5) * pitch, y: (Math.floor(n / columns) + 0.5) * pitch }),
  };
}

/** A room is laid out for so many; dots larger than LARGEST rem look like something else. */
const USUAL = 60;
const LARGEST = 1.7;
/** rem; from here on a room that is too small is not what keeps people out */
const SMALLEST = 0.05;

/**
 * Places for all who wait, in rem. As large as the room allows the usual number, so that nothing moves while no more wait than it has
 * places for; beyond that closer together, for a dot that is missing would be somebody who is not counted.
 */
export function seatsFor(waiting: number, box: { width: number; height: number }): Seats {
  const room = { width: Math.max(box.width, 1), height: Math.max(box.height, 1) };
  let seats = seatsIn(room, LARGEST);
  for (let pitch = LARGEST; seats.count < Math.max(waiting, USUAL) && pitch > SMALLEST; pitch *= 0.9)
    seats = seatsIn(room, pitch);
  return seats;
}
