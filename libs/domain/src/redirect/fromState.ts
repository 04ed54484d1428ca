import type { BreakTaken, HallConfig, HallState, ItemConfig, OfficerConfig, ShiftConfig, WindowConfig, WindowLive } from '../live';
import { demandRatios, serviceRatio } from './demand';
import type { RedirectParams } from './params';
import type { ItemView, OtherHallView, PastPrompt, QueueView, RedirectView, WindowView } from './view';

const MINUTE = 60_000;
/** An outage or fault says nothing about its end; this is about how long the rest of one lasts. */
const OUTAGE_REST_MIN = 30;

type Rostered = ShiftConfig['breaks'][number];

interface BreakReading {
  readonly rostered: readonly Rostered[];
  readonly ahead: WindowView['absences'];
  readonly backAt: number | null;
  readonly kind: 'lunch' | 'break' | null;
}

const NO_BREAKS: readonly BreakTaken[] = [];
const NO_ROSTER: readonly Rostered[] = [];

export interface ViewExtras {
  readonly past: readonly PastPrompt[];
  readonly otherHalls?: readonly OtherHallView[];
  /** Items the plan of the day guides now, by index, with the end of that in minutes after opening. */
  readonly plannedGuides?: ReadonlyMap<number, number>;
  /** Before opening: take every rostered window as staffed although nothing has been heard of it yet. */
  readonly assumeStaffed?: boolean;
}

/**
 * Builds the recommender's view from the live fold of one hall. The parts that cannot change during a day are worked out
 * once per configuration; make one reader a hall day and call `view` every minute.
 */
export class ViewReader {
  private readonly queueIndex: ReadonlyMap<string, number>;
  private readonly itemMean: ReadonlyMap<string, number>;
  private readonly rates: readonly Float64Array[];
  private readonly skills: ReadonlyMap<string, number>;
  private readonly opening: number;
  private readonly readings = new WeakMap<readonly BreakTaken[], BreakReading>();

  constructor(
    private readonly config: HallConfig,
    private readonly params: RedirectParams,
  ) {
    const { forecast } = config;
    this.queueIndex = new Map(config.queues.map((q, i) => [q.code, i]));
    this.itemMean = new Map(config.items.map((i) => [i.code, i.meanServiceMin]));
    this.rates = config.queues.map((q) => Float64Array.from(forecast.queues[q.code] ?? [], (n) => n / forecast.slotMin));
    this.skills = new Map(config.officers.map((o) => [o.id, this.qualified(o)]));
    this.opening = forecast.start;
  }

  view(state: HallState, extras: ViewExtras): RedirectView {
    const nowMin = this.minute(state.now);
    const { config, params } = this;
    const current = config.open.find((o) => o.to > state.now) ?? config.open.at(-1);
    return {
      nowMin,
      closeMin: current === undefined ? nowMin : this.minute(current.to),
      slotMin: config.forecast.slotMin,
      noShowRate: config.forecast.noShowRate,
      reserveLeftMin: params.reserveBudgetMin - extras.past.reduce((sum, p) => sum + (p.kind === 'open' && COUNTS.has(p.state) ? params.openMin : 0), 0),
      otherHalls: extras.otherHalls ?? [],
      past: extras.past,
      queues: config.queues.map((q, b) => this.queue(state, q.code, b, nowMin)),
      windows: config.windows.map((w, i) => this.window(state, w, i, nowMin, extras)),
      items: config.items.map((item, i) => this.item(item, i, extras)),
    };
  }

  private minute(time: number): number {
    return (time - this.opening) / MINUTE;
  }

  private mask(codes: readonly string[]): number {
    let mask = 0;
    for (const code of codes) {
      const index = this.queueIndex.get(code);
      if (index !== undefined) mask |= 1 << index;
    }
    return mask;
  }

  /**
   * Queues an officer may be sent to: the home queue, and those for which they hold the skill and every authorisation that
   * any item of the queue asks of anybody, for who is called there may bring any of them.
   */
  private qualified(officer: OfficerConfig): number {
    const restricted = new Set(this.config.officers.flatMap((o) => o.authorisations));
    const own = new Set(officer.authorisations);
    return this.mask(
      officer.skills.filter((queue) => queue === officer.homeQueue || !this.config.items.some((i) => i.queue === queue && restricted.has(i.code) && !own.has(i.code))),
    );
  }

