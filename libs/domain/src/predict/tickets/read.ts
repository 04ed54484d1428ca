import { ArrivalRate } from '../../forecast/arrival-rate';
import type { HallState, QueueLive, ShiftConfig, WindowConfig, WindowLive } from '../../live';
import { changing } from './changing';
import { demandToday } from './demand';
import { type Experience } from './experience';
import { emptyHeadStart, headStartMin, placeOf } from './head-start';
import { emptyPresence, PresenceReader, reportsWindows, type PresenceTally } from './presence';
import { figures, STRANGER_SPREAD, type Figures } from './today';
import type { ArrivalOutlook, PredictView, QueueOutlook, WaitingOutlook, WindowOutlook } from './view';
import { LINK_BIAS_MIN } from '../../dispatch';
import { has, isLinked, setOf, type QueueSet } from '../../queue-set';

const MINUTE = 60_000;
/** An absence that is this late will not be taken any more. */
const FORGOTTEN_MIN = 75;
/** Log standard deviation of a day's demand around what forecast and morning say. */
const DEMAND_SPREAD = 0.18;
/** A shift that ends within this time of the hall's closing ends with the last visitor. */
const CLOSING_MIN = 30;
/** A staffed window takes somebody who waits beside it well within this time, a change of system included. */
const FORSAKEN_MIN = 5;
const FORSAKEN_BACK_MIN = 30;
/** Paces and habits are read once a hall minute: a state restored from its JSON reads them at the same minute, and must foresee the same. */
const FIGURES_MIN = 1;

const known = new WeakMap<HallState, { figures: Figures; experience: Experience | null }>();

function figuresOf(state: HallState, experience: Experience | null, now: number): Figures {
  const turn = Math.floor(now / (FIGURES_MIN * MINUTE));
  const last = known.get(state);
  if (last?.experience === experience && last.figures.turn === turn) return last.figures;
  const fresh = figures(state, experience, turn);
  known.set(state, { figures: fresh, experience });
  return fresh;
}

/** Reads from the fold of one hall day what the roll-out needs. `now` is epoch ms and not before the last event. */
export function predictView(state: HallState, experience: Experience | null = null, now = state.now): PredictView {
  return new Reader(
    state,
    figuresOf(state, experience, now),
    now,
    experience?.presence ?? emptyPresence(),
    headStartMin(experience?.headStart ?? emptyHeadStart()),
    experience?.days ?? 0,
  ).view();
}

/** A window that reported itself open and still calls nobody who waits beside it is less and less likely to be staffed. */
function forsaken(nowMin: number, besideMin: number): Pick<WindowOutlook, 'backMin' | 'there'> {
  if (besideMin <= FORSAKEN_MIN) return { backMin: nowMin };
  return { there: Math.exp(-(besideMin - FORSAKEN_MIN) / FORSAKEN_MIN), backMin: nowMin + FORSAKEN_BACK_MIN };
}

class Reader {
  private readonly index: ReadonlyMap<string, number>;
  private readonly itemMean: ReadonlyMap<string, number>;
  private readonly codes: readonly string[];
  private readonly reports: boolean;
  /** who is there, in a hall whose windows do not tell */
  private readonly inferred: PresenceReader | null;

  constructor(
    private readonly state: HallState,
    private readonly learned: Figures,
    private readonly now: number,
    presence: PresenceTally,
    private readonly headStart: number,
    days: number,
  ) {
    this.codes = [...state.queues.keys()];
    this.index = new Map(this.codes.map((code, i) => [code, i]));
    this.itemMean = new Map(state.config.items.map((i) => [i.code, i.meanServiceMin]));
    // A hall that usually reports its windows has only not begun yet.
    this.reports = reportsWindows(state);
    this.inferred = this.reports || (days > 0 && presence.days === 0) ? null : new PresenceReader(state, presence, now);
  }

  view(): PredictView {
    const { state, learned } = this;
    const queues = this.codes.map((code) => this.queue(code, state.queues.get(code)));
    return {
      nowMin: this.minute(this.now),
      inferred: this.inferred !== null,
      queues,
      headStartMin: this.headStart,
      windows: changing(
        [...state.windows.values()].map((w) => this.window(w)),
        queues,
      ),
      cv: learned.cv,
      crossFactor: learned.crossFactor,
      noShowMin: learned.noShowMin,
      noShowChances: learned.noShowChances,
      outages: learned.outages,
    };
  }

  private minute(time: number): number {
    return (time - this.state.config.dayStart) / MINUTE;
  }

  private mask(codes: readonly string[]): QueueSet {
    return setOf(codes.map((code) => this.index.get(code) ?? -1));
  }

  private meanOf(queue: string, item: string | null): number {
    const drift = this.learned.drift.get(queue) ?? 1;
    const byItem = item === null ? undefined : this.itemMean.get(item);
    return (
      (byItem ?? this.state.config.forecast.service[queue]?.meanMin ?? this.learned.meanMin.get(queue) ?? 10) * drift
    );
  }

