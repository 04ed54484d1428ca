import type { LawResult, Level, LiveHall, NetworkPulse } from '@cockpit/contracts';
import type { HallState } from '@cockpit/domain';
import { judged, type Sides } from './law';

/** The current state of a hall as each part of the product reports it. */
export interface HallViews {
  hall: string;
  /** as on the wall, the stream and the API */
  wall: LiveHall;
  map: NetworkPulse | null;
  /** the state that the desk uses for counts, plans and closing */
  desk: HallState | null;
  /** with the latest time of its events on the hall's current day */
  metric: { waiting: number; storedAt: number | null };
}

const RANK: Readonly<Record<Level, number>> = { unknown: 0, normal: 1, busy: 2, overloaded: 3 };
const worst = (levels: readonly { level: Level }[]): number => Math.max(0, ...levels.map(({ level }) => RANK[level]));
const sum = <T>(rows: Iterable<T>, value: (row: T) => number): number =>
  [...rows].reduce((total, row) => total + value(row), 0);
/** Placeholder for an unknown wait. */
const UNKNOWN = -1;

/** Compares the parts at the same instant; data of different instants is excused. */
export function instantLaws({ hall, wall, map, desk, metric }: HallViews): LawResult[] {
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
    const base = { ...law, excuse: map.at === wall.at ? null : 'not-landed' } as const;
    const waits = wall.queues.flatMap(({ predictedP50Sec }) => predictedP50Sec ?? []);
    sides.push(
      { ...base, of: 'waiting', left: sum(wall.queues, ({ waiting }) => waiting), right: map.waiting },
      { ...base, of: 'open-windows', left: wall.kpis.openWindows, right: map.openWindows },
      { ...base, of: 'level', unit: 'level', left: worst(wall.queues), right: RANK[map.level] },
      {
        ...base,
        of: 'wait',
        unit: 'seconds',
        left: waits.length === 0 ? UNKNOWN : Math.max(...waits),
        right: map.waitSec ?? UNKNOWN,
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
  metric: HallViews['metric'],
): Sides[] {
  const queues = [...desk.queues.values()];
  const boards = new Set(
    queues
      .filter(({ issued, called, observed }) => issued === 0 && called === 0 && observed.latest !== null)
      .map(({ code }) => code),
  );
  const tickets = sum(queues, ({ waiting }) => waiting.length);
  const shownAt = Math.max(...[...desk.feeds.values()].map(({ lastEventAt }) => lastEventAt ?? -Infinity));
  // compares last event times, because a wall clock also advances between events
  const isInStep = wall.feeds.every(
    ({ source, lastEventAt }) =>
      (desk.feeds.get(source)?.lastEventAt ?? null) === (lastEventAt === null ? null : Date.parse(lastEventAt)),
  );
  const base = { excuse: isInStep ? null : 'not-landed' } as const;
  return [
    {
      ...law,
      ...base,
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
      ...base,
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
