import type { PredictedChange } from '@cockpit/contracts';
import type { HallState } from '../live';
import type { PredictOptions } from './options';
import { isUnknown, type Quote, type UnknownReason } from './quote';
import { refusal } from './refuse';
import { quantileOf } from './tickets/quantiles';
import type { Probe, RolloutOptions } from './tickets/probe';
import { predictView } from './tickets/read';
import { addSaved, Rollout, type Futures } from './tickets/rollout';
import type { PredictView, QueueOutlook } from './tickets/view';
import { unqualifiedFor } from '../live/qualified';
import { pick } from '../numeric';
import { quotesOf } from './waits';
import { changed, GUIDED_MIN, GUIDED_SHARE, type Change } from './what-if-change';

export interface WhatIf {
  /** per queue that can be known: before, the wait of one who takes a ticket now, as it is quoted everywhere; after, that less what the change takes off the waits of those who come within the next hour */
  readonly queues: Readonly<Record<string, PredictedChange>>;
  /** queues of which no wait can be told, before or after the change, and why */
  readonly unknown: Readonly<
    Record<string, { readonly before: UnknownReason | null; readonly after: UnknownReason | null }>
  >;
  /** wait in the queues nobody serves before the change and somebody does after it */
  readonly begun: Readonly<Record<string, { readonly afterP50Sec: number; readonly afterP80Sec: number }>>;
  /** waits of those who come within the next hour */
  readonly hour: Readonly<Record<string, PredictedChange>>;
  /** the same of those who come for the item while it is guided: some of them go and do not wait */
  readonly concerned?: PredictedChange;
  /** minutes of waiting saved by all who come within the next hour: best guess and 80 % band */
  readonly savedMin: { readonly mean: number; readonly p10: number; readonly p90: number };
  /** people fewer who still wait when the hall closes for the day, of those in line now and who come within the next hour; 0 while that is far off */
  readonly fewerAtClosing: number;
}

const AT_MIN = [2, 16, 30, 44, 58];
const HORIZON_MIN = 240;
/** Who comes or waits earlier before closing than this is called in time, or the wait itself says enough. */
export const CLOSING_SOON_MIN = 120;
const PATHS = 40;
const SEED = 5;

/**
 * The hall of one moment as it goes on when nothing is done: played once for all changes that are looked at in that moment. Of no use once
 * the state has moved on.
 */
export class Unchanged {
  readonly now: number;
  private read: PredictView | undefined;
  private readonly played = new Map<string, Futures>();
  private quoted: Map<string, Quote> | undefined;

  constructor(
    readonly state: HallState,
    readonly options: PredictOptions = {},
  ) {
    this.now = options.now ?? state.now;
  }

  get view(): PredictView {
    this.read ??= predictView(this.state, this.options.past?.experience ?? null, this.now);
    return this.read;
  }

  /** What becomes of the probes. */
  futures(probes: readonly Probe[], paths: number): Futures {
    const key = probes.map(({ queue, atMin, ticketId = '' }) => `${String(queue)}@${String(atMin)}${ticketId}`).join();
    const futures = this.played.get(key) ?? new Rollout(this.view, probes).futures(optionsOf(paths));
    this.played.set(key, futures);
    return futures;
  }

  /** The one wait figure of each queue. */
  get quotes(): Map<string, Quote> {
    this.quoted ??= quotesOf(this.state, this.view, { ...this.options, now: this.now });
    return this.quoted;
  }
}

/**
 * Waits with and without a change, played with the same visitors, services and absences on both sides, so that the
 * difference is the change and not chance.
 * @throws RangeError when the change names a window, queue or item this hall has not; UnqualifiedError when whoever sits there may not do it
 */
export function whatIf(state: HallState, change: Change, options: PredictOptions = {}): WhatIf {
  const unchanged = new Unchanged(state, options);
  return quoted(playChange(change, unchanged), unchanged);
}

/** What is known of a change before anything is told of it. */
export interface PlayedChange extends Pick<WhatIf, 'savedMin' | 'fewerAtClosing' | 'unknown' | 'begun'> {
  /** played and put in order only when it is told */
  readonly waits: () => Pick<WhatIf, 'hour' | 'concerned'>;
}

/** The whole, told from the one wait figure of each queue. */
export function quoted({ waits, ...played }: PlayedChange, { quotes }: Unchanged): WhatIf {
  const soon = waits();
  const told = Object.entries(soon.hour).map(([code, change]) => [code, anchored(change, quotes.get(code))] as const);
  return { queues: Object.fromEntries(told), ...soon, ...played };
}