  private queue(code: string, live: QueueLive | undefined): QueueOutlook {
    const items = this.state.config.items.filter((i) => i.queue === code);
    let upTo = 0;
    const total = items.reduce((sum, i) => sum + i.share, 0);
    return {
      code,
      waiting: this.waiting(code, live),
      meanMin: this.meanOf(code, null),
      items:
        total <= 0 ? [] : items.map((i) => ({ upTo: (upTo += i.share / total), meanMin: this.meanOf(code, i.code) })),
      arrivals: this.arrivals(code, live),
    };
  }

  /** In the order they will be called, which is the fold's own unless this hall gives a head start only. */
  private waiting(code: string, live: QueueLive | undefined): WaitingOutlook[] {
    const line = (live?.waiting ?? []).map((t) => ({
      id: t.id,
      issuedMin: this.minute(t.issuedAt),
      meanMin: this.meanOf(code, t.item),
      priority: t.priority,
    }));
    if (this.headStart === Infinity) return line;
    const place = (t: WaitingOutlook): number => placeOf(t.issuedMin, t.priority, this.headStart);
    return line.sort((a, b) => place(a) - place(b));
  }

  private arrivals(code: string, live: QueueLive | undefined): ArrivalOutlook {
    const { forecast, dayStart } = this.state.config;
    const priorityShare = this.learned.priorityShare.get(code) ?? 0;
    const nowMin = this.minute(this.now);
    const rate = ArrivalRate.of(this.state.config, code);
    if (rate.slots === 0) {
      // Neither hours nor a forecast: the last hour goes on, fading over two.
      const five = live?.arrivals5 ?? [];
      const upTo = Math.floor(nowMin / 5);
      const hour = five.slice(Math.max(0, upTo - 12), upTo).reduce((a, b) => a + b, 0) / 60;
      return {
        perMin: [1, 0.9, 0.7, 0.5].map((f) => hour * f),
        slotMin: 30,
        startMin: nowMin,
        spread: 0.3,
        priorityShare,
      };
    }
    const startMin = (forecast.start - dayStart) / MINUTE;
    const perMin = (forecast.queues[code] ?? []).map((n) => n / forecast.slotMin);
    const counts = rate.counts(live?.arrivals5);
    const today = rate.today(counts, nowMin - startMin);
    const outlook = { slotMin: forecast.slotMin, startMin, priorityShare };
    const ownDemand = (seen: ArrayLike<number>, expected: readonly number[]): number =>
      demandToday(seen, expected, forecast.slotMin, nowMin - startMin);
    if (today === null) {
      const ratio = ownDemand(counts, perMin);
      return { ...outlook, perMin: perMin.map((r) => r * ratio), spread: DEMAND_SPREAD };
    }
    const isOwn = (slot: number): boolean => today.shape[slot] === Infinity;
    const mine = (of: ArrayLike<number>): number[] => Array.from(of, (n, slot) => (isOwn(slot) ? n : 0));
    const own = ownDemand(mine(counts), mine(perMin));
    const present =
      today.shape[Math.max(0, Math.min(rate.slots - 1, Math.floor((nowMin - startMin) / forecast.slotMin)))];
    return {
      ...outlook,
      perMin: Array.from(
        today.prior,
        (n, slot) => (n / forecast.slotMin) * (isOwn(slot) ? own : (today.ratio[slot] ?? 1)),
      ),
      spread: Math.hypot(DEMAND_SPREAD, Math.sqrt(Math.log1p(1 / (present ?? Infinity)))),
    };
  }

  private window(live: WindowLive): WindowOutlook {
    const config = live.config;
    const nowMin = this.minute(this.now);
    const shift = config?.roster.find((s) => s.to > this.now) ?? null;
    const mask = this.mask(live.servingQueues);
    const home = config?.kind === 'reserve' ? -1 : (this.index.get(live.homeQueue ?? '') ?? -1);
    const since = live.stateSince === null ? nowMin : this.minute(live.stateSince);
    const { ahead, backMin } = this.absences(live, config, shift);
    const presence = this.presence(live, mask, shift, backMin);
    const current =
      config?.kind === 'reserve' && live.lastTicketAt === null
        ? -1
        : (this.index.get(live.currentSystem ?? live.servingQueues[0] ?? '') ?? -1);
    const switchMin = config?.switchMin ?? 2;
    const pace = this.learned.pace.get(live.officerId ?? live.windowId);
    const linked = isLinked(mask);
    return {
      id: live.windowId,
      home,
      mask,
      current,
      switchMin,
      skills: this.skills(live, shift) | mask,
      ...presence,
      freeSinceMin: since,
      switchingUntilMin: 0,
      ...this.service(live, home),
      elapsedMin: Math.max(0, nowMin - since),
      absences: ahead,
      closesMin: shift === null || this.closesWithHall(shift) ? Infinity : this.minute(shift.to),
      pace: pace?.factor ?? 1,
      paceSpread: pace?.spread ?? STRANGER_SPREAD,
      currentBias: linked ? LINK_BIAS_MIN : 0,
      homeBias: linked ? LINK_BIAS_MIN : 0,
    };
  }

