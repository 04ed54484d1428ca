import {
  makeDay,
  setOfCodes,
  type Absence,
  type HallConfig,
  type HallNames,
  type Scenario,
  type SimDay,
  type SimOfficer,
} from '@cockpit/domain';
import type { PlannedBooking } from './planned-booking';
import { itemsInPlay, leaveMin, scenarioOf } from './scenario';

const MINUTE = 60_000;

/** One hall on one day as its ticketing system knows it: officers, visitors and names. */
export interface HallPlan {
  readonly hall: string;
  readonly date: string;
  readonly day: SimDay;
  readonly names: HallNames;
  /** Minutes after opening at which officers leave their windows. */
  readonly leaveMin: number;
  readonly queues: readonly string[];
  readonly letters: readonly string[];
  /** Item codes by queue, in the order of the scenario. */
  readonly items: readonly (readonly string[])[];
  /** Windows with their queues. */
  readonly windows: readonly { readonly id: string; readonly queues: readonly string[] }[];
  /** Bookings of the day; absent if the hall has no booking. */
  readonly bookings?: readonly PlannedBooking[];
  /** Items that people use at terminals on their own; absent: no such use is reported. */
  readonly terminalItems?: readonly string[];
  /**
   * Whether visitors give tickets back. If absent, they are gone when called, as in the benchmark, where a returned
   * ticket would change who is served when.
   */
  readonly givesBack?: boolean;
}

export interface PlanOptions {
  /** The benchmark's day number: the same number brings the same visitors. */
  readonly number: number;
  /** Replaces the hall's own scenario. */
  readonly scenario?: Scenario | undefined;
}

/** Null on a day on which the hall is closed. */
export function planOf(config: HallConfig, { number, scenario = scenarioOf(config) }: PlanOptions): HallPlan | null {
  const opening = config.open[0]?.from;
  if (opening === undefined) return null;
  const queues = config.queues.map(({ code }) => code);
  const simDay = makeDay(scenario, number);
  const windows = seatsOf(config, queues, simDay);
  if (windows.length === 0) return null;
  const officers = windows.map(({ officer }, place) => ({ ...officer, window: place }));
  const items = queues.map((queue) => itemsInPlay(config, queue).map(({ code }) => code));
  return {
    hall: config.hall.code,
    date: config.day,
    day: { ...simDay, officers },
    names: namesOf(config, opening, queues, items, windows),
    leaveMin: leaveMin(config),
    queues,
    letters: config.hall.queues.map(({ letter }, b) => letter ?? String.fromCharCode(65 + b)),
    items,
    windows: windows.map(({ id, queues: serves }) => ({ id, queues: serves })),
  };
}

interface StaffedWindow {
  id: string;
  officerId: string;
  queues: readonly string[];
  officer: SimOfficer;
}

/**
 * Staffed windows of today, by branch in the order of the scenario. Skills and breaks come from the organisation; pace
 * and outages are random.
 */
function seatsOf(config: HallConfig, queues: readonly string[], drawn: SimDay): StaffedWindow[] {
  const opening = config.open[0]?.from ?? config.dayStart;
  const seated = queues.flatMap((queue) =>
    config.windows.filter(
      ({ kind, homeQueue, roster }) => kind !== 'reserve' && homeQueue === queue && roster.length > 0,
    ),
  );
  const reserve = config.windows.filter(({ kind }) => kind === 'reserve');
  return [...seated, ...reserve].flatMap((window, place) => {
    const officer = drawn.officers[place];
    if (officer === undefined) return [];
    const shift = window.roster[0];
    const officerId = shift?.officerId ?? `${window.id}-cover`;
    const person = config.officers.find(({ id }) => id === officerId);
    const skills = setOfCodes(queues, [...(person?.skills ?? window.queues), window.homeQueue]);
    const planned: Absence[] = (shift?.breaks ?? []).map(({ kind, from, to }) => ({
      kind,
      startMin: (from - opening) / MINUTE,
      lengthMin: (to - from) / MINUTE,
    }));
    const outages = officer.absences.filter(({ kind }) => kind === 'outage');
    const absences = officer.reserve ? [] : [...planned, ...outages].sort((a, b) => a.startMin - b.startMin);
    return [
      {
        id: window.id,
        officerId,
        queues: window.queues,
        officer: { ...officer, skills: officer.reserve ? officer.skills : skills, absences },
      },
    ];
  });
}

function namesOf(
  config: HallConfig,
  opening: number,
  queues: readonly string[],
  items: readonly (readonly string[])[],
  windows: readonly StaffedWindow[],
): HallNames {
  const at = <T>(list: readonly T[], place: number): T => {
    const found = list[place];
    if (found === undefined)
      throw new RangeError(`${config.hall.code} has no place ${String(place)} of ${String(list.length)}`);
    return found;
  };
  const tag = config.day.replaceAll('-', '');
  return {
    hall: config.hall.code,
    opening,
    queue: (b) => at(queues, b),
    item: (b, i) => items[b]?.[i] ?? `${at(queues, b)}-other`,
    window: (w) => at(windows, w).id,
    officer: (w) => at(windows, w).officerId,
    terminal: (t) => at(config.hall.terminals, t).id,
    ticket: (n) => `${tag}-${String(n + 1).padStart(4, '0')}`,
  };
}
