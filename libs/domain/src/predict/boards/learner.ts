import { ErrorTable, type ErrorSample } from './errors';
import { QueueDay } from './queue-day';
import { PaceToday, RateHistory, type RateHistoryState } from './rates';
import type { BoardReading, Clock } from './reading';
import { BOARD_TUNING as T } from './tuning';
import type { Quote } from '../quote';

interface Learned {
  history: RateHistory;
  today: Today | null;
  /** how often each number prefix was shown: a board that shows another queue's number is not counted */
  prefixes: Map<string, number>;
  calls: number;
  /** calls while the board showed no open window: a board on which that is usual does not report windows */
  callsAtZero: number;
}

interface Today {
  day: QueueDay;
  pace: PaceToday;
  /** by board index */ bases: Base[];
}
interface Base {
  readonly predicted: number;
  readonly empty: boolean;
}

/**
 * Learns, board by board, how fast each queue of one hall is called, and quotes the wait of a newcomer. Three layers:
 * the queue's own rate over past days (leaning on the hall's where it is thin), today's pace against it, and the
 * distribution of what past quotes got wrong. Feed it in order of time; nothing but {@link observe} changes it.
 */
export class BoardLearner {
  private readonly queues = new Map<string, Learned>();
  private errors = new ErrorTable();

  /** `clock` says how an instant reads on the hall's clock. */
  constructor(private readonly clock: Clock) {}

  observe(queue: string, shown: BoardReading): void {
    const learned = this.learned(queue);
    const reading = believed(learned, shown);
    const { day } = this.clock(reading.at);
    if (learned.today !== null && learned.today.day.day < day) this.close(queue, learned, learned.today);
    learned.today ??= { day: new QueueDay(day), pace: new PaceToday(), bases: [] };
    const { today } = learned;
    const before = today.day.boards;
    const stretch = today.day.add(reading);
    if (stretch !== null) {
      today.pace.see(stretch, this.usualRate(learned, stretch.from, stretch.openWindows));
      learned.calls += stretch.calls;
      if (stretch.openWindows === 0) learned.callsAtZero += stretch.calls;
    }
    if (today.day.boards > before)
      today.bases.push({ predicted: this.predict(learned, today, reading), empty: reading.waiting === 0 });
  }

  /** The wait of one who takes a number now, or why it cannot be said. Times in epoch ms, quantiles in seconds. */
  quote(queue: string, now: number): Quote {
    const learned = this.queues.get(queue);
    const last = learned?.today?.day.last;
    if (learned === undefined || learned.today === null || last === null || last === undefined)
      return { unknown: 'no-history' };
    if (now - last.at > T.silentMin * 60_000) return { unknown: 'silent-feed' };
    if (
      last.openWindows === 0 &&
      !this.calledWithin(learned.today, now, 30) &&
      this.opensIn(learned, learned.today, now) === null
    )
      return { unknown: 'no-open-window' };
    if (learned.calls < T.leastCalls && this.hallCalls() < T.leastCalls * 4) return { unknown: 'no-history' };
    const q = this.errors.quantiles(queue, this.predict(learned, learned.today, last), last.waiting === 0);
    return {
      p50Sec: Math.round(q.p50 * 60),
      p80Sec: Math.round(q.p80 * 60),
      p90Sec: Math.round(q.p90 * 60),
      confidence: confidence(learned, this.errors.size),
    };
  }

  private predict(learned: Learned, today: Today, reading: BoardReading): number {
    const pace = today.pace.factor(learned.history.total.minutes);
    let ahead = reading.waiting;
    let waited = this.opensIn(learned, today, reading.at) ?? 0;
    const step = 2;
    while (waited < T.longestWaitMin) {
      const usual = this.usualRate(learned, reading.at + waited * 60_000, reading.openWindows);
      const rate = Math.max(T.slowestRate, usual * pace ** (0.5 ** (waited / T.returnHalfLifeMin)));
      if (ahead <= rate * step) return waited + ahead / rate;
      ahead -= rate * step;
      waited += step;
    }
    return T.longestWaitMin;
  }

  /** Minutes until calling usually begins, while nobody was called yet today; null when it has begun, is long due, or is not known. */
  private opensIn(learned: Learned, today: Today, now: number): number | null {
    const { opening } = learned.history;
    if (opening === null || today.day.firstCallAt !== null) return null;
    const left = opening - this.clock(now).minute;
    return left < -T.lateOpeningMin ? null : Math.max(0, left);
  }

