import type { HallState, LiveTicket } from '../../live';
import type { ModelQuote } from '../quote';
import type { LineSigns } from './line-pace';
import { emptyTally, fitPatience, tallyCall, type Patience, type NoShowTally } from './no-show-calls';
import { emptyHeadStart, learnHeadStart, type HeadStartTally } from './head-start';
import { emptyPresence, learnPresence, reportsWindows, type PresenceTally } from './presence';
import { QuoteBlend, type BlendState } from './quote-blend';
import { QuoteErrors, type QuoteErrorsState } from './quote-errors';

/** Σ of log ratios of real to expected service times. */
export interface LogTally {
  n: number;
  sum: number;
  square: number;
}

/**
 * What a hall's past days taught about its visitors and services; nothing in it names a person. Kept by whoever closes
 * the day, as JSON; a hall without any starts from an empty one.
 */
export class Experience {
  days = 0;
  readonly noShows: NoShowTally[] = emptyTally();
  /** services at the officer's own branch, and elsewhere: how they compare with the item's mean */
  readonly home: LogTally = { n: 0, sum: 0, square: 0 };
  readonly cross: LogTally = { n: 0, sum: 0, square: 0 };
  /** unplanned absences, minutes they lasted, and open window-minutes in which they might have begun */
  readonly outages = { count: 0, minutes: 0, openMinutes: 0 };
  /** minutes a no-show call cost */
  readonly noShowCost = { n: 0, minutes: 0 };
  /** who was there when, on days on which no window reported */
  readonly presence: PresenceTally = emptyPresence();
  /** who was called before whom, where some have priority */
  readonly headStart: HeadStartTally = emptyHeadStart();
  /** how far the roll-out is to be believed against the line itself, in halls whose windows do not report */
  readonly blend = new QuoteBlend();
  readonly errors: QuoteErrors;
  /** the same for those who found somebody of their queue ahead, whose waits are of another kind */
  readonly behind: { readonly blend: QuoteBlend; readonly errors: QuoteErrors };
  /** by the rate that a hall is said to have: one without a past shares this with all others like it */
  private readonly fitted = new Map<number, Patience>();

  /** @param trust how many quotes the model's own bands are worth at first, see {@link QuoteErrors} */
  constructor(trust?: number) {
    this.errors = new QuoteErrors(trust);
    this.behind = { blend: new QuoteBlend(), errors: new QuoteErrors(trust) };
  }

  /** Patience as the past days show it. */
  patience(noShowRate: number): Patience {
    const fitted = this.fitted.get(noShowRate) ?? fitPatience(this.noShows, noShowRate);
    this.fitted.set(noShowRate, fitted);
    return fitted;
  }

  /** Lets what past quotes got wrong count less, by this factor. */
  fade(by: number): void {
    for (const known of [this.errors, this.blend, this.behind.errors, this.behind.blend]) known.fade(by);
  }

  /** Learns how a quote came true. All in minutes; `parts` are what it was weighed from, where the line had a say. */
  learnQuote(model: Pick<ModelQuote, 'parts'> & { p50: number; p90: number }, real: number): void {
    const { p50, p90, parts } = model;
    const behind = parts !== undefined && parts.signs[0] > 0;
    (behind ? this.behind : this).errors.add(p50, p90, real);
    if (parts !== undefined && (behind || parts.rolloutMin > 0))
      (behind ? this.behind : this).blend.add(parts.rolloutMin, parts.signs, real);
  }

  /** The roll-out weighed against the line, minutes. Somebody ahead never makes it shorter. */
  weigh(rolloutMin: number, signs: LineSigns): number {
    const alone = this.blend.blend(rolloutMin, signs);
    return signs[0] > 0 ? Math.max(alone, this.behind.blend.blend(rolloutMin, signs)) : alone;
  }

  /** Learns from a day that is over. */
  learnDay(state: HallState): void {
    this.days += 1;
    this.fitted.clear();
    const means = itemMeans(state);
    for (const ticket of state.tickets.values()) this.learnTicket(state, ticket, means);
    learnHeadStart(this.headStart, state);
    if (!reportsWindows(state)) learnPresence(this.presence, state);
    for (const window of state.windows.values()) {
      const from = window.facts[0]?.at;
      if (from === undefined) continue;
      this.outages.openMinutes += Math.max(0, (state.now - from) / 60_000);
      for (const pause of window.breaks) {
        if (pause.kind !== null || pause.to === null) continue;
        this.outages.count += 1;
        this.outages.minutes += (pause.to - pause.from) / 60_000;
      }
    }
  }

