import type { HallState } from '../live';
import { boardsOf, isBoardQueue } from './boards/today';

import type { PredictOptions } from './options';
import type { Quote, WaitQuote } from './quote';
import { refusal } from './refuse';
import type { Experience } from './tickets/experience';
import { lineSigns, newcomer, type LineSigns, type Stander } from './tickets/line-pace';
import { quantileOf } from './tickets/quantiles';
import type { Probe } from './tickets/probe';
import { predictView } from './tickets/read';
import { Rollout } from './tickets/rollout';
import type { PredictView } from './tickets/view';

const PATHS = 40;
const HORIZON_MIN = 300;
/** Different seeds in neighbouring minutes, the same within one: what is shown does not flicker. */
const SEEDS = 16;

export interface QuoteOptions extends PredictOptions {
  /** quote a ticket that waits already instead of a newcomer; its wait counts from its issue. One that does not wait is ignored */
  readonly ticketId?: string;
  /** of the newcomer, as the ticket they take says; absent = none */
  readonly priority?: number;
}

/**
 * The wait of one who takes a ticket of this queue now: P50, P80, P90 in seconds until the call, or why it cannot be
 * known. Plays the hall forward with its skills, breaks, switching, paces and absentees; see docs/prediction.md.
 */
export function quote(state: HallState, queue: string, options: QuoteOptions = {}): Quote {
  const now = options.now ?? state.now;
  if (isBoardQueue(state, queue)) return boardsOf(state, options.past?.boards ?? null).quote(queue, now);
  const view = predictView(state, options.past?.experience ?? null, now);
  const reason = refusal(state, view, queue, now);
  if (reason !== null) return { unknown: reason };
  const b = view.queues.findIndex((q) => q.code === queue);
  const { ticketId, priority } = options;
  const inLine = ticketId !== undefined && view.queues[b]?.waiting.some((t) => t.id === ticketId) === true;
  const probe = inLine
    ? { queue: b, atMin: view.nowMin, ticketId }
    : { queue: b, atMin: view.nowMin, ...(priority !== undefined && { priority }) };
  return band(play(view, [probe], options), state, options, signsOf(state, view, probe, now));
}

/**
 * The quotes of a newcomer for every queue at once, from one set of futures. Their P50 is the one wait figure of a queue: asked with the
 * same state and past it is the same number for everybody, so screens leave `paths` as it is.
 */
export function quoteAll(state: HallState, options: PredictOptions = {}): Map<string, Quote> {
  return quotesOf(state, predictView(state, options.past?.experience ?? null, options.now ?? state.now), options);
}

/** The same for a hall that has been read already, at the same moment and with the same past. */
export function quotesOf(state: HallState, view: PredictView, options: PredictOptions): Map<string, Quote> {
  const now = options.now ?? state.now;
  const answers = new Map<string, Quote>();
  const probes: Probe[] = [];
  view.queues.forEach(({ code }, b) => {
    if (isBoardQueue(state, code)) answers.set(code, boardsOf(state, options.past?.boards ?? null).quote(code, now));
    else {
      const reason = refusal(state, view, code, now);
      if (reason === null) probes.push({ queue: b, atMin: view.nowMin });
      answers.set(code, { unknown: reason ?? 'no-history' });
    }
  });
  const waits = play(view, probes, options);
  const paths = waits.length / Math.max(1, probes.length);
  probes.forEach(({ queue }, p) =>
    answers.set(
      view.queues[queue]?.code ?? '',
      band(
        waits.slice(p * paths, (p + 1) * paths),
        state,
        options,
        signsOf(state, view, { queue, atMin: view.nowMin }, now),
      ),
    ),
  );
  return answers;
}

export interface ForecastStep {
  /** epoch ms */ readonly at: number;
  readonly p50Sec: number;
  readonly p80Sec: number;
}