/** Plays a change as far as what it saves: many are not worth more. Throws what {@link whatIf} throws. */
export function playChange(change: Change, unchanged: Unchanged): PlayedChange {
  const { state, options, now, view: before } = unchanged;
  refuseUnqualified(state, change);
  const after = changed(before, change, state);
  const unknown: Record<string, { before: UnknownReason | null; after: UnknownReason | null }> = {};
  const asked = before.queues.flatMap(({ code }, b) => {
    const why = { before: refusal(state, before, code, now), after: refusal(state, after, code, now) };
    if (why.before === null && why.after === null) return [b];
    unknown[code] = why;
    return [];
  });
  const closesMin = closingOf(unchanged);
  const probes: Probe[] = [
    ...AT_MIN.flatMap((offset) => asked.map((queue) => ({ queue, atMin: before.nowMin + offset }))),
    // near closing also everybody who stands in line, for some of them may not be called before it
    ...(closesMin === null ? [] : asked.flatMap((queue) => inLine(before, queue))),
  ];
  const paths = 2 * Math.ceil((options.paths ?? PATHS) / 2);
  const begun: Record<string, { afterP50Sec: number; afterP80Sec: number }> = {};
  before.queues.forEach(({ code }, queue) => {
    const why = unknown[code];
    if (why?.after !== null || (why.before !== 'no-open-window' && why.before !== 'nobody-qualified')) return;
    const waits = new Rollout(
      after,
      AT_MIN.map((offset) => ({ queue, atMin: before.nowMin + offset })),
    )
      .run(optionsOf(paths))
      .sort();
    begun[code] = {
      afterP50Sec: Math.round(quantileOf(waits, 0.5) * 60),
      afterP80Sec: Math.round(quantileOf(waits, 0.8) * 60),
    };
  });
  const without = unchanged.futures(probes, paths);
  const made = new Rollout(after, probes).futures(optionsOf(paths), without);
  const played: Played = { view: before, probes, paths, without, made };
  const waits = (): Pick<WhatIf, 'hour' | 'concerned'> => {
    const concerned = change.kind === 'guide' ? concernedBy(change, state, played) : undefined;
    return { hour: withinTheHour(played), ...(concerned === undefined ? {} : { concerned }) };
  };
  const fewerAtClosing = closesMin === null ? 0 : fewerAt(closesMin, played);
  return { waits, savedMin: savedBy(played), fewerAtClosing, unknown, begun };
}

const optionsOf = (paths: number): RolloutOptions => ({ paths, seed: SEED, horizonMin: HORIZON_MIN });

interface Played {
  readonly view: PredictView;
  readonly probes: readonly Probe[];
  readonly paths: number;
  readonly without: Futures;
  readonly made: Futures;
}

/** A change that sends an officer to queues they are not qualified for. */
export class UnqualifiedError extends RangeError {
  constructor(readonly queues: readonly string[]) {
    super(`whoever sits there is not qualified for ${queues.join(', ')}`);
  }
}

/** Nothing can be said of what must not be done. */
function refuseUnqualified(state: HallState, change: Change): void {
  if ((change.kind !== 'assign' && change.kind !== 'open') || change.queues === undefined) return;
  const known = new Set(state.config.queues.map(({ code }) => code));
  const missing = unqualifiedFor(state, change.windowId, change.queues).filter((code) => known.has(code));
  if (missing.length > 0) throw new UnqualifiedError(missing);
}

/** The newcomers of a queue among the probes. */
const probesOf = ({ probes }: Played, queue: number): number[] =>
  probes.flatMap((probe, i) => (probe.queue === queue && probe.ticketId === undefined ? [i] : []));

/** When the hall closes for the day, in the minutes of the view; null while that is far off. */
function closingOf({ state, now, view }: Unchanged): number | null {
  const leftMin = ((state.config.open.at(-1)?.to ?? Infinity) - now) / 60_000;
  return leftMin > 0 && leftMin <= CLOSING_SOON_MIN ? view.nowMin + leftMin : null;
}

const inLine = ({ queues, nowMin }: PredictView, queue: number): Probe[] =>
  pick(queues, queue).waiting.map(({ id }) => ({ queue, atMin: nowMin, ticketId: id }));

/** People who are called before closing with the change and would not be without it, future by future, on average. */
function fewerAt(closesMin: number, { view, probes, paths, without, made }: Played): number {
  const issued = new Map(view.queues.flatMap(({ waiting }) => waiting.map(({ id, issuedMin }) => [id, issuedMin])));
  let fewer = 0;
  probes.forEach(({ queue, atMin, ticketId }, probe) => {
    if (made.isKnown(probe) || atMin >= closesMin) return;
    const from = ticketId === undefined ? atMin : (issued.get(ticketId) ?? atMin);
    const left = (futures: Futures): number => futures.of(probe).filter((wait) => from + wait > closesMin).length;
    const people = ticketId === undefined ? comingAbout(pick(view.queues, queue), view.nowMin, atMin, closesMin) : 1;
    fewer += (people * (left(without) - left(made))) / paths;
  });
  return fewer;
}

