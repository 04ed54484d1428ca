import type { PredictedChange } from '@cockpit/contracts';
import type { HallState } from '../live';
import type { PredictOptions } from './options';
import { isUnknown, type Quote, type UnknownReason } from './quote';
import { refusal } from './refuse';
import { quantileOf } from './tickets/quantiles';
import type { Probe } from './tickets/probe';
import { predictView } from './tickets/read';
import { Rollout, type Baseline } from './tickets/rollout';
import type { PredictView, QueueOutlook, WindowOutlook } from './tickets/view';
import { unqualifiedFor } from '../live/qualified';
import { LINK_BIAS_MIN } from '../dispatch';
import { isLinked, NO_QUEUES, only, type QueueSet } from '../queueSet';
import { quotesOf } from './waits';

/** Something the supervisor might do now. */
export type Change =
  | { readonly kind: 'assign'; readonly windowId: string; /** home first */ readonly queues: readonly string[] }
  | { readonly kind: 'close'; readonly windowId: string }
  | { readonly kind: 'open'; readonly windowId: string; readonly queues?: readonly string[] }
  /** one more officer at one more desk */
  | { readonly kind: 'officer'; readonly queues: readonly string[] }
  /** newcomers for an item are shown another way for so long; `share` of them go */
  | { readonly kind: 'guide'; readonly item: string; readonly share?: number; readonly minutes?: number }
  /** newcomers of a queue are told of another hall for so long; `share` of them go */
  | { readonly kind: 'divert'; readonly queue: string; readonly share?: number; readonly minutes?: number };

export interface WhatIf {
  /** per queue that can be known: before, the wait of one who takes a ticket now, as it is quoted everywhere; after, that less what the change takes off the waits of `hour` */
  readonly queues: Readonly<Record<string, PredictedChange>>;
  /** queues of which no wait can be told, before or after the change, and why */
  readonly unknown: Readonly<
    Record<string, { readonly before: UnknownReason | null; readonly after: UnknownReason | null }>
  >;
  /** wait in the queues nobody serves before the change and somebody does after it */
  readonly begun: Readonly<Record<string, { readonly afterP50Sec: number; readonly afterP80Sec: number }>>;
  /** waits of those who come within the next hour, or while a guide lasts where that is longer */
  readonly hour: Readonly<Record<string, PredictedChange>>;
  /** the same of those who come for the item while it is guided: some of them go and do not wait */
  readonly concerned?: PredictedChange;
  /** minutes of waiting saved by all who come within the next hour: best guess and 80 % band */
  readonly savedMin: { readonly mean: number; readonly p10: number; readonly p90: number };
}

const HOUR_MIN = 60;
/** Of an hour, or of as long as a guide lasts. */
const AT_MIN = [2, 16, 30, 44, 58];
const HORIZON_MIN = 240;
const PATHS = 40;
const SEED = 5;
const GUIDED_SHARE = 0.23;
const GUIDED_MIN = 30;

/**
 * The hall of one moment as it goes on when nothing is done: played once for all changes that are looked at in that moment. Of no use once
 * the state has moved on.
 */
export class Unchanged {
  readonly now: number;
  readonly view: PredictView;
  private readonly played = new Map<string, Float64Array>();
  private quoted: Map<string, Quote> | undefined;

  constructor(
    readonly state: HallState,
    readonly options: PredictOptions = {},
  ) {
    this.now = options.now ?? state.now;
    this.view = predictView(state, options.past?.experience ?? null, this.now);
  }