  private service(live: WindowLive, home: number): Pick<WindowOutlook, 'serviceMin' | 'noShowChance'> {
    const ticket = live.ticket;
    const queue = ticket?.queue ?? null;
    if (ticket === null || queue === null) return { serviceMin: 5, noShowChance: 0 };
    const cross = home < 0 || this.index.get(queue) === home ? 1 : this.learned.crossFactor;
    const waited =
      ticket.enqueuedAt === null || ticket.calledAt === null ? 0 : (ticket.calledAt - ticket.enqueuedAt) / MINUTE;
    const table = this.learned.noShowChances;
    const noShow = table[Math.min(table.length - 1, Math.max(0, Math.floor(waited)))] ?? 0;
    return { serviceMin: this.meanOf(queue, ticket.item) * cross, noShowChance: live.state === 'called' ? noShow : 0 };
  }

  private presence(
    live: WindowLive,
    mask: QueueSet,
    shift: ShiftConfig | null,
    plannedBack: number | null,
  ): Pick<WindowOutlook, 'condition' | 'backMin' | 'unplanned' | 'there'> {
    const nowMin = this.minute(this.now);
    const later = shift !== null && shift.from > this.now ? this.minute(shift.from) : Infinity;
    switch (live.state) {
      case 'idle':
        return this.guessed(live, mask, null);
      case 'called':
      case 'serving':
        return { condition: 'busy', backMin: nowMin, unplanned: false };
      case 'paused':
      case 'fault':
        return plannedBack === null
          ? { condition: 'away', backMin: nowMin + this.learned.outages.meanMin * 0.8, unplanned: true }
          : { condition: 'away', backMin: Math.max(nowMin + 1, plannedBack), unplanned: false };
      case 'closed':
        return { condition: 'closed', backMin: later, unplanned: false };
      case 'offline':
        if (!this.reports && shift !== null && shift.from <= this.now) return this.guessed(live, mask, shift.from);
        return { condition: 'closed', backMin: later, unplanned: false };
    }
  }

  private guessed(
    live: WindowLive,
    mask: QueueSet,
    dueFrom: number | null,
  ): Pick<WindowOutlook, 'condition' | 'backMin' | 'unplanned' | 'there'> {
    const nowMin = this.minute(this.now);
    if (this.inferred === null)
      return { condition: 'free', unplanned: true, ...forsaken(nowMin, this.besideFor(live, mask)) };
    const { there, backMin } = this.inferred.estimate(live, mask, dueFrom);
    return { condition: 'free', backMin: nowMin + backMin, unplanned: true, there };
  }

  /** Minutes that the first in line of those whom a free window serves has waited beside it. */
  private besideFor(live: WindowLive, mask: QueueSet): number {
    let longest = 0;
    this.codes.forEach((code, b) => {
      const first = has(mask, b) ? this.state.queues.get(code)?.waiting[0] : undefined;
      if (first !== undefined)
        longest = Math.max(longest, this.now - Math.max(first.since, live.stateSince ?? first.since));
    });
    return longest / MINUTE;
  }

  private skills(live: WindowLive, shift: ShiftConfig | null): QueueSet {
    const officer = live.officerId ?? shift?.officerId;
    return this.mask(this.state.config.officers.find((o) => o.id === officer)?.skills ?? []);
  }

  private closesWithHall(shift: ShiftConfig): boolean {
    const closing = this.state.config.open.at(-1)?.to;
    return closing === undefined || shift.to >= closing - CLOSING_MIN * MINUTE;
  }

  /** Rostered absences still to come, and the end of the present one. Taken ones are struck off in order, by kind. */
  private absences(
    live: WindowLive,
    config: WindowConfig | null,
    shift: ShiftConfig | null,
  ): { ahead: WindowOutlook['absences']; backMin: number | null } {
    const left = [...(shift?.breaks ?? config?.roster.at(-1)?.breaks ?? [])];
    let backMin: number | null = null;
    for (const taken of live.breaks) {
      const { kind } = taken;
      if (kind === null) continue;
      const at = left.findIndex((b) => b.kind === kind);
      const planned = left[at];
      if (planned !== undefined) left.splice(at, 1);
      if (taken.to !== null) continue;
      const length = planned === undefined ? (kind === 'lunch' ? 45 : 10) : (planned.to - planned.from) / MINUTE;
      backMin = this.minute(taken.from) + length;
    }
    const nowMin = this.minute(this.now);
    const ahead = left
      .map((b) => ({ startMin: this.minute(b.from), lengthMin: (b.to - b.from) / MINUTE }))
      .filter((b) => b.startMin > nowMin - FORGOTTEN_MIN)
      .sort((a, b) => a.startMin - b.startMin);
    return { ahead, backMin };
  }
}
