import type { DayStaff, LoadForecast } from '@cockpit/contracts';
import { planHallNow, staffAhead, type HallConfig, type StaffShortage } from '@cockpit/domain';
import { paramsOf } from '@cockpit/redirect';

/** What the evening before has to be done for the staff of a day, by the work that is expected of it. */
export function dayStaff(config: HallConfig, load: LoadForecast): DayStaff {
  const unknown = unknownOf(load);
  const shortages = unknown === null ? shortagesOf(config, load) : [];
  const people = load.queues.flatMap(({ slots }) => slots).reduce((sum, { arrivals }) => sum + arrivals, 0);
  return {
    day: load.day,
    unknown,
    ...(load.exception === undefined ? {} : { exception: load.exception }),
    people: unknown === 'closed' || !load.known ? null : Math.round(people),
    lacking: Math.max(0, ...shortages.flatMap(({ spans }) => spans.map((span) => span.people))),
    shortages: shortages.map((one) => told(config, one)),
  };
}

function unknownOf({ open, known, queues }: LoadForecast): DayStaff['unknown'] {
  if (open.length === 0) return 'closed';
  if (!known) return 'no-forecast';
  const isRostered = queues.some(({ slots }) => slots.some(({ staffedMin }) => staffedMin !== null && staffedMin > 0));
  return isRostered ? null : 'no-roster';
}

function shortagesOf(config: HallConfig, { queues }: LoadForecast): StaffShortage[] {
  const work = new Map(queues.map(({ code, slots }) => [code, slots.map(({ workMin }) => workMin)]));
  const params = paramsOf(config);
  return staffAhead(config, work, planHallNow(config, null, params), params);
}

function told(config: HallConfig, { queue, spans, moves, helps }: StaffShortage): DayStaff['shortages'][number] {
  const nameOf = (code: string): string => config.queues.find((one) => one.code === code)?.name ?? code;
  const seat = (index: number) => {
    const window = config.windows[index];
    return { windowId: window?.id ?? '', number: window?.number ?? '' };
  };
  const homeOf = (index: number): string | null => {
    const window = config.windows[index];
    return window === undefined || window.kind === 'reserve' ? null : nameOf(window.homeQueue);
  };
  return {
    queue,
    name: nameOf(queue),
    spans: spans.map(({ people, ...span }) => ({ ...inWords(span), people })),
    moves: moves.map(({ window, kind, rosteredFrom, ...span }) => ({
      ...seat(window),
      kind,
      rosteredFrom: iso(rosteredFrom),
      ...inWords(span),
    })),
    helps: helps.map(({ windows, missing, ...span }) => ({
      ...inWords(span),
      windows: windows.map((index) => ({ ...seat(index), home: homeOf(index) })),
      missing,
    })),
  };
}

const iso = (time: number): string => new Date(time).toISOString();
const inWords = ({ from, until }: { from: number; until: number }) => ({ from: iso(from), until: iso(until) });
