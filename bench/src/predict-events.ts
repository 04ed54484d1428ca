import {
  HallState,
  isUnknown,
  learnDay,
  quote,
  RecordedHall,
  recordedPast,
  type HallPast,
  type UnknownReason,
  type WaitQuote,
} from '@cockpit/domain';
import type { RecordedEvent, Recording } from './predict-recording';

/** One line of the answer. The three quantiles are null together, with the reason beside them. */
export interface QuoteLine {
  readonly hall: string;
  readonly queue: string;
  readonly at: string;
  readonly subject: string;
  readonly p50Sec: number | null;
  readonly p80Sec: number | null;
  readonly p90Sec: number | null;
  readonly confidence?: 'high' | 'medium' | 'low';
  readonly reason?: UnknownReason;
}

export interface EventsSummary {
  readonly halls: number;
  readonly events: number;
  readonly days: number;
  readonly quotes: number;
  readonly refused: Partial<Record<UnknownReason, number>>;
  /** over quoted tickets that were called later in the file; null when there is none */
  readonly tickets: {
    readonly n: number;
    readonly maeMin: number;
    readonly within5: number;
    readonly p90Coverage: number;
  } | null;
  /** those of them who found somebody of their queue waiting, beside the rule "people ahead × minutes a call of the hall's last twenty" */
  readonly ahead: {
    readonly n: number;
    readonly maeMin: number;
    readonly p90Coverage: number;
    readonly ruleMaeMin: number;
  } | null;
}

const DAY_MS = 86_400_000;
const PATHS = 30;

/**
 * Replays recorded events through the production fold, hall by hall and day by day: what came before `from` warms up,
 * afterwards every issued ticket and every board observation is quoted with what was known at that moment.
 * @param from gives epoch ms for a hall whose days are so many minutes east of UTC
 */
export function quoteRecording(
  recording: Recording,
  from: (offsetMin: number) => number,
  emit: (line: QuoteLine) => void,
): EventsSummary {
  const judged: Judged[] = [];
  const refused: Partial<Record<UnknownReason, number>> = {};
  let days = 0;
  let quotes = 0;
  for (const [hall, events] of recording.halls) {
    const offset = dayOffset(events);
    const replay = new HallReplay(hall, offset, from(offset), judged, (line) => {
      quotes += 1;
      if (line.reason !== undefined) refused[line.reason] = (refused[line.reason] ?? 0) + 1;
      emit(line);
    });
    for (const event of events) replay.record(event);
    replay.endDay();
    days += replay.days;
  }
  return {
    halls: recording.halls.size,
    events: recording.events,
    days,
    quotes,
    refused,
    tickets: verdict(judged),
    ahead: besideRule(judged.filter((j) => j.ahead > 0)),
  };
}

interface Judged {
  readonly p50: number;
  readonly p90: number;
  readonly real: number;
  readonly ahead: number;
  readonly rule: number;
}

/** The simple rule that the product is measured against: calls that it looks back on, and for how long. */
const RULE = { calls: 20, hours: 4 };

class HallReplay {
  days = 0;
  private past: HallPast | null = null;
  private state: HallState | null = null;
  private readonly recorded: RecordedHall;
  private quoted = new Map<string, WaitQuote>();
  private real = new Map<string, number>();
  private issued = new Map<string, number>();
  private found = new Map<string, { readonly ahead: number; readonly rule: number }>();
  private calls: number[] = [];

  constructor(
    private readonly hall: string,
    private readonly offsetMin: number,
    private readonly from: number,
    private readonly judged: Judged[],
    private readonly emit: (line: QuoteLine) => void,
  ) {
    this.recorded = new RecordedHall(hall);
  }

  record({ event, at }: RecordedEvent): void {
    const state = this.dayOf(event.time);
    state.advance(event.time);
    if (event.type === 'hall.ticket.issued') {
      const { ticketId, queue, priority = 0 } = event.data;
      // The quote is for one who is about to take a number, made before the fold knows of them; with what the number itself says.
      if (!this.issued.has(ticketId)) {
        this.issued.set(ticketId, event.time);
        this.found.set(ticketId, this.rule(state.waiting(queue).length, event.time));
        // Learned from on warm-up days too: what past quotes got wrong is how the bands stay honest.
        this.ask(state, queue, event.time, at, ticketId, Number(priority));
      }
      state.apply(event);
      return;
    }
    state.apply(event);
    if (event.type === 'hall.queue.observed') {
      if (event.time >= this.from) this.ask(state, event.data.queue, event.time, at, null);
    } else if (event.type === 'hall.ticket.called') {
      this.calls = [...this.calls.slice(1 - RULE.calls), event.time];
      const since = this.issued.get(event.data.ticketId);
      if (since !== undefined && !this.real.has(event.data.ticketId))
        this.real.set(event.data.ticketId, (event.time - since) / 60_000);
    }
  }

