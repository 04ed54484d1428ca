import { ArrivalRate } from '../forecast/arrival-rate';
import type { HallConfig, HallState, ItemConfig } from '../live';
import { hasEffect, HallCodes } from './codes';
import { demandRatios, serviceRatio } from './demand';
import type { RedirectParams } from './params';
import { terminalsFor } from './terminals';
import type { ItemView, OrderedMeasures, OtherHallView, PastPrompt, QueueView, RedirectView } from './view';
import { WindowReader } from './window-reader';

export interface ViewExtras {
  readonly past: readonly PastPrompt[];
  readonly otherHalls?: readonly OtherHallView[];
  /** Wait of a newcomer as it is quoted, by queue code; without it nobody is sent to another hall. */
  readonly predicted?: ReadonlyMap<string, { readonly p50Min: number; readonly p80Min: number }>;
  /** Items the plan of the day guides now, by index, with the end of that in minutes after opening. */
  readonly plannedGuides?: ReadonlyMap<number, number>;
  /** What a plan that was sent has ordered for now or for the next minutes. */
  readonly ordered?: OrderedMeasures;
  /** Before opening: take every rostered window as staffed although nothing has been heard of it yet. */
  readonly assumeStaffed?: boolean;
}

/**
 * Builds the recommender's view from the live fold of one hall. The parts that cannot change during a day are worked out
 * once per configuration; make one reader a hall day and call `view` every minute.
 */
export class ViewReader {
  private readonly codes: HallCodes;
  private readonly windows: WindowReader;
  private readonly itemMean: ReadonlyMap<string, number>;
  private readonly rates: readonly Float64Array[];

  constructor(
    private readonly config: HallConfig,
    private readonly params: RedirectParams,
  ) {
    const { forecast } = config;
    this.codes = new HallCodes(config);
    this.windows = new WindowReader(config, params, this.codes);
    this.itemMean = new Map(config.items.map((i) => [i.code, i.meanServiceMin]));
    this.rates = config.queues.map((q) =>
      Float64Array.from(forecast.queues[q.code] ?? [], (n) => n / forecast.slotMin),
    );
  }

  view(state: HallState, extras: ViewExtras): RedirectView {
    const nowMin = this.codes.minute(state.now);
    const { config, params } = this;
    const current = config.open.find((o) => o.to > state.now) ?? config.open.at(-1);
    return {
      nowMin,
      closeMin: current === undefined ? nowMin : this.codes.minute(current.to),
      doorsOpen: current !== undefined && current.from <= state.now && state.now < current.to,
      slotMin: config.forecast.slotMin,
      noShowRate: config.forecast.noShowRate,
      reserveLeftMin:
        params.reserveBudgetMin -
        extras.past.reduce((sum, p) => sum + (p.kind === 'open' && hasEffect(p) ? params.openMin : 0), 0),
      otherHalls: extras.otherHalls ?? [],
      past: extras.past,
      ...(extras.ordered === undefined ? {} : { ordered: extras.ordered }),
      queues: config.queues.map((q, b) => ({
        ...this.queue(state, q.code, b, nowMin),
        ...quoted(extras.predicted?.get(q.code)),
      })),
      windows: config.windows.map((w, i) => this.windows.read(state, w, i, extras.past, extras.assumeStaffed === true)),
      items: config.items.map((item, i) => this.item(item, i, state, extras)),
    };
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
      if (ticket.since < oldest) oldest = ticket.since;
    }
    const pace = this.pace(state, code, meanMin);
    return {
      code,
      name: queues[b]?.name ?? code,
      waiting: waiting.length,
      workMin: work * pace * (1 - forecast.noShowRate),
      headAgeMin: waiting.length === 0 ? 0 : nowMin - this.codes.minute(oldest),
      meanMin,
      cv: service?.cv ?? 0.8,
      ...this.arrivals(state, code, b, nowMin),
      serviceRatio: pace,
      waitTargetMin: queues[b]?.waitTargetMin ?? 15,
    };
  }

  /** What the own past expects, and how today compares; where it says nothing, the rate that everything else lets expect. */
  private arrivals(
    state: HallState,
    code: string,
    b: number,
    nowMin: number,
  ): Pick<QueueView, 'ratePerMin' | 'demandRatio' | 'isWithoutPast'> {
    const { slotMin } = this.config.forecast;
    const rates = this.rates[b] ?? new Float64Array(0);
    const rate = ArrivalRate.of(this.config, code);
    const counts = rate.counts(state.queues.get(code)?.arrivals5);
    const own = demandRatios(counts, rates, slotMin, nowMin, this.params.demandNoise);
    const today = rate.today(counts, nowMin);
    if (today === null) return { ratePerMin: rates, demandRatio: own };
    const ahead = today.sources.slice(Math.max(0, Math.floor(nowMin / slotMin)));
    return {
      isWithoutPast: ahead.some((source) => source === 'bookings' || source === 'today'),
      ratePerMin: today.prior.map((n) => n / slotMin),
      demandRatio: today.ratio.map((ratio, slot) => (today.shape[slot] === Infinity ? (own[slot] ?? 1) : ratio)),
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

  private item(item: ItemConfig, index: number, state: HallState, extras: ViewExtras): ItemView {
    let until = extras.plannedGuides?.get(index) ?? -Infinity;
    for (const p of extras.past) {
      if (p.kind === 'guide' && p.item === index && hasEffect(p) && p.answeredMin !== undefined)
        until = Math.max(until, p.untilMin ?? p.answeredMin + this.params.guideMin);
    }
    const channels = [
      ...(item.selfService && terminalsFor(state, item.code).length > 0 ? (['self-service'] as const) : []),
      ...(item.mobile ? (['mobile'] as const) : []),
    ];
    return {
      code: item.code,
      name: item.name,
      queue: Math.max(0, this.codes.queue(item.queue)),
      meanMin: item.meanServiceMin,
      share: item.share,
      channels,
      guidedUntilMin: until,
    };
  }
}

const quoted = (
  said: { p50Min: number; p80Min: number } | undefined,
): Pick<QueueView, 'predictedP50Min' | 'predictedP80Min'> =>
  said === undefined ? {} : { predictedP50Min: said.p50Min, predictedP80Min: said.p80Min };

/** One view, for callers that look only once. */
export const redirectView = (state: HallState, params: RedirectParams, extras: ViewExtras): RedirectView =>
  new ViewReader(state.config, params).view(state, extras);