/** People for whom a newcomer of the probes stands: an even part of the hour, as far as the doors are open in it. */
function comingAbout(queue: QueueOutlook, nowMin: number, atMin: number, closesMin: number): number {
  const part = 60 / AT_MIN.length;
  const from = nowMin + part * Math.floor((atMin - nowMin) / part);
  const until = Math.min(from + part, closesMin);
  return until <= from ? 0 : comingWithin(queue, from, until - from);
}

function savedBy(played: Played): WhatIf['savedMin'] {
  const { view, paths, without, made } = played;
  const saved = new Float64Array(paths);
  view.queues.forEach((queue, b) => {
    const mine = probesOf(played, b);
    const weight = comingWithin(queue, view.nowMin, 60) / mine.length;
    for (const probe of mine) addSaved(saved, weight, probe, without, made);
  });
  const mean = saved.reduce((sum, s) => sum + s, 0) / paths;
  saved.sort();
  return { mean, p10: quantileOf(saved, 0.1), p90: quantileOf(saved, 0.9) };
}

function withinTheHour(played: Played): Record<string, PredictedChange> {
  const queues: Record<string, PredictedChange> = {};
  played.view.queues.forEach(({ code }, b) => {
    const mine = probesOf(played, b);
    if (mine.length > 0) queues[code] = changeFor(played, mine);
  });
  return queues;
}

/** @param stay share of those concerned at which those who still wait have a share of their own */
function changeFor(
  { paths, without, made }: Played,
  probes: readonly number[],
  stay = (share: number): number => share,
): PredictedChange {
  const [before, after] = [pool(without, probes, paths), pool(made, probes, paths)];
  const sec = (waits: Float64Array, share: number): number => Math.round(quantileOf(waits, share) * 60);
  return {
    beforeP50Sec: sec(before, 0.5),
    afterP50Sec: sec(after, stay(0.5)),
    beforeP80Sec: sec(before, 0.8),
    afterP80Sec: sec(after, stay(0.8)),
  };
}

/** Waits of some probes in all futures, shortest first. */
function pool(futures: Futures, probes: readonly number[], paths: number): Float64Array {
  const pooled = new Float64Array(probes.length * paths);
  probes.forEach((probe, i) => {
    pooled.set(futures.of(probe), i * paths);
  });
  return pooled.sort();
}

/** Those who come for an item while it is guided: those who go wait nothing, so four in five of all are fewer of those who stay. */
function concernedBy(
  { item, share = GUIDED_SHARE, minutes = GUIDED_MIN }: Extract<Change, { kind: 'guide' }>,
  state: HallState,
  played: Played,
): PredictedChange | undefined {
  const { view, probes } = played;
  const code = state.config.items.find((one) => one.code === item)?.queue;
  const queue = view.queues.findIndex((one) => one.code === code);
  const meant = probes.flatMap((p, i) => (p.queue === queue && p.atMin <= view.nowMin + minutes ? [i] : []));
  return meant.length === 0 ? undefined : changeFor(played, meant, (of) => Math.max(0, of - share) / (1 - share));
}

/** The difference a change makes, seen from the one wait figure: no second number stands for the same wait. */
export function anchored(waits: PredictedChange, quote: Quote | undefined): PredictedChange {
  if (quote === undefined || isUnknown(quote)) return waits;
  const less = (from: number, before: number, after: number): number => Math.max(0, from - (before - after));
  const afterP50Sec = less(quote.p50Sec, waits.beforeP50Sec, waits.afterP50Sec);
  return {
    beforeP50Sec: quote.p50Sec,
    afterP50Sec,
    beforeP80Sec: quote.p80Sec,
    afterP80Sec: Math.max(afterP50Sec, less(quote.p80Sec, waits.beforeP80Sec, waits.afterP80Sec)),
  };
}

/** People expected within so many minutes. */
function comingWithin({ arrivals }: QueueOutlook, nowMin: number, minutes: number): number {
  return arrivals.perMin.reduce((sum, rate, slot) => {
    const from = Math.max(nowMin, arrivals.startMin + slot * arrivals.slotMin);
    const to = Math.min(nowMin + minutes, arrivals.startMin + (slot + 1) * arrivals.slotMin);
    return sum + Math.max(0, to - from) * rate;
  }, 0);
}
