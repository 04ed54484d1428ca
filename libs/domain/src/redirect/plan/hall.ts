import type { HallConfig, ShiftConfig } from '../../live';
import type { RedirectView } from '../view';
import { thirdOf } from './ledger';
import type { MinuteSpan, PlanHall, PlannedAbsence, StartHours } from './types';

const MINUTE = 60_000;

/** Usual hours by hall clock, minutes after midnight, for absences whose hours no roster names: whole breaks lie within, lunch begins within. */
const USUAL = {
  lunch: [{ from: 660, lastStart: () => 795 }],
  break: [
    { from: 540, lastStart: (length: number) => 660 - length },
    { from: 840, lastStart: (length: number) => 990 - length },
  ],
} as const;
/** Usual lunch hours may begin so much earlier and later where a small branch or hall would have to send too many at once. */
const WIDEST_MIN = 60;

type Rostered = ShiftConfig['breaks'][number];

/** What a plan must know of a hall on one day, from its configuration and the view of its present state. */
export function planHallOf(config: HallConfig, view: RedirectView): PlanHall {
  const { start } = config.forecast;
  const minute = (time: number): number => (time - start) / MINUTE;
  const open = config.open.map(({ from, to }) => ({ fromMin: minute(from), toMin: minute(to) }));
  const midnight = minute(config.dayStart);
  const wider = wideningOf(config, view);
  const hours = view.windows.map((window, w) =>
    window.absences.map((absence) => {
      const shift = config.windows[w]?.roster.find(
        (one) => minute(one.from) <= absence.startMin && absence.endMin <= minute(one.to),
      );
      const rostered = shift?.breaks.find(
        (one) => one.kind === absence.kind && Math.abs(minute(one.from) - absence.startMin) < 1e-6,
      );
      const named = rostered === undefined ? {} : namedHours(rostered, minute);
      const usual = usualHours(absence, open, midnight, wider.get(window.home) ?? 0);
      const length = absence.endMin - absence.startMin;
      const [from, to] = shift === undefined ? [-Infinity, Infinity] : [minute(shift.from), minute(shift.to) - length];
      return {
        earliestMin: Math.max(from, named.earliestMin ?? Math.min(absence.startMin, usual.earliestMin)),
        latestMin: Math.min(to, named.latestMin ?? Math.max(absence.startMin, usual.latestMin)),
      };
    }),
  );
  const terminals = config.hall.terminals;
  return {
    view,
    open,
    hours,
    counters: config.windows.map(({ roster }) => roster.find(({ counter }) => counter !== undefined)?.counter ?? null),
    onTerminal: config.items.map(({ code }) =>
      terminals.some(({ items }) => items.length === 0 || items.includes(code)),
    ),
  };
}

function namedHours(rostered: Rostered, minute: (time: number) => number): Partial<StartHours> {
  const { earliest, latest } = rostered;
  return {
    ...(earliest === undefined ? {} : { earliestMin: minute(earliest) }),
    ...(latest === undefined ? {} : { latestMin: minute(latest) }),
  };
}

/** An absence rostered while the doors are shut stays there; one outside all usual hours of its kind has its reason and stays too. */
function usualHours(absence: PlannedAbsence, open: readonly MinuteSpan[], midnight: number, wider: number): StartHours {
  const stays = { earliestMin: absence.startMin, latestMin: absence.startMin };
  const length = absence.endMin - absence.startMin;
  const shut = open
    .slice(1)
    .map((next, i) => ({ fromMin: open[i]?.toMin ?? 0, toMin: next.fromMin }))
    .find((gap) => gap.fromMin <= absence.startMin && absence.startMin < gap.toMin);
  if (shut !== undefined)
    return absence.endMin > shut.toMin ? stays : { earliestMin: shut.fromMin, latestMin: shut.toMin - length };
  const clock = absence.startMin - midnight;
  const span = USUAL[absence.kind].find(({ from, lastStart }) => clock >= from - 30 && clock <= lastStart(length) + 30);
  if (span === undefined) return stays;
  const extra = absence.kind === 'lunch' ? wider : 0;
  return { earliestMin: span.from + midnight - extra, latestMin: span.lastStart(length) + midnight + extra };
}

/** By branch: how much wider its lunch hours must be for everybody to go with at most a third of branch and hall away at once. */
function wideningOf(config: HallConfig, view: RedirectView): Map<number, number> {
  const lunches = new Map<number, number[]>();
  for (const { home, absences, reserve } of view.windows) {
    const lunch = absences.find(({ kind }) => kind === 'lunch');
    if (lunch !== undefined && !reserve)
      lunches.set(home, [...(lunches.get(home) ?? []), lunch.endMin - lunch.startMin]);
  }
  if (config.open.length > 1) return new Map();
  const missing = (lengths: readonly number[]): number => {
    const inRow = Math.ceil(lengths.length / thirdOf(lengths.length));
    const more = (inRow - 1) * Math.max(0, ...lengths) - (USUAL.lunch[0].lastStart() - USUAL.lunch[0].from);
    return Math.min(WIDEST_MIN, Math.max(0, Math.ceil(more / 10) * 5));
  };
  const whole = missing([...lunches.values()].flat());
  return new Map([...lunches].map(([home, lengths]) => [home, Math.max(whole, missing(lengths))] as const));
}
