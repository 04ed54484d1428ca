import type { HallState } from '../../live';
import { callOutcome, Experience, itemMeans, serviceOf, type LogTally } from './experience';
import { emptyTally, tallyCall, noShowTable, type NoShowTally } from './no-show-calls';

/** What today and the past days say about services here: read again every hall minute. */
export interface Figures {
  /** which reading of the day this is */
  readonly turn: number;
  readonly cv: number;
  readonly crossFactor: number;
  readonly noShowMin: number;
  readonly noShowChances: Float64Array;
  readonly outages: { readonly perMin: number; readonly meanMin: number };
  /** pace of whoever was last at a window, by officer id (or window id where no officer is named) */
  readonly pace: ReadonlyMap<string, { readonly factor: number; readonly spread: number }>;
  /** how much longer today's services of a queue take than their items' means */
  readonly drift: ReadonlyMap<string, number>;
  /** share of today's tickets that go before others, by queue */
  readonly priorityShare: ReadonlyMap<string, number>;
  /** mean service minutes seen today, for queues nobody described */
  readonly meanMin: ReadonlyMap<string, number>;
}

/** How far officers differ from each other, and one day of a queue from the next: log standard deviations. */
const OFFICER_SD = 0.1;
const DRIFT_SD = 0.06;
/** Strength of the assumptions a hall without a past starts from, in services. */
const CROSS_PRIOR = { n: 60, factor: 1.1 };
const CV_PRIOR = { n: 60 };
const OUTAGE_PRIOR = { count: 0.6, openMinutes: 5_400, minutes: 24 };

export function figures(state: HallState, experience: Experience | null, turn: number): Figures {
  const means = itemMeans(state);
  const home: LogTally = { ...(experience?.home ?? NONE) };
  const cross: LogTally = { ...(experience?.cross ?? NONE) };
  const noShows: NoShowTally[] = (experience?.noShows ?? emptyTally()).map((bin) => ({ ...bin }));
  const services: Service[] = [];
  const priority = new Map<string, { all: number; first: number }>();
  for (const ticket of state.tickets.values()) {
    const called = callOutcome(ticket);
    if (called !== null) tallyCall(noShows, called.waitedMin, called.noShow);
    if (ticket.queue !== null) {
      const share = priority.get(ticket.queue) ?? { all: 0, first: 0 };
      share.all += 1;
      if (ticket.priority > 0) share.first += 1;
      priority.set(ticket.queue, share);
    }
    const service = serviceOf(ticket, means);
    if (service === null || ticket.queue === null) continue;
    const own = state.windows.get(service.windowId)?.homeQueue === ticket.queue;
    const { id, queue } = ticket;
    services.push({ id, officer: service.officerId ?? service.windowId, queue, own, log: service.log });
  }
  // in an order of their own: sums of the same numbers in another order are other numbers
  services.sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const { own, log } of services) note(own ? home : cross, log);
  const cv = spreadOf(home, cross, state);
  const sigma2 = Math.log(1 + cv * cv);
  const crossFactor = crossOf(home, cross, sigma2);
  const { drift, pace } = paces(services, sigma2, Math.log(crossFactor));
  const past = experience?.outages ?? { count: 0, minutes: 0, openMinutes: 0 };
  const cost = experience?.noShowCost ?? { n: 0, minutes: 0 };
  return {
    turn,
    cv,
    crossFactor,
    drift,
    pace,
    noShowMin: (cost.minutes + 5) / (cost.n + 10),
    noShowChances: noShowTable(noShows, (experience ?? STRANGER).patience(state.config.forecast.noShowRate)),
    outages: {
      perMin: (past.count + OUTAGE_PRIOR.count) / (past.openMinutes + OUTAGE_PRIOR.openMinutes),
      meanMin: (past.minutes + OUTAGE_PRIOR.minutes) / (past.count + OUTAGE_PRIOR.count),
    },
    priorityShare: new Map([...priority].map(([queue, { all, first }]) => [queue, first / (all + 20)])),
    meanMin: seenMeans(state),
  };
}

/** Stands for the past of a hall that has none. */
const STRANGER = new Experience();

interface Service {
  /** of the ticket */
  id: string;
  officer: string;
  queue: string;
  own: boolean;
  log: number;
}
const NONE: LogTally = { n: 0, sum: 0, square: 0 };

function note(tally: LogTally, log: number): void {
  tally.n += 1;
  tally.sum += log;
  tally.square += log * log;
}

/** Spread of service times around their item's mean, the forecast's CV counted as a number of services. */
function spreadOf(home: LogTally, cross: LogTally, state: HallState): number {
  const known = Object.values(state.config.forecast.service).map((s) => s.cv);
  const assumed = known.length === 0 ? 0.8 : known.reduce((a, b) => a + b, 0) / known.length;
  const prior = Math.log(1 + assumed * assumed);
  let within = 0;
  for (const t of [home, cross]) if (t.n > 1) within += t.square - (t.sum * t.sum) / t.n;
  const variance = (within + CV_PRIOR.n * prior) / (home.n + cross.n + CV_PRIOR.n);
  return Math.sqrt(Math.max(1e-4, Math.exp(Math.min(3, variance)) - 1));
}

function crossOf(home: LogTally, cross: LogTally, sigma2: number): number {
  const base = home.n === 0 ? -sigma2 / 2 : home.sum / home.n;
  const seen = cross.sum - cross.n * base;
  return Math.exp((seen + CROSS_PRIOR.n * Math.log(CROSS_PRIOR.factor)) / (cross.n + CROSS_PRIOR.n));
}

/** Splits today's deviations into what is common to a queue and what is an officer's own, each shrunk towards nothing. */
function paces(services: readonly Service[], sigma2: number, cross: number): Pick<Figures, 'drift' | 'pace'> {
  const rest = services.map((s) => s.log + sigma2 / 2 - (s.own ? 0 : cross));
  const drift = shrunk(
    services.map((s) => s.queue),
    rest,
    sigma2 + OFFICER_SD ** 2,
    DRIFT_SD,
  );
  const left = rest.map((r, i) => r - (drift.get(services[i]?.queue ?? '')?.mean ?? 0));
  const pace = shrunk(
    services.map((s) => s.officer),
    left,
    sigma2,
    OFFICER_SD,
  );
  return {
    drift: new Map([...drift].map(([key, { mean }]) => [key, Math.exp(mean)])),
    pace: new Map(
      [...pace].map(([key, { mean, variance }]) => [key, { factor: Math.exp(mean), spread: Math.sqrt(variance) }]),
    ),
  };
}

function shrunk(
  keys: readonly string[],
  values: readonly number[],
  noise: number,
  sd: number,
): Map<string, { mean: number; variance: number }> {
  const sums = new Map<string, { n: number; sum: number }>();
  keys.forEach((key, i) => {
    const entry = sums.get(key) ?? { n: 0, sum: 0 };
    entry.n += 1;
    entry.sum += values[i] ?? 0;
    sums.set(key, entry);
  });
  return new Map(
    [...sums].map(([key, { n, sum }]) => [
      key,
      { mean: sum / (n + noise / sd ** 2), variance: noise / (n + noise / sd ** 2) },
    ]),
  );
}

export const STRANGER_SPREAD = OFFICER_SD;

function seenMeans(state: HallState): ReadonlyMap<string, number> {
  const means = new Map<string, number>();
  for (const [code, queue] of state.queues) {
    let n = 0;
    let sec = 0;
    for (const tally of queue.service.values()) {
      n += tally.n;
      sec += tally.sumSec;
    }
    if (n >= 5) means.set(code, sec / n / 60);
  }
  return means;
}