  private usualRate(learned: Learned, at: number, openWindows: number | null): number {
    return learned.history.at(this.clock(at).minute, openWindows, this.pooledRate());
  }

  /** The hall's common rate: what a queue without a history of its own starts from. */
  private pooledRate(): number {
    let calls = T.startRate * T.startMin;
    let minutes = T.startMin;
    for (const { history } of this.queues.values()) {
      calls += history.total.calls;
      minutes += history.total.minutes;
    }
    return calls / minutes;
  }

  private hallCalls(): number {
    let calls = 0;
    for (const learned of this.queues.values()) calls += learned.calls;
    return calls;
  }

  private calledWithin(today: Today, now: number, minutes: number): boolean {
    return today.day.lastCallAt !== null && now - today.day.lastCallAt <= minutes * 60_000;
  }

  /** A day is learned from when it is over: waits still running would bias it towards the short ones. */
  private close(queue: string, learned: Learned, today: Today): void {
    learned.today = null;
    if (!today.day.sound) return;
    learned.history.learn(today.day.day, today.day.stretches, today.day.firstCallAt, this.clock);
    const samples: ErrorSample[] = [];
    for (const seen of today.day.seen) {
      const base = today.bases[seen.board];
      if (base === undefined) continue;
      samples.push({ queue, empty: base.empty, predicted: base.predicted, real: (seen.called - seen.issued) / 60_000 });
    }
    this.errors.add(samples);
  }

  private learned(queue: string): Learned {
    let learned = this.queues.get(queue);
    if (learned === undefined) {
      learned = { history: new RateHistory(), today: null, prefixes: new Map(), calls: 0, callsAtZero: 0 };
      this.queues.set(queue, learned);
    }
    return learned;
  }

  /** Takes the running day as over. */
  closeDay(): void {
    for (const [code, learned] of this.queues) if (learned.today !== null) this.close(code, learned, learned.today);
  }

  /** What past days taught; today's boards are replayed from the day's events. */
  toJSON(): BoardLearnerState {
    return {
      queues: [...this.queues].map(([code, l]) => ({
        code,
        history: l.history.toJSON(),
        prefixes: [...l.prefixes],
        calls: l.calls,
        callsAtZero: l.callsAtZero,
      })),
      errors: this.errors.toJSON(),
    };
  }

  static fromJSON(state: BoardLearnerState, clock: Clock): BoardLearner {
    const learner = new BoardLearner(clock);
    learner.errors = ErrorTable.fromJSON(state.errors);
    for (const q of state.queues) {
      learner.queues.set(q.code, {
        history: RateHistory.fromJSON(q.history),
        today: null,
        prefixes: new Map(q.prefixes),
        calls: q.calls,
        callsAtZero: q.callsAtZero,
      });
    }
    return learner;
  }
}

export interface BoardLearnerState {
  queues: {
    code: string;
    history: RateHistoryState;
    prefixes: [string, number][];
    calls: number;
    callsAtZero: number;
  }[];
  errors: ReturnType<ErrorTable['toJSON']>;
}

function confidence(learned: Learned, samples: number): 'high' | 'medium' | 'low' {
  if (learned.history.days >= 3 && learned.calls >= 100 && samples >= 100) return 'high';
  return learned.history.days >= 1 && learned.calls >= 30 ? 'medium' : 'low';
}

/**
 * What to believe of a board. Boards of neighbouring queues now and then show each other's number, which says nothing
 * about this queue; and where people are called again and again while no window is shown, windows are not reported.
 */
function believed(learned: Learned, reading: BoardReading): BoardReading {
  const unreported =
    reading.openWindows === 0 && learned.callsAtZero >= T.leastCalls && learned.callsAtZero > 0.2 * learned.calls;
  const openWindows = unreported ? null : reading.openWindows;
  if (reading.called === null) return { ...reading, openWindows };
  const seen = (learned.prefixes.get(reading.prefix) ?? 0) + 1;
  learned.prefixes.set(reading.prefix, seen);
  const usual = Math.max(...learned.prefixes.values());
  return { ...reading, openWindows, called: seen * 3 < usual ? null : reading.called };
}
