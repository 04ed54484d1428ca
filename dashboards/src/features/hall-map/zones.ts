import type { HallDoc, Level, LiveHall, LiveQueue, LiveWindow } from '@cockpit/contracts';
import { worstLevel } from '../../design/marks';

export interface Zone {
  code: string;
  /** empty when the hall has no name for it */
  name: string;
  windows: LiveWindow[];
  /** queues at home here; their people wait in this zone */
  queues: LiveQueue[];
  waiting: number | null;
  longestWaitSec: number | null;
  /** minutes of work that wait for each of its open windows, one with another; null where nobody knows */
  loadMin: number | null;
  level: Level;
}

/** Nobody can be served there now. */
const AWAY: ReadonlySet<LiveWindow['state']> = new Set(['paused', 'fault', 'closed', 'offline']);

type Snapshot = Pick<LiveHall, 'windows' | 'queues'>;
type Plan = Pick<HallDoc, 'floorPlan' | 'windows'>;

/** Windows by zone of the floor plan, in the plan's reading order; without a plan by home queue. */
export function zonesOf(snapshot: Snapshot, plan: Plan | null): Zone[] {
  const zoneOf = new Map(plan?.windows.map((window) => [window.id, window.zone]));
  const names = namesInOrder(snapshot, plan);
  const groups = new Map<string, LiveWindow[]>([...names.keys()].map((code) => [code, []]));
  for (const window of snapshot.windows) {
    const code = zoneOf.get(window.windowId) ?? window.homeQueue ?? window.queues[0] ?? '';
    const group = groups.get(code) ?? [];
    group.push(window);
    groups.set(code, group);
  }
  const filled = [...groups].filter(([, windows]) => windows.length > 0);
  const home = queueHomes(filled, snapshot);
  return filled.map(([code, windows]) =>
    zone(
      code,
      names.get(code) ?? '',
      windows,
      snapshot.queues.filter((queue) => home.get(queue.code) === code),
    ),
  );
}

function zone(code: string, name: string, windows: LiveWindow[], queues: LiveQueue[]): Zone {
  const loads = windows.flatMap(({ state, loadMin }) => (AWAY.has(state) ? [] : (loadMin ?? [])));
  const longest = queues.flatMap((queue) => queue.longestWaitSec ?? []);
  return {
    code,
    name,
    queues,
    windows: [...windows].sort((a, b) => a.number.localeCompare(b.number, 'en', { numeric: true })),
    waiting: queues.length > 0 ? queues.reduce((sum, queue) => sum + queue.waiting, 0) : null,
    longestWaitSec: longest.length > 0 ? Math.max(...longest) : null,
    loadMin: loads.length > 0 ? loads.reduce((sum, load) => sum + load, 0) / loads.length : null,
    level: queues.length > 0 ? worstLevel(queues.map((queue) => queue.level)) : 'normal',
  };
}

/** A zone is called as the plan calls it, even where it shares its code with a queue. */
function namesInOrder(snapshot: Snapshot, plan: Plan | null): Map<string, string> {
  const planned = [...(plan?.floorPlan?.zones ?? [])].sort((a, b) => a.y - b.y || a.x - b.x);
  const names = new Map(planned.map(({ code, name }) => [code, name]));
  for (const { code, name } of snapshot.queues) if (!names.has(code)) names.set(code, name);
  return names;
}

/** Each queue belongs to the zone with most of its home windows. */
function queueHomes(groups: readonly (readonly [string, LiveWindow[]])[], snapshot: Snapshot): Map<string, string> {
  const homes = new Map<string, string>();
  for (const { code } of snapshot.queues) {
    let most = 0;
    for (const [zoneCode, windows] of groups) {
      const here = windows.filter((window) => window.homeQueue === code).length;
      if (here > most) {
        most = here;
        homes.set(code, zoneCode);
      }
    }
  }
  return homes;
}