  /** Waits of the probes, by probe and future. */
  waits(probes: readonly Probe[], play: (view: PredictView) => Float64Array): Float64Array {
    const key = probes.map(({ queue, atMin }) => `${String(queue)}@${String(atMin)}`).join();
    const waits = this.played.get(key) ?? play(this.view);
    this.played.set(key, waits);
    return waits;
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

/** What is known of a change before it is seen from what is quoted. */
export type PlayedChange = Omit<WhatIf, 'queues'>;

/** The same told from the one wait figure of each queue. */
export function quoted(played: PlayedChange, { quotes }: Unchanged): WhatIf {
  const told = Object.entries(played.hour).map(([code, waits]) => [code, anchored(waits, quotes.get(code))] as const);
  return { queues: Object.fromEntries(told), ...played };
}

/** Plays a change without quoting for it: many are not worth it. Throws what {@link whatIf} throws. */
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
  const probes: Probe[] = AT_MIN.flatMap((offset) =>
    asked.map((queue) => ({ queue, atMin: before.nowMin + (offset * lengthOf(change)) / HOUR_MIN })),
  );
  const paths = 2 * Math.ceil((options.paths ?? PATHS) / 2);
  const run = (view: PredictView, known?: Baseline): Float64Array =>
    probes.length === 0
      ? new Float64Array(0)
      : new Rollout(view, probes).run({ paths, seed: SEED, horizonMin: HORIZON_MIN }, known);
  const begun: Record<string, { afterP50Sec: number; afterP80Sec: number }> = {};
  before.queues.forEach(({ code }, queue) => {
    const why = unknown[code];
    if (why?.after !== null || (why.before !== 'no-open-window' && why.before !== 'nobody-qualified')) return;
    const waits = new Rollout(
      after,
      AT_MIN.map((offset) => ({ queue, atMin: before.nowMin + offset })),
    )
      .run({ paths, seed: SEED, horizonMin: HORIZON_MIN })
      .sort();
    begun[code] = {
      afterP50Sec: Math.round(quantileOf(waits, 0.5) * 60),
      afterP80Sec: Math.round(quantileOf(waits, 0.8) * 60),
    };
  });
  const with0 = unchanged.waits(probes, run);
  const with1 = run(after, { view: before, waits: with0 });
  const { queues: hour, savedMin } = compare(before, probes, with0, with1, paths);
  const concerned =
    change.kind === 'guide'
      ? concernedBy(change, state, { view: before, probes, paths, without: with0, with: with1 })
      : undefined;
  return { hour, ...(concerned === undefined ? {} : { concerned }), savedMin, unknown, begun };
}

/** Newcomers of the next hour are looked at; of a guide that lasts longer all who come while it does, for it helps those who come later most. */
const lengthOf = (change: Change): number =>
  change.kind === 'guide' ? Math.max(HOUR_MIN, change.minutes ?? GUIDED_MIN) : HOUR_MIN;

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

function compare(
  view: PredictView,
  probes: readonly Probe[],
  before: Float64Array,
  after: Float64Array,
  paths: number,
): Pick<WhatIf, 'queues' | 'savedMin'> {
  const queues: Record<string, PredictedChange> = {};
  const saved = new Float64Array(paths);
  view.queues.forEach((queue, b) => {
    const mine = probes.flatMap((p, i) => (p.queue === b ? [i] : []));
    if (mine.length === 0) return;
    const [a, z] = [pool(before, mine, paths), pool(after, mine, paths)];
    const sec = (waits: Float64Array, p: number): number => Math.round(quantileOf(waits, p) * 60);
    queues[queue.code] = {
      beforeP50Sec: sec(a, 0.5),
      afterP50Sec: sec(z, 0.5),
      beforeP80Sec: sec(a, 0.8),
      afterP80Sec: sec(z, 0.8),
    };
    const within = mine.filter((i) => (probes[i]?.atMin ?? Infinity) <= view.nowMin + HOUR_MIN);
    const weight = comingWithin(queue, view.nowMin, HOUR_MIN) / within.length;
    for (const i of within)
      for (let path = 0; path < paths; path++)
        saved[path] = (saved[path] ?? 0) + weight * ((before[i * paths + path] ?? 0) - (after[i * paths + path] ?? 0));
  });
  const mean = saved.reduce((sum, s) => sum + s, 0) / paths;
  saved.sort();
  return { queues, savedMin: { mean, p10: quantileOf(saved, 0.1), p90: quantileOf(saved, 0.9) } };
}

/** Waits of some probes in all futures, shortest first. */
function pool(waits: Float64Array, probes: readonly number[], paths: number): Float64Array {
  const pooled = new Float64Array(probes.length * paths);
  probes.forEach((probe, i) => {
    pooled.set(waits.subarray(probe * paths, (probe + 1) * paths), i * paths);
  });
  return pooled.sort();
}

interface Played {
  readonly view: PredictView;
  readonly probes: readonly Probe[];
  readonly paths: number;
  /** waits by probe and future */
  readonly without: Float64Array;
  readonly with: Float64Array;
}

/** Those who come for an item while it is guided: those who go wait nothing, so four in five of all are fewer of those who stay. */
function concernedBy(
  { item, share = GUIDED_SHARE, minutes = GUIDED_MIN }: Extract<Change, { kind: 'guide' }>,
  state: HallState,
  played: Played,
): PredictedChange | undefined {
  const { view, probes, paths } = played;
  const code = state.config.items.find((one) => one.code === item)?.queue;
  const queue = view.queues.findIndex((one) => one.code === code);
  const meant = probes.flatMap((p, i) => (p.queue === queue && p.atMin <= view.nowMin + minutes ? [i] : []));
  if (meant.length === 0) return undefined;
  const [before, after] = [pool(played.without, meant, paths), pool(played.with, meant, paths)];
  const sec = (waits: Float64Array, p: number): number => Math.round(quantileOf(waits, p) * 60);
  const stay = (p: number): number => Math.max(0, p - share) / (1 - share);
  return {
    beforeP50Sec: sec(before, 0.5),
    afterP50Sec: sec(after, stay(0.5)),
    beforeP80Sec: sec(before, 0.8),
    afterP80Sec: sec(after, stay(0.8)),
  };
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

/** The hall as it would be from now on. @throws RangeError when the change names a window, queue or item this hall has not */
export function changed(view: PredictView, change: Change, state: HallState): PredictView {
  switch (change.kind) {
    case 'assign':
      return withWindow(view, change.windowId, (w) => serving(w, maskOf(view, change.queues)));
    case 'close':
      return withWindow(view, change.windowId, (w) => ({ ...w, closesMin: view.nowMin }));
    case 'open':
      return withWindow(view, change.windowId, (w) => {
        const mask = change.queues === undefined ? w.mask | w.skills : maskOf(view, change.queues);
        const open = serving({ ...w, closesMin: Infinity, backMin: view.nowMin }, mask);
        return w.condition === 'busy' || w.condition === 'free'
          ? open
          : { ...open, condition: 'free', freeSinceMin: view.nowMin };
      });
    case 'officer':
      return { ...view, windows: [...view.windows, extraDesk(view, maskOf(view, change.queues))] };
    case 'guide':
      return guided(view, change, state);
    case 'divert':
      return diverted(view, change);
  }
}

function withWindow(view: PredictView, id: string, edit: (w: WindowOutlook) => WindowOutlook): PredictView {
  if (!view.windows.some((w) => w.id === id)) throw new RangeError(`this hall has no window ${id}`);
  return { ...view, windows: view.windows.map((w) => (w.id === id ? edit(w) : w)) };
}

function serving(w: WindowOutlook, mask: QueueSet): WindowOutlook {
  const bias = isLinked(mask) ? LINK_BIAS_MIN : 0;
  return { ...w, mask, skills: w.skills | mask, currentBias: bias, homeBias: bias };
}

function maskOf(view: PredictView, codes: readonly string[]): QueueSet {
  return codes.reduce((mask, code) => {
    const b = view.queues.findIndex((q) => q.code === code);
    if (b < 0) throw new RangeError(`this hall has no queue ${code}`);
    return mask | only(b);
  }, NO_QUEUES);
}

function extraDesk(view: PredictView, mask: QueueSet): WindowOutlook {
  const bias = isLinked(mask) ? LINK_BIAS_MIN : 0;
  return {
    id: '+',
    home: -1,
    skills: mask,
    mask,
    condition: 'free',
    current: -1,
    switchMin: 2,
    freeSinceMin: view.nowMin,
    switchingUntilMin: 0,
    serviceMin: 0,
    elapsedMin: 0,
    noShowChance: 0,
    backMin: view.nowMin,
    unplanned: false,
    absences: [],
    closesMin: Infinity,
    pace: 1,
    paceSpread: 0.1,
    currentBias: bias,
    homeBias: bias,
  };
}

function guided(view: PredictView, change: Extract<Change, { kind: 'guide' }>, state: HallState): PredictView {
  const item = state.config.items.find((i) => i.code === change.item);
  if (item === undefined) throw new RangeError(`this hall has no item ${change.item}`);
  return withFewer(view, item.queue, (change.share ?? GUIDED_SHARE) * item.share, change.minutes);
}

function diverted(view: PredictView, change: Extract<Change, { kind: 'divert' }>): PredictView {
  maskOf(view, [change.queue]);
  return withFewer(view, change.queue, change.share ?? 0.1, change.minutes);
}

function withFewer(view: PredictView, code: string, share: number, minutes = GUIDED_MIN): PredictView {
  const until = view.nowMin + minutes;
  return {
    ...view,
    queues: view.queues.map((queue) =>
      queue.code === code ? { ...queue, arrivals: thinned(queue.arrivals, view.nowMin, until, share) } : queue,
    ),
  };
}

/** Arrivals with a share left out between two times, cut into slots fine enough to say so. */
function thinned(
  arrivals: QueueOutlook['arrivals'],
  from: number,
  until: number,
  share: number,
): QueueOutlook['arrivals'] {
  const slotMin = 5;
  const count = Math.ceil((arrivals.perMin.length * arrivals.slotMin) / slotMin);
  const perMin = Array.from({ length: count }, (_, i) => {
    const at = arrivals.startMin + (i + 0.5) * slotMin;
    const rate = arrivals.perMin[Math.floor((i * slotMin) / arrivals.slotMin)] ?? 0;
    return at >= from && at < until ? rate * (1 - share) : rate;
  });
  return { ...arrivals, slotMin, perMin };
}