  private rule(ahead: number, now: number): { ahead: number; rule: number } {
    const calls = this.calls.filter((at) => now - at < RULE.hours * 3_600_000);
    const [first] = calls;
    return { ahead, rule: first === undefined ? 0 : (ahead * (now - first)) / calls.length / 60_000 };
  }

  private ask(state: HallState, queue: string, now: number, at: string, ticketId: string | null, priority = 0): void {
    const answer = quote(state, queue, { past: this.past, now, paths: PATHS, priority });
    const unknown = isUnknown(answer);
    if (!unknown && ticketId !== null) this.quoted.set(ticketId, answer);
    if (now < this.from) return;
    const line = { hall: this.hall, queue, at, subject: ticketId ?? 'newcomer' };
    if (unknown) this.emit({ ...line, p50Sec: null, p80Sec: null, p90Sec: null, reason: answer.unknown });
    else
      this.emit({
        ...line,
        p50Sec: answer.p50Sec,
        p80Sec: answer.p80Sec,
        p90Sec: answer.p90Sec,
        confidence: answer.confidence,
      });
  }

  private dayOf(time: number): HallState {
    const start = Math.floor((time + this.offsetMin * 60_000) / DAY_MS) * DAY_MS - this.offsetMin * 60_000;
    if (this.state !== null && this.state.config.dayStart === start) return this.state;
    this.endDay();
    const day = new Date(start + this.offsetMin * 60_000).toISOString().slice(0, 10);
    this.state = new HallState(this.recorded.config(day, start));
    this.past ??= recordedPast(this.state);
    this.days += 1;
    return this.state;
  }

  /** Learns from the day that is over. */
  endDay(): void {
    const { state } = this;
    if (state === null) return;
    for (const [ticketId, { p50Sec, p90Sec }] of this.quoted) {
      const real = this.real.get(ticketId);
      const outcome = state.tickets.get(ticketId)?.state;
      if (real !== undefined && outcome !== 'no-show' && (this.issued.get(ticketId) ?? 0) >= this.from)
        this.judged.push({
          p50: p50Sec / 60,
          p90: p90Sec / 60,
          real,
          ...(this.found.get(ticketId) ?? { ahead: 0, rule: 0 }),
        });
    }
    this.past = learnDay(this.past, state, this.quoted);
    this.recorded.learn(state);
    this.quoted = new Map();
    this.real = new Map();
    this.issued = new Map();
    this.found = new Map();
    this.state = null;
  }
}

/**
 * Minutes east of UTC by which a hall's days are cut: the offset its times are written with, or, where they are written
 * in UTC, the one that puts its quietest hours in the night.
 */
export function dayOffset(events: readonly RecordedEvent[]): number {
  const written = events.find((e) => e.offsetMin !== 0)?.offsetMin;
  if (written !== undefined) return written;
  const hours = new Array<number>(24).fill(0);
  for (const { event } of events) {
    const hour = Math.floor((event.time % DAY_MS) / 3_600_000);
    hours[hour] = (hours[hour] ?? 0) + 1;
  }
  let best = 0;
  let least = Infinity;
  for (const offset of [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 7, -7, 8, -8, 9, -9, 10, -10, 11, -11, 12]) {
    const night = [0, 1, 2, 3, 4, 5].reduce((sum, h) => sum + (hours[(h - offset + 48) % 24] ?? 0), 0);
    if (night < least) {
      least = night;
      best = offset;
    }
  }
  return best * 60;
}

function verdict(judged: readonly Judged[]): EventsSummary['tickets'] {
  const n = judged.length;
  if (n === 0) return null;
  const share = (holds: (j: Judged) => boolean): number => judged.filter(holds).length / n;
  return {
    n,
    maeMin: judged.reduce((sum, j) => sum + Math.abs(j.p50 - j.real), 0) / n,
    within5: share((j) => Math.abs(j.p50 - j.real) <= 5),
    p90Coverage: share((j) => j.real <= j.p90),
  };
}

function besideRule(judged: readonly Judged[]): EventsSummary['ahead'] {
  const n = judged.length;
  if (n === 0) return null;
  const mean = (value: (j: Judged) => number): number => judged.reduce((sum, j) => sum + value(j), 0) / n;
  return {
    n,
    maeMin: mean((j) => Math.abs(j.p50 - j.real)),
    p90Coverage: mean((j) => (j.real <= j.p90 ? 1 : 0)),
    ruleMaeMin: mean((j) => Math.abs(j.rule - j.real)),
  };
}
