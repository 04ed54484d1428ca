import { reachedSomebody } from '@cockpit/contracts';
import type { FoldEvent } from '../fold';
import { Stream } from '../simulation/rng';
import type { HallState } from '../live';
import { at, pick } from '../numeric';
import type { HallPast } from '../predict/options';
import type { PredictView } from '../predict/tickets/view';
import { actsOf } from './acts';
import type { Absence, DayTrace, TraceTicket } from './day-trace';
import { without, type Deed } from './deed';
import { isOfWindow, type ObservedMeasure } from './measure';
import { replay, type Drawn } from './replay';
import { terminalWaits } from './terminal-waits';

const MINUTE_MS = 60_000;
const PATHS = 40;
const STREAM = 903;
/** 97.5 % of a normal distribution. */
const Z = 1.959963984540054;

/** One wait the effect stands on, minutes. */
export interface TicketEffect {
  readonly ticketId: string;
  readonly number: string | null;
  readonly queue: string;
  /** whether the deed itself served it or led it away */
  readonly byDeed: boolean;
  readonly observedMin: number;
  readonly withoutMin: number;
}

/** Minutes of waiting that deeds took off those affected, observed against the day without all of them. */
export interface ObservedTogether {
  /** of each measure, in their order */
  readonly deeds: readonly Deed[];
  readonly savedMin: number;
  readonly lowMin: number;
  readonly highMin: number;
  /** people whose waits were looked at: in line then and come since */
  readonly visitors: number;
  /** those whose wait would have been another */
  readonly tickets: readonly TicketEffect[];
  readonly paths: number;
}
export type ObservedEffect = Omit<ObservedTogether, 'deeds'> & { readonly deed: Deed };

export interface Observation {
  /** newcomers of so many minutes are looked at, with those in line */
  readonly horizonMin: number;
  /** waits are followed so much longer; who still waits then has waited until then on both sides */
  readonly followMin: number;
  readonly past?: HallPast | null;
  readonly paths?: number;
}

/** What one measure did. */
export function observedEffect(
  state: HallState,
  events: readonly FoldEvent[],
  measure: ObservedMeasure,
  observation: Observation,
): ObservedEffect {
  const { deeds, ...effect } = observedTogether(
    state,
    events,
    { measures: [measure], from: measure.from },
    observation,
  );
  return { deed: pick(deeds, 0), ...effect };
}

/**
 * What measures did together, from the events of their day: first what was done, then the waits of those affected against the same day without
 * the deed. The day without it is the day as it was, played again with the real arrivals, real services and the windows that were really
 * there, less the deed; that the rules of the replay are not the hall's own is taken out by playing the day with the deed the same way, and
 * what is left of it widens the band. Nothing done: nothing claimed. What several measures do adds up to no sum of what each does, so
 * those that were carried out are all left out at once.
 * @param state folded up to `from`
 * @param events of the hall day, withdrawn ones left out
 */
export function observedTogether(
  state: HallState,
  events: readonly FoldEvent[],
  { measures, from }: { readonly measures: readonly ObservedMeasure[]; readonly from: number },
  { horizonMin, followMin, past, paths = PATHS }: Observation,
): ObservedTogether {
  const until = from + (horizonMin + followMin) * MINUTE_MS;
  const { view, seen, acts } = actsOf(state, events, { measures, from }, until, past);
  const deeds = acts.map(({ deed }) => deed);
  const done = acts.filter(({ deed }) => reachedSomebody(deed.code));
  const affected = seen.tickets.flatMap(({ atMin, calledMin, leftMin }, i) =>
    atMin <= seen.fromMin + horizonMin && atMin < seen.untilMin && Math.min(calledMin, leftMin) > seen.fromMin
      ? [i]
      : [],
  );
  const nothing = { deeds, savedMin: 0, lowMin: 0, highMin: 0, visitors: affected.length, tickets: [], paths: 0 };
  if (done.length === 0) return nothing;
  const other = done.reduce(
    (trace, { measure, deed }) => lessDeed(trace, view, measure, deed, state.config.dayStart),
    seen,
  );
  const switchMin = view.windows.map((window) => window.switchMin);
  const terminal = new Map(
    done.flatMap(({ measure, deed }) => [...terminalWaits(seen, deed, measure, events, state.config.dayStart)]),
  );
  const stood = ({ guided, id }: TraceTicket): number => (guided ? (terminal.get(id) ?? 0) : 0);
  const endOf = ({ calledMin, leftMin }: TraceTicket): number => Math.min(calledMin, leftMin, seen.untilMin);
  const gain = new Float64Array(affected.length);
  const sums: number[] = [];
  let misfit = 0;
  for (let path = 0; path < paths; path += 1) {
    const drawn = draw(seen, view, state, path);
    const made = replay(seen, view, drawn, switchMin);
    const unaided = replay(other, view, drawn, switchMin);
    let sum = 0;
    affected.forEach((i, k) => {
      const ticket = pick(seen.tickets, i);
      const own = Math.min(at(made, i), seen.untilMin);
      const saved = Math.min(at(unaided, i), seen.untilMin) - own - stood(ticket);
      gain[k] = at(gain, k) + saved / paths;
      sum += saved;
      if (saved !== 0) misfit += (own - endOf(ticket)) / paths;
    });
    sums.push(sum);
  }
  const savedMin = sums.reduce((sum, one) => sum + one, 0) / paths;
  const variance = sums.reduce((sum, one) => sum + (one - savedMin) ** 2, 0) / Math.max(1, paths - 1);
  const reach = Z * Math.sqrt(variance + doubt(misfit, savedMin) ** 2);
  const byDeed = new Set(done.flatMap(({ deed }) => deed.tickets));
  const codes = [...state.queues.keys()];
  const tickets = affected.flatMap((i, k): TicketEffect[] => {
    const ticket = pick(seen.tickets, i);
    const { id, number, queue } = ticket;
    const observedMin = endOf(ticket) - ticket.atMin + stood(ticket);
    // nobody waits less than nothing
    const withoutMin = Math.max(0, observedMin + at(gain, k));
    return byDeed.has(id) || Math.abs(withoutMin - observedMin) >= 0.5
      ? [{ ticketId: id, number, queue: codes[queue] ?? '', byDeed: byDeed.has(id), observedMin, withoutMin }]
      : [];
  });
  return {
    deeds,
    savedMin,
    lowMin: savedMin - reach,
    highMin: savedMin + reach,
    visitors: affected.length,
    tickets,
    paths,
  };
}

