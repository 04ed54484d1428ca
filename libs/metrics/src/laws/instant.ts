import type { LawResult, Level, LiveHall, NetworkPulse } from '@cockpit/contracts';
import type { HallState } from '@cockpit/domain';
import { judged, type Sides } from './law';

/** One hall as each place says it. */
export interface Said {
  hall: string;
  /** wall, stream and API */
  wall: LiveHall;
  map: NetworkPulse | null;
  /** what the desk counts, plans and closes the day with */
  desk: HallState | null;
  /** with the latest time its events show, of the hall's today */
  metric: { waiting: number; storedAt: number | null };
}

const RANK: Readonly<Record<Level, number>> = { unknown: 0, normal: 1, busy: 2, overloaded: 3 };
const worst = (levels: readonly { level: Level }[]): number => Math.max(0, ...levels.map(({ level }) => RANK[level]));
const sum = <T>(rows: Iterable<T>, value: (row: T) => number): number =>
  [...rows].reduce((total, row) => total + value(row), 0);
/** What stands for a wait that nobody can tell. */
const UNTOLD = -1;

/** What two places say of one instant must be the same; what they say of two instants cannot be compared. */
export function instantLaws({ hall, wall, map, desk, metric }: Said): LawResult[] {
  const law = { law: 'now', hall, unit: 'count' } as const;
  const sides: Sides[] = [
    {
      ...law,
      of: 'window-level',
      unit: 'level',
      bound: true,
      left: worst(wall.windows),
      right: Math.max(RANK.normal, worst(wall.queues)),
    },
  ];
  if (map !== null) {
    const told = { ...law, excuse: map.at === wall.at ? null : 'not-landed' } as const;
    const waits = wall.queues.flatMap(({ predictedP50Sec }) => predictedP50Sec ?? []);
    sides.push(
      { ...told, of: 'waiting', left: sum(wall.queues, ({ waiting }) => waiting), right: map.waiting },
      { ...told, of: 'open-windows', left: wall.kpis.openWindows, right: map.openWindows },
      { ...told, of: 'level', unit: 'level', left: worst(wall.queues), right: RANK[map.level] },
      {
        ...told,
        of: 'wait',
        unit: 'seconds',
        left: waits.length === 0 ? UNTOLD : Math.max(...waits),
        right: map.waitSec ?? UNTOLD,
      },
    );
  }
  if (desk !== null) sides.push(...deskLaws(law, wall, desk, metric));
  return sides.map(judged);
}

function deskLaws(
  law: Pick<Sides, 'law' | 'hall' | 'unit'>,
  wall: LiveHall,
  desk: HallState,
  metric: Said['metric'],
): Sides[] {
  const queues = [...desk.queues.values()];
  const boards = new Set(
    queues
      .filter(({ issued, called, observed }) => issued === 0 && called === 0 && observed.latest !== null)
      .map(({ code }) => code),
  );
  const tickets = sum(queues, ({ waiting }) => waiting.length);
  const shownAt = Math.max(...[...desk.feeds.values()].map(({ lastEventAt }) => lastEventAt ?? -Infinity));
  // the clock is no measure: on the wall's it moves on between two words of a feed
  const heard = wall.feeds.every(
    ({ source, lastEventAt }) =>
      (desk.feeds.get(source)?.lastEventAt ?? null) === (lastEventAt === null ? null : Date.parse(lastEventAt)),
  );
  const together = { excuse: heard ? null : 'not-landed' } as const;
  return [
    {
      ...law,
      ...together,
      of: 'desk-waiting',
      left: sum(
        wall.queues.filter(({ code }) => !boards.has(code)),
        ({ waiting }) => waiting,
      ),
      right: sum(
        queues.filter(({ code }) => !boards.has(code)),
        ({ waiting }) => waiting.length,
      ),
    },
    {
      ...law,
      ...together,
      of: 'desk-open-windows',
      left: wall.windows.filter(({ state }) => state === 'idle' || state === 'called' || state === 'serving').length,
      right: [...desk.windows.values()].filter(({ open }) => open).length,
    },
    {
      ...law,
      of: 'metric-waiting',
      left: tickets,
      right: metric.waiting,
      excuse: shownAt === (metric.storedAt ?? -Infinity) ? null : 'not-landed',
    },
  ];
}
