import type { HallState, LiveTicket, WindowLive } from '../../live';
import { has, setOfCodes, type QueueSet } from '../../queue-set';

const MINUTE = 60_000;
/** Minutes of one step in which the belief moves on, and how far back it begins. */
const STEP_MIN = 0.5;
const REACH_MIN = 60;
export const HALF_HOURS = 48;
/** Edges of the reaction histogram, minutes. */
const REACTIONS = [0.1, 0.2, 0.4, 0.8, 1.5, 3, 6, 12] as const;
const REACTION_PRIOR = { calls: 40, minutes: 1 };
/** A window that leaves people waiting for this many reactions (and minutes at least) was not staffed. */
const ABSENT = { reactions: 6, minutes: 2 };
/** Nobody came back to this window on that day: the absence counts for so long at most. */
const GONE_MIN = 120;
const PRIOR = { services: 100, leaves: 5, absences: 3, minutes: 60 };
/** A window that nobody ever described comes to work with this chance when its shift begins. */
const COMES = 0.7;
const FEWEST = 1e-4;

/** What past days without window reports showed of who is there. Nothing in it names a person. */
export interface PresenceTally {
  days: number;
  /** by window: days on which it was seen, by half hour of the first sight */
  first: Record<string, number[]>;
  /** calls by the minutes a free window took for them beside somebody waiting, see REACTIONS */
  reactions: number[];
  services: number;
  absences: { count: number; minutes: number };
  /** minutes at work */
  atWork: number;
}

export function emptyPresence(): PresenceTally {
  return {
    days: 0,
    first: {},
    reactions: new Array<number>(REACTIONS.length + 1).fill(0),
    services: 0,
    absences: { count: 0, minutes: 0 },
    atWork: 0,
  };
}

/** Whether windows of this hall say themselves when they open. */
export function reportsWindows(state: HallState): boolean {
  for (const window of state.windows.values()) if (window.facts.some((f) => f.kind === 'opened')) return true;
  return false;
}

/** Learns from a day that is over, of a hall whose windows report nothing. */
export function learnPresence(tally: PresenceTally, state: HallState): void {
  const byWindow = callsByWindow(state);
  if (byWindow.size === 0) return;
  tally.days += 1;
  const line = new Beside(state, state.config.dayStart, Math.max(state.now, state.config.dayStart + MINUTE));
  const react = reactionMin(tally);
  for (const [id, calls] of byWindow) {
    const beside = line.stretches(setOfCodes(line.codes, state.windows.get(id)?.servingQueues ?? []));
    const first = calls[0];
    if (first === undefined) continue;
    const slots = (tally.first[id] ??= new Array<number>(HALF_HOURS).fill(0));
    const slot = Math.max(
      0,
      Math.min(HALF_HOURS - 1, Math.floor((first.from - state.config.dayStart) / (30 * MINUTE))),
    );
    slots[slot] = (slots[slot] ?? 0) + 1;
    calls.forEach((call, i) => {
      tally.services += 1;
      tally.atWork += (call.to - call.from) / MINUTE;
      const next = calls[i + 1];
      const until = next?.from ?? state.now;
      const exposed = beside.minutes(call.to, until);
      if (exposed > Math.max(ABSENT.minutes, ABSENT.reactions * react)) {
        tally.absences.count += 1;
        tally.absences.minutes += Math.min(GONE_MIN, Math.max(0, until - call.to) / MINUTE);
      } else if (next !== undefined) {
        tally.atWork += Math.max(0, next.from - call.to) / MINUTE;
        const reaction = Math.max(0, next.from - Math.max(call.to, next.enqueuedAt)) / MINUTE;
        const bin = REACTIONS.findIndex((edge) => reaction < edge);
        const at = bin < 0 ? REACTIONS.length : bin;
        tally.reactions[at] = (tally.reactions[at] ?? 0) + 1;
      }
    });
  }
}

interface Call {
  readonly from: number;
  readonly to: number;
  readonly enqueuedAt: number;
}

function callsByWindow(state: HallState): Map<string, Call[]> {
  const calls = new Map<string, Call[]>();
  for (const { windowId, calledAt, finishedAt, leftAt, enqueuedAt } of state.tickets.values()) {
    if (windowId === null || calledAt === null) continue;
    const list = calls.get(windowId) ?? [];
    list.push({
      from: calledAt,
      to: Math.max(calledAt, finishedAt ?? leftAt ?? calledAt),
      enqueuedAt: enqueuedAt ?? calledAt,
    });
    calls.set(windowId, list);
  }
  for (const list of calls.values()) list.sort((a, b) => a.from - b.from);
  return calls;
}

/** Mean minutes until a free window that is staffed calls somebody who waits. */
function reactionMin(tally: PresenceTally): number {
  const calls = tally.reactions.reduce((sum, n) => sum + n, 0);
  let sum = 0;
  // Long ones are windows that were away after all; the quicker nine tenths say how a staffed window works.
  let left = 0.9 * calls;
  const counted = left;
  tally.reactions.forEach((n, i) => {
    const taken = Math.min(n, left);
    left -= taken;
    sum += taken * (((REACTIONS[i - 1] ?? 0) + (REACTIONS[i] ?? 20)) / 2);
  });
  return Math.max(0.1, (sum + REACTION_PRIOR.calls * REACTION_PRIOR.minutes) / (counted + REACTION_PRIOR.calls));
}

export interface Presence {
  /** chance that somebody is at the window */
  readonly there: number;
  /** minutes until somebody comes when nobody is */
  readonly backMin: number;
}