/** The wait of one who comes at each of the next steps, per queue; a queue that cannot be known has no steps. */
export function forecastWaits(
  state: HallState,
  options: PredictOptions & { readonly stepMin?: number; readonly steps?: number } = {},
): Map<string, ForecastStep[]> {
  const { stepMin = 15, steps = 8 } = options;
  const now = options.now ?? state.now;
  const view = predictView(state, options.past?.experience ?? null, now);
  const closeMin = ((state.config.open.at(-1)?.to ?? Infinity) - state.config.dayStart) / 60_000;
  const queues = view.queues.flatMap(({ code }, b) =>
    isBoardQueue(state, code) || refusal(state, view, code, now) !== null ? [] : [b],
  );
  const probes: Probe[] = [];
  for (let step = 0; step <= steps; step++) {
    const atMin = view.nowMin + step * stepMin;
    if (atMin < closeMin) for (const queue of queues) probes.push({ queue, atMin });
  }
  const waits = play(view, probes, options);
  const paths = waits.length / Math.max(1, probes.length);
  const signs = new Map(queues.map((queue) => [queue, signsOf(state, view, { queue, atMin: view.nowMin }, now)]));
  const forecast = new Map<string, ForecastStep[]>(view.queues.map(({ code }) => [code, []]));
  probes.forEach((probe, p) => {
    const { p50Sec, p80Sec } = band(
      waits.slice(p * paths, (p + 1) * paths),
      state,
      options,
      signs.get(probe.queue) ?? null,
    );
    forecast
      .get(view.queues[probe.queue]?.code ?? '')
      ?.push({ at: now + (probe.atMin - view.nowMin) * 60_000, p50Sec, p80Sec });
  });
  return forecast;
}

function play(view: PredictView, probes: readonly Probe[], options: PredictOptions): Float64Array {
  if (probes.length === 0) return new Float64Array(0);
  const paths = 2 * Math.ceil((options.paths ?? PATHS) / 2);
  return new Rollout(view, probes).run({ paths, seed: Math.floor(view.nowMin) % SEEDS, horizonMin: HORIZON_MIN });
}

/** What the line says of somebody in it, besides how long they have waited already. */
interface Sighting {
  readonly signs: LineSigns;
  readonly waitedMin: number;
}

function signsOf(state: HallState, view: PredictView, probe: Probe, now: number): Sighting | null {
  if (view.inferred !== true) return null;
  const who = standerOf(view, probe);
  return {
    signs: lineSigns(state, view, probe.queue, who, now),
    waitedMin: Math.max(0, view.nowMin - who.issuedMin),
  };
}

function standerOf(view: PredictView, { queue, ticketId, priority }: Probe): Stander {
  const line = view.queues[queue]?.waiting ?? [];
  const at = ticketId === undefined ? -1 : line.findIndex((t) => t.id === ticketId);
  const ticket = line[at];
  return ticket === undefined ? newcomer(view, queue, priority ?? 0) : { ...ticket, ahead: line.slice(0, at) };
}

function band(waits: Float64Array, state: HallState, options: PredictOptions, sighting: Sighting | null): WaitQuote {
  const sorted = waits.sort();
  const rollout = { p50: quantileOf(sorted, 0.5), p80: quantileOf(sorted, 0.8), p90: quantileOf(sorted, 0.9) };
  const experience = options.past?.experience ?? null;
  const { p50, p80, p90, parts } = weighed(rollout, experience, sighting);
  const errors = (sighting?.signs[0] ?? 0) > 0 ? experience?.behind.errors : experience?.errors;
  const adjusted = errors?.adjust(p50, p90) ?? { p50, p80, p90 };
  const seconds = (minutes: number): number => Math.round(minutes * 60);
  let served = 0;
  for (const queue of state.queues.values()) served += queue.served;
  return {
    p50Sec: seconds(adjusted.p50),
    p80Sec: seconds(adjusted.p80),
    p90Sec: seconds(adjusted.p90),
    confidence: (experience?.days ?? 0) >= 5 ? 'high' : (experience?.days ?? 0) >= 1 || served >= 30 ? 'medium' : 'low',
    model: { p50Sec: p50 * 60, p90Sec: p90 * 60, ...(parts && { parts }) },
  };
}

interface Spread {
  readonly p50: number;
  readonly p80: number;
  readonly p90: number;
  readonly parts?: NonNullable<WaitQuote['model']>['parts'];
}

/** Where nobody tells who is at the windows, the roll-out is weighed against the line itself; its spread goes along. */
function weighed(rollout: Spread, experience: Experience | null, sighting: Sighting | null): Spread {
  if (experience === null || sighting === null) return rollout;
  const { signs, waitedMin } = sighting;
  const left = Math.max(0, rollout.p50 - waitedMin);
  const p50 = waitedMin + experience.weigh(left, signs);
  const wide = p50 <= waitedMin ? 1 : Math.max(1, (p50 - waitedMin) / Math.max(0.5, left));
  return {
    p50,
    p80: p50 + (rollout.p80 - rollout.p50) * wide,
    p90: p50 + (rollout.p90 - rollout.p50) * wide,
    ...(waitedMin < 0.5 && { parts: { rolloutMin: left, signs } }),
  };
}