  private learnTicket(state: HallState, ticket: LiveTicket, means: ReadonlyMap<string, number>): void {
    const called = callOutcome(ticket);
    if (called !== null) tallyCall(this.noShows, called.waitedMin, called.noShow);
    if (ticket.state === 'no-show' && ticket.calledAt !== null && ticket.leftAt !== null) {
      this.noShowCost.n += 1;
      this.noShowCost.minutes += Math.min(10, (ticket.leftAt - ticket.calledAt) / 60_000);
    }
    const service = serviceOf(ticket, means);
    if (service === null) return;
    const tally = state.windows.get(service.windowId)?.homeQueue === ticket.queue ? this.home : this.cross;
    tally.n += 1;
    tally.sum += service.log;
    tally.square += service.log * service.log;
  }

  toJSON(): ExperienceState {
    const { days, noShows, home, cross, outages, noShowCost, presence, headStart } = this;
    return {
      days,
      // kept under the names of earlier releases
      vain: noShows.map(({ calls, noShows: vain }) => ({ calls, vain })),
      home,
      cross,
      outages,
      vainCost: noShowCost,
      presence,
      headStart,
      blend: this.blend.toJSON(),
      errors: this.errors.toJSON(),
      behind: { blend: this.behind.blend.toJSON(), errors: this.behind.errors.toJSON() },
    };
  }

  static fromJSON(state: ExperienceState): Experience {
    const made = new Experience();
    made.days = state.days;
    state.vain.forEach(({ calls, vain }, i) => Object.assign(made.noShows[i] ?? {}, { calls, noShows: vain }));
    Object.assign(made.home, state.home);
    Object.assign(made.cross, state.cross);
    Object.assign(made.outages, state.outages);
    Object.assign(made.noShowCost, state.vainCost);
    if (state.presence !== undefined) Object.assign(made.presence, structuredClone(state.presence));
    if (state.headStart !== undefined) Object.assign(made.headStart, structuredClone(state.headStart));
    if (state.blend !== undefined) made.blend.load(state.blend);
    made.errors.load(state.errors);
    // what was kept before knows them only together
    made.behind.errors.load(state.behind?.errors ?? state.errors);
    if (state.behind !== undefined) made.behind.blend.load(state.behind.blend);
    return made;
  }
}

export interface ExperienceState {
  days: number;
  vain: { calls: number; vain: number }[];
  home: LogTally;
  cross: LogTally;
  outages: { count: number; minutes: number; openMinutes: number };
  vainCost: { n: number; minutes: number };
  /** absent in what was kept before it was learned */
  presence?: PresenceTally;
  headStart?: HeadStartTally;
  blend?: BlendState;
  errors: QuoteErrorsState;
  behind?: { blend: BlendState; errors: QuoteErrorsState };
}

export function itemMeans(state: HallState): ReadonlyMap<string, number> {
  return new Map(state.config.items.map((i) => [i.code, i.meanServiceMin]));
}

/** The first call of a ticket: how long it had waited, and whether nobody came. Null while that is not known. */
export function callOutcome(ticket: LiveTicket): { waitedMin: number; noShow: boolean } | null {
  if (ticket.issuedAt === null || ticket.firstCalledAt === null) return null;
  if (ticket.state !== 'done' && ticket.state !== 'no-show' && ticket.state !== 'serving') return null;
  return { waitedMin: (ticket.firstCalledAt - ticket.issuedAt) / 60_000, noShow: ticket.state === 'no-show' };
}

/** A finished service against the mean of its item: log ratio and where it happened. */
export function serviceOf(
  ticket: LiveTicket,
  means: ReadonlyMap<string, number>,
): { windowId: string; officerId: string | null; log: number } | null {
  const { state, startedAt, calledAt, finishedAt, windowId, item } = ticket;
  const from = startedAt ?? calledAt;
  const mean = item === null ? undefined : means.get(item);
  if (
    state !== 'done' ||
    from === null ||
    finishedAt === null ||
    windowId === null ||
    mean === undefined ||
    finishedAt <= from
  )
    return null;
  return { windowId, officerId: ticket.officerId, log: Math.log((finishedAt - from) / 60_000 / mean) };
}
