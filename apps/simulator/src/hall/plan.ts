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

/** One hall on one day as its own ticketing system knows it: who sits where, who comes, what everything is called. */
export interface HallPlan {
  readonly hall: string;
  readonly date: string;
  readonly day: SimDay;
  readonly names: HallNames;
  /** minutes after opening at which the desks are left */
  readonly leaveMin: number;
  readonly queues: readonly string[];
  readonly letters: readonly string[];
  /** item codes by queue, in the order the scenario counts them */
  readonly items: readonly (readonly string[])[];
  /** items for which a case is accepted rather than settled on the spot */
  readonly windows: readonly { readonly id: string; readonly queues: readonly string[] }[];
  /** who has booked for the day; absent where nothing can be booked */
  readonly bookings?: readonly PlannedBooking[];
  /** what people do at the terminals of their own accord; absent: nothing is told of it */
  readonly terminalItems?: readonly string[];
  /** visitors give tickets back; absent: they are gone when called, as in the benchmark, where a ticket given back would change who is served when */
  readonly givesBack?: boolean;
}

export interface PlanOptions {
  /** the benchmark's day number: the same number brings the same visitors */
  readonly number: number;
  /** instead of the hall's own */
  readonly scenario?: Scenario | undefined;
}

/** Null on a day the hall does not open. */
export function planOf(config: HallConfig, { number, scenario = scenarioOf(config) }: PlanOptions): HallPlan | null {
  const opening = config.open[0]?.from;
  if (opening === undefined) return null;
  const queues = config.queues.map(({ code }) => code);
  const drawn = makeDay(scenario, number);
  const windows = seatsOf(config, queues, drawn);
  if (windows.length === 0) return null;
  const officers = windows.map(({ officer }, place) => ({ ...officer, window: place }));
  const items = queues.map((queue) => itemsInPlay(config, queue).map(({ code }) => code));
  return {
    hall: config.hall.code,
    date: config.day,
    day: { ...drawn, officers },
    names: namesOf(config, opening, queues, items, windows),
    leaveMin: leaveMin(config),
    queues,
    letters: config.hall.queues.map(({ letter }, b) => letter ?? String.fromCharCode(65 + b)),
    items,
    windows: windows.map(({ id, queues: serves }) => ({ id, queues: serves })),
  };
}

interface Seat {
  id: string;
  officerId: string;
  queues: readonly string[];
  officer: SimOfficer;
}

/**
 * Windows somebody sits at today, branch by branch as the scenario counts them. Skills and breaks are those of the
 * organisation; pace and outages, which nobody knows beforehand, are drawn.
 */
function seatsOf(config: HallConfig, queues: readonly string[], drawn: SimDay): Seat[] {
  const opening = config.open[0]?.from ?? config.dayStart;
  const seated = queues.flatMap((queue) =>
    config.windows.filter(
      ({ kind, homeQueue, roster }) => kind !== 'reserve' && homeQueue === queue && roster.length > 0,
    ),
  );
  const reserve = config.windows.filter(({ kind }) => kind === 'reserve');
  return [...seated, ...reserve].flatMap((window, place) => {
    const luck = drawn.officers[place];
    if (luck === undefined) return [];
    const shift = window.roster[0];
    const officerId = shift?.officerId ?? `${window.id}-cover`;
    const person = config.officers.find(({ id }) => id === officerId);
    const skills = setOfCodes(queues, [...(person?.skills ?? window.queues), window.homeQueue]);
    const planned: Absence[] = (shift?.breaks ?? []).map(({ kind, from, to }) => ({
      kind,
      startMin: (from - opening) / MINUTE,
      lengthMin: (to - from) / MINUTE,
    }));
    const outages = luck.absences.filter(({ kind }) => kind === 'outage');
    const absences = luck.reserve ? [] : [...planned, ...outages].sort((a, b) => a.startMin - b.startMin);
    return [
      {
        id: window.id,
        officerId,
        queues: window.queues,
        officer: { ...luck, skills: luck.reserve ? luck.skills : skills, absences },
      },
    ];
  });
}

function namesOf(
  config: HallConfig,
  opening: number,
  queues: readonly string[],
  items: readonly (readonly string[])[],
  windows: readonly Seat[],
): HallNames {
  const named = <T>(list: readonly T[], place: number): T => {
    const found = list[place];
    if (found === undefined)
      throw new RangeError(`${config.hall.code} has no place ${String(place)} of ${String(list.length)}`);
    return found;
  };
  const tag = config.day.replaceAll('-', '');
  return {
    hall: config.hall.code,
    opening,
    queue: (b) => named(queues, b),
    item: (b, i) => items[b]?.[i] ?? `${named(queues, b)}-other`,
    window: (w) => named(windows, w).id,
    officer: (w) => named(windows, w).officerId,
    terminal: (t) => named(config.hall.terminals, t).id,
    ticket: (n) => `${tag}-${String(n + 1).padStart(4, '0')}`,
  };
}