  private queue(state: HallState, code: string, b: number, nowMin: number): QueueView {
    const waiting = state.waiting(code);
    const { forecast, queues } = this.config;
    const service = forecast.service[code];
    const meanMin = service?.meanMin ?? 10;
    let work = 0;
    let oldest = Infinity;
    for (const ticket of waiting) {
      work += (ticket.item === null ? undefined : this.itemMean.get(ticket.item)) ?? meanMin;
      if (ticket.issuedAt < oldest) oldest = ticket.issuedAt;
    }
    const rates = this.rates[b] ?? new Float64Array(0);
    const pace = this.pace(state, code, meanMin);
    const counts = this.slotCounts(state, code, rates.length);
    return {
      code,
      name: queues[b]?.name ?? code,
      waiting: waiting.length,
      workMin: work * pace * (1 - forecast.noShowRate),
      headAgeMin: waiting.length === 0 ? 0 : nowMin - this.minute(oldest),
      meanMin,
      cv: service?.cv ?? 0.8,
      ratePerMin: rates,
      demandRatio: demandRatios(counts, rates, forecast.slotMin, nowMin, this.params.demandNoise),
      serviceRatio: pace,
      waitTargetMin: queues[b]?.waitTargetMin ?? 15,
    };
  }

  /** Observed against expected service minutes of the queue's finished visits today. */
  private pace(state: HallState, code: string, meanMin: number): number {
    const service = state.queues.get(code)?.service;
    let observed = 0;
    let expected = 0;
    for (const item of this.config.items) {
      const tally = item.queue === code ? service?.get(item.code) : undefined;
      if (tally === undefined) continue;
      observed += tally.sumSec / 60;
      expected += tally.n * item.meanServiceMin;
    }
    return serviceRatio(observed, expected, meanMin);
  }

  /** Arrivals of the day cut into the forecast's slots, from the fold's five-minute counts. */
  private slotCounts(state: HallState, code: string, slots: number): Float64Array {
    const counts = new Float64Array(slots);
    const live = state.queues.get(code);
    if (live === undefined) return counts;
    const first = (this.opening - this.config.dayStart) / (5 * MINUTE);
    live.arrivals5.forEach((n, five) => {
      const slot = Math.floor(((five - first) * 5) / this.config.forecast.slotMin);
      if (slot >= 0 && slot < slots) counts[slot] = (counts[slot] ?? 0) + n;
    });
    return counts;
  }

  private window(state: HallState, config: WindowConfig, index: number, nowMin: number, extras: ViewExtras): WindowView {
    const { past } = extras;
    const live = state.windows.get(config.id);
    const reserve = config.kind === 'reserve';
    const home = reserve ? -1 : (this.queueIndex.get(config.homeQueue) ?? -1);
    const shift = config.roster.find((s) => s.to > state.now) ?? config.roster.at(-1);
    const officer = live?.officerId ?? shift?.officerId;
    const listed = this.mask(config.queues);
    const skills = (officer === undefined ? undefined : this.skills.get(officer)) ?? listed;
    const condition = extras.assumeStaffed === true && !reserve && shift !== undefined ? 'free' : conditionOf(live);
    const ticket = live?.ticket ?? null;
    const queue = ticket?.queue === null || ticket?.queue === undefined ? -1 : (this.queueIndex.get(ticket.queue) ?? -1);
    const cross = queue < 0 || queue === home || reserve ? 1 : this.params.crossSkillFactor;
    const mean = (ticket?.item == null ? undefined : this.itemMean.get(ticket.item)) ?? this.config.forecast.service[ticket?.queue ?? '']?.meanMin ?? 10;
    const breaks = this.breaks(live, shift?.breaks ?? NO_ROSTER);
    const system = live?.currentSystem ?? null;
    const since = live?.stateSince ?? null;
    return {
      id: config.id,
      number: config.number,
      home,
      skills: reserve ? skills | listed : skills,
      mask: live === undefined ? listed : this.mask(live.servingQueues),
      condition,
      current: reserve && live?.lastTicketAt == null ? -1 : system === null ? home : (this.queueIndex.get(system) ?? home),
      serviceMeanMin: condition === 'busy' ? mean * cross : 0,
      elapsedMin: since === null ? 0 : nowMin - this.minute(since),
      backMin: breaks.backAt === null ? nowMin + OUTAGE_REST_MIN : this.minute(breaks.backAt),
      absences: breaks.ahead,
      onBreak: condition === 'away' && breaks.backAt !== null,
      ...(breaks.kind === null ? {} : { breakKind: breaks.kind }),
      changedMin: changedMin(past, index, live?.assignedAt == null ? -Infinity : this.minute(live.assignedAt)),
      switchMin: config.switchMin,
      reserve,
      closesMin: reserve ? reserveCloses(past, index, this.params) : Infinity,
    };
  }

