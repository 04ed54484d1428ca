import type { HallDoc, LiveHall } from '@cockpit/contracts';
import type { PlanLayout } from './plan';
import { zonesOf } from './zones';

/** A wall screen is filled. */
const ASPECT = 16 / 9;
/** Sides on which windows stand, on the way from the door around the hall; in shares of width and height. */
const SIDES = [
  { side: 'left', from: 0.78, to: 0.19 },
  { side: 'back', from: 0.01, to: 0.99 },
  { side: 'right', from: 0.19, to: 0.9 },
] as const;
/** How deep a row of windows along a side is, in shares of the width: its name, its windows, and the mark of each beside one another. */
const DEPTH = 0.095;
/** Where in that depth the windows stand, clear of the name before them. */
const PAST_NAME = 0.56 * DEPTH;
/** The same along the back, in shares of the height: the name stands above the windows, clear of them. */
const BACK = 0.155;
/** Alone along the back there is room for more: larger marks, and people as wide as the hall. */
const BACK_ALONE = 0.2;
const MOST = 0.055;
/** Up to so many windows stand along the back alone. */
const ONE_ROW = 12;
/** between two groups, in places of a window */
const BETWEEN = 0.35;

type Side = (typeof SIDES)[number];
type Zones = PlanLayout['zones'];

/**
 * A hall nobody has drawn, as halls usually are: windows around it in their groups, people in the middle, terminals beside the door.
 * It shows what belongs together, not where anything really stands.
 */
export function schematicLayout(
  doc: Pick<HallDoc, 'floorPlan' | 'windows' | 'terminals'> | null,
  snapshot: Pick<LiveHall, 'windows' | 'queues'>,
  words: { waiting: string; terminals: string; door: string },
): PlanLayout {
  const groups = zonesOf(snapshot, doc).map(({ code, name, windows }) => ({ code, name, windows }));
  const isAlone = snapshot.windows.length <= ONE_ROW;
  const sides = isAlone ? SIDES.filter(({ side }) => side === 'back') : SIDES;
  const placed = around(sides, groups, isAlone ? BACK_ALONE : BACK);
  const room = isAlone
    ? { left: 0.03, top: 0.25, width: 0.94, height: 0.55 }
    : { left: 0.13, top: 0.19, width: 0.74, height: 0.6 };
  const terminals = doc?.terminals ?? [];
  const zones: Zones = [
    ...placed.zones,
    { code: ' waiting', name: words.waiting, kind: 'waiting', ...room },
    { code: ' door', name: words.door, kind: 'entrance', left: 0.44, top: 0.94, width: 0.12, height: 0.06 },
  ];
  if (terminals.length > 0)
    zones.push({ code: ' terminals', name: words.terminals, left: 0.03, top: 0.83, width: 0.38, height: 0.15 });
  return {
    aspect: ASPECT,
    drawing: null,
    windows: placed.windows,
    mark: { width: placed.side, height: placed.side * ASPECT },
    zones,
    terminals: terminals.map(({ id, name }, i) => ({
      id,
      name,
      zone: ' terminals',
      left: 0.03 + 0.38 * ((i + 0.5) / terminals.length),
      top: 0.94,
    })),
  };
}

interface Group {
  code: string;
  name: string;
  windows: readonly { windowId: string; number: string }[];
}

/** Groups one after another along the sides; one that comes to a corner goes on behind it. */
function around(sides: readonly Side[], groups: readonly Group[], deep: number) {
  const count = groups.reduce((sum, { windows }) => sum + windows.length, 0);
  const shares = sides.map(({ side, from, to }) => Math.abs(to - from) / (side === 'back' ? 1 : ASPECT));
  const length = shares.reduce((sum, one) => sum + one, 0);
  const least = length / Math.max(1, count + BETWEEN * (groups.length + sides.length));
  // what the division leaves over stands a little closer on the last side
  const most = shares.map((share) => Math.floor(share / least));
  const queue = groups.flatMap((group) => group.windows.map((window) => ({ group, window })));
  const [windows, zones]: [PlanLayout['windows'], Zones] = [[], []];
  let begun = 0;
  let pitch = MOST / 0.92;
  sides.forEach((one, nth) => {
    const last = nth === sides.length - 1;
    const here = queue.slice(begun, last ? undefined : begun + (most[nth] ?? 0));
    begun += here.length;
    const row = inRow(one, shares[nth] ?? 0, here, deep);
    pitch = Math.min(pitch, row.pitch);
    windows.push(...row.windows);
    zones.push(...row.zones);
  });
  return { windows, zones, side: pitch * 0.92 };
}

function inRow(
  { side, from, to }: Side,
  share: number,
  here: readonly { group: Group; window: Group['windows'][number] }[],
  /** the row along the back */ deep: number,
) {
  const runs: { group: Group; windows: Group['windows'][number][] }[] = [];
  for (const { group, window } of here) {
    const run = runs.at(-1);
    if (run?.group === group) run.windows.push(window);
    else runs.push({ group, windows: [window] });
  }
  const places = here.length + BETWEEN * Math.max(0, runs.length - 1);
  const pitch = Math.min(share / Math.max(1, places), 1.3 * MOST);
  /** along the side, in shares of its own direction */
  const step = (side === 'back' ? pitch : pitch * ASPECT) * Math.sign(to - from);
  let at = (from + to - step * places) / 2;
  const [windows, zones]: [PlanLayout['windows'], Zones] = [[], []];
  for (const run of runs) {
    // a group that goes on behind a corner is two zones
    const zone = `${run.group.code} ${side}`;
    const end = at + step * run.windows.length;
    const [low, size] = [Math.min(at, end), Math.abs(end - at)];
    zones.push({
      code: zone,
      name: run.group.name,
      ...(side === 'back'
        ? { left: low, top: 0.02, width: size, height: deep }
        : { left: side === 'left' ? 0.01 : 0.99 - DEPTH, top: low, width: DEPTH, height: size }),
    });
    run.windows.forEach(({ windowId, number }, i) => {
      const along = at + step * (i + 0.5);
      windows.push({
        id: windowId,
        number,
        zone,
        ...(side === 'back'
          ? { left: along, top: 0.02 + deep / 2 }
          : { left: side === 'left' ? 0.01 + PAST_NAME : 0.99 - DEPTH + PAST_NAME, top: along }),
      });
    });
    at = end + step * BETWEEN;
  }
  return { windows, zones, pitch };
}