/**
 * Standard deviation of what the replay itself gets wrong: by how much it misses the observed waits of those concerned when the deed is left
 * in, a tenth of the effect for habits no event shows, and half a minute, for nothing is ever known to the second.
 */
const doubt = (misfit: number, savedMin: number): number => Math.hypot(misfit, savedMin / 10, 0.5);

/** The day without what was done; everything else as it was. */
function lessDeed(
  seen: DayTrace,
  view: PredictView,
  measure: ObservedMeasure,
  { fromMin, untilMin, tickets }: Deed,
  dayStart: number,
): DayTrace {
  if (!isOfWindow(measure)) {
    const led = new Set(tickets);
    return {
      ...seen,
      tickets: seen.tickets.map((ticket) =>
        ticket.guided && led.has(ticket.id) ? { ...ticket, leftMin: Infinity } : ticket,
      ),
    };
  }
  const w = view.windows.findIndex(({ id }) => id === measure.windowId);
  return {
    ...seen,
    windows: seen.windows.map((window, i) => {
      if (i !== w) return window;
      if (measure.kind === 'open' || measure.kind === 'recall')
        return { ...window, absences: joined([...window.absences, { fromMin, toMin: untilMin }]) };
      if (measure.kind === 'break') return { ...window, absences: asRostered(window.absences, measure, dayStart) };
      const after = window.serves.findLast((step) => step.fromMin <= untilMin);
      return {
        ...window,
        serves: [
          ...window.serves.filter((step) => step.fromMin <= fromMin),
          ...(after === undefined || untilMin >= seen.untilMin ? [] : [{ ...after, fromMin: untilMin }]),
          ...window.serves.filter((step) => step.fromMin > untilMin),
        ],
      };
    }),
  };
}

/** As long as they were away for the break, at the time the roster had for it. */
function asRostered(
  absences: readonly Absence[],
  { begins = 0, until, rostered }: ObservedMeasure,
  dayStart: number,
): Absence[] {
  const minute = (time: number): number => (time - dayStart) / MINUTE_MS;
  const [fromMin, toMin] = [minute(begins), minute(until ?? begins)];
  const start = minute(rostered?.from ?? begins);
  return joined([...without(absences, fromMin, toMin), { fromMin: start, toMin: start + toMin - fromMin }]);
}

/** In order, put together where they overlap or touch. */
function joined(absences: readonly Absence[]): Absence[] {
  const out: { fromMin: number; toMin: number }[] = [];
  for (const { fromMin, toMin } of [...absences].sort((a, b) => a.fromMin - b.fromMin)) {
    const last = out.at(-1);
    if (last !== undefined && fromMin <= last.toMin) last.toMin = Math.max(last.toMin, toMin);
    else out.push({ fromMin, toMin });
  }
  return out;
}

function draw(trace: DayTrace, view: PredictView, state: HallState, path: number): Drawn {
  const random = new Stream(path, STREAM);
  const pace = Float64Array.from(view.windows, (window) => window.pace * random.lognormal(window.paceSpread));
  const sigma = Math.sqrt(Math.log(1 + view.cv ** 2));
  const means = new Map(state.config.items.map(({ code, meanServiceMin }) => [code, meanServiceMin]));
  const serviceMin = Float64Array.from(
    trace.tickets,
    ({ item, queue }) => (means.get(item ?? '') ?? view.queues[queue]?.meanMin ?? 10) * random.lognormal(sigma),
  );
  const patience = Float64Array.from(trace.tickets, () => random.uniform());
  return { pace, serviceMin, patience };
}