  /**
   * Which rostered absences are still to come, and when a present one ends. The fold hands out the same list of breaks until
   * something new happens at the window, so the answer is kept by that list.
   */
  private breaks(live: WindowLive | undefined, rostered: readonly Rostered[]): BreakReading {
    const taken = live?.breaks ?? NO_BREAKS;
    const known = this.readings.get(taken);
    if (known?.rostered === rostered) return known;
    const left = [...rostered];
    let backAt: number | null = null;
    let kind: 'lunch' | 'break' | null = null;
    for (const one of taken) {
      const sort = kindOfPause(one.reason);
      const at = left.findIndex((b) => b.kind === sort);
      const found = left[at];
      if (found === undefined) continue;
      left.splice(at, 1);
      if (one.to !== null) continue;
      backAt = one.from + found.to - found.from;
      kind = sort;
    }
    const ahead = left.map((b) => ({ startMin: this.minute(b.from), endMin: this.minute(b.to), kind: b.kind }));
    const reading = { rostered, ahead, backAt, kind };
    if (live !== undefined) this.readings.set(taken, reading);
    return reading;
  }

  private item(item: ItemConfig, index: number, extras: ViewExtras): ItemView {
    let until = extras.plannedGuides?.get(index) ?? -Infinity;
    for (const p of extras.past) {
      if (p.kind === 'guide' && p.item === index && COUNTS.has(p.state) && p.answeredMin !== undefined) until = Math.max(until, p.answeredMin + this.params.guideMin);
    }
    const channels = [...(item.selfService ? (['self-service'] as const) : []), ...(item.mobile ? (['mobile'] as const) : [])];
    return { code: item.code, name: item.name, queue: this.queueIndex.get(item.queue) ?? 0, meanMin: item.meanServiceMin, share: item.share, channels, guidedUntilMin: until };
  }
}

/** States in which a prompt has had, or is about to have, its effect. */
const COUNTS: ReadonlySet<PastPrompt['state']> = new Set(['accepted', 'carried-out', 'done']);

/** One view, for callers that look only once. */
export const redirectView = (state: HallState, params: RedirectParams, extras: ViewExtras): RedirectView => new ViewReader(state.config, params).view(state, extras);

function conditionOf(live: WindowLive | undefined): WindowView['condition'] {
  switch (live?.state) {
    case 'idle': return 'free';
    case 'called':
    case 'serving': return 'busy';
    case 'paused':
    case 'fault': return 'away';
    default: return 'closed';
  }
}

function kindOfPause(reason: string): 'lunch' | 'break' | null {
  if (/lunch|午/i.test(reason)) return 'lunch';
  if (/break|rest|休/i.test(reason)) return 'break';
  return null;
}

function changedMin(past: readonly PastPrompt[], window: number, assignedMin: number): number {
  // Opening is no change: a window that has only just opened may be linked at once.
  return past.some((p) => p.window === window && p.state !== 'declined') || assignedMin > 1 ? assignedMin : -Infinity;
}

function reserveCloses(past: readonly PastPrompt[], window: number, params: RedirectParams): number {
  let closes = Infinity;
  for (const p of past) if (p.kind === 'open' && p.window === window && COUNTS.has(p.state) && p.answeredMin !== undefined) closes = p.answeredMin + params.openMin;
  return closes;
}