/**
 * Who is at the windows of a hall that only tells of tickets. Somebody was there at the last call. Since then they may
 * have left, and every minute in which the window stays idle beside somebody it could serve makes it less likely that it
 * is staffed. One not seen today comes, if at all, when it came on past days.
 */
export class PresenceReader {
  private readonly beside: Beside;
  private readonly react: number;
  private readonly leaves: number;
  private readonly leavePerMin: number;
  private readonly awayMin: number;

  constructor(
    private readonly state: HallState,
    private readonly tally: PresenceTally,
    private readonly now: number,
  ) {
    this.beside = new Beside(state, now - REACH_MIN * MINUTE, now);
    this.react = reactionMin(tally);
    const { absences, services, atWork } = tally;
    this.leaves = (absences.count + PRIOR.leaves) / (services + PRIOR.services);
    this.leavePerMin = (absences.count + PRIOR.absences) / (atWork + PRIOR.absences * 240);
    this.awayMin = (absences.minutes + PRIOR.minutes) / (absences.count + PRIOR.absences);
  }

  /** @param dueFrom epoch ms from which the roster wants somebody there; null when it does not */
  estimate(live: WindowLive, mask: QueueSet, dueFrom: number | null): Presence {
    const { now, beside } = this;
    const seen = live.lastTicketAt;
    const waited = beside.stretches(mask);
    const begin = now - REACH_MIN * MINUTE;
    const from = Math.max(begin, seen ?? begin);
    let there = this.atFirst(live.windowId, seen, begin, dueFrom);
    let comes = 1 / this.awayMin;
    for (let t = from; t < now; t += STEP_MIN * MINUTE) {
      const until = Math.min(now, t + STEP_MIN * MINUTE);
      const minutes = (until - t) / MINUTE;
      if (seen === null) comes = this.comes(live.windowId, t, dueFrom);
      there += comes * (1 - there) * minutes - this.leavePerMin * there * minutes;
      const idle = Math.exp(-waited.minutes(t, until) / this.react);
      there = Math.min(1 - FEWEST, Math.max(FEWEST, (there * idle) / (there * idle + 1 - there)));
    }
    return { there, backMin: 1 / Math.max(1 / 600, comes) };
  }

  private atFirst(id: string, seen: number | null, begin: number, dueFrom: number | null): number {
    if (seen !== null && seen >= begin) return 1 - this.leaves;
    if (seen !== null) return this.awayMin * this.leavePerMin < 1 ? 0.5 : 0.25;
    if (this.tally.days >= 3 || this.tally.first[id] !== undefined) return FEWEST;
    return dueFrom !== null && dueFrom <= begin ? COMES / 2 : FEWEST;
  }

  /** Chance a minute that somebody not seen today comes now. */
  private comes(id: string, at: number, dueFrom: number | null): number {
    const first = this.tally.first[id];
    if (this.tally.days < 3) return dueFrom !== null && dueFrom <= at ? COMES / 30 : 0;
    if (first === undefined) return 0;
    const slot = Math.max(0, Math.min(HALF_HOURS - 1, Math.floor((at - this.state.config.dayStart) / (30 * MINUTE))));
    let left = this.tally.days + 1;
    for (let s = 0; s < slot; s++) left -= first[s] ?? 0;
    return (first[slot] ?? 0) / Math.max(1, left) / 30;
  }
}

class Stretches {
  constructor(private readonly spans: readonly { readonly from: number; readonly to: number }[]) {}

  /** Minutes between two instants that they cover. */
  minutes(from: number, to: number): number {
    let covered = 0;
    for (let i = this.after(from); i < this.spans.length; i++) {
      const span = this.spans[i];
      if (span === undefined || span.from >= to) break;
      covered += Math.max(0, Math.min(to, span.to) - Math.max(from, span.from));
    }
    return covered / MINUTE;
  }

  /** Index of the first that ends after an instant. */
  private after(at: number): number {
    let low = 0;
    for (let high = this.spans.length; low < high;) {
      const middle = (low + high) >> 1;
      if ((this.spans[middle]?.to ?? at) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** When somebody waited in which queue, within a stretch of time. */
class Beside {
  readonly codes: readonly string[];
  private readonly index: ReadonlyMap<string, number>;
  private readonly merged = new Map<QueueSet, Stretches>();
  private readonly waits: { readonly from: number; readonly to: number; readonly queue: number }[] = [];

  constructor(state: HallState, from: number, to: number) {
    this.codes = [...state.queues.keys()];
    this.index = new Map(this.codes.map((code, i) => [code, i]));
    for (const ticket of state.tickets.values()) this.add(ticket, from, to);
    this.waits.sort((a, b) => a.from - b.from);
  }

  /** The stretches in which somebody of these queues waited, in order of time. */
  stretches(queues: QueueSet): Stretches {
    const known = this.merged.get(queues);
    if (known !== undefined) return known;
    const spans: { from: number; to: number }[] = [];
    for (const { from, to, queue } of this.waits) {
      if (!has(queues, queue)) continue;
      const last = spans.at(-1);
      if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
      else spans.push({ from, to });
    }
    const made = new Stretches(spans);
    this.merged.set(queues, made);
    return made;
  }

  private add({ enqueuedAt, calledAt, leftAt, state, queue }: LiveTicket, from: number, to: number): void {
    const at = queue === null ? undefined : this.index.get(queue);
    const end = calledAt ?? leftAt ?? (state === 'waiting' ? to : null);
    if (at === undefined || enqueuedAt === null || end === null || end <= from || enqueuedAt >= to || end <= enqueuedAt)
      return;
    this.waits.push({ from: enqueuedAt, to: end, queue: at });
  }
}
