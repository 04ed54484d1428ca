import type { Clock } from './reading';
import type { Stretch } from './queue-day';
import { BOARD_TUNING as T } from './tuning';

/** Calls and the busy minutes in which they happened. */
export interface Tally {
  calls: number;
  minutes: number;
}

/** How fast one queue is called while somebody waits: over the past days, by hour, around a usual number of windows. */
export class RateHistory {
  readonly total: Tally = { calls: 0, minutes: 0 };
  private readonly hours: Tally[] = Array.from({ length: 24 }, () => ({ calls: 0, minutes: 0 }));
  private windowMinutes = 0;
  private shownMinutes = 0;
  private readonly openings = { minutes: 0, weight: 0 };
  days = 0;
  private lastDay: number | null = null;

  /** Minute of the day at which calling usually begins; null when no past day showed it. */
  get opening(): number | null {
    return this.openings.weight === 0 ? null : this.openings.minutes / this.openings.weight;
  }

  /** Takes over a finished day; what lies further back fades first. */
  learn(day: number, stretches: readonly Stretch[], firstCallAt: number | null, clock: Clock): void {
    if (this.lastDay !== null && day > this.lastDay) this.fade(T.dayDecay);
    this.lastDay = day;
    if (stretches.length > 0) this.days += 1;
    if (firstCallAt !== null) {
      this.openings.minutes += clock(firstCallAt).minute;
      this.openings.weight += 1;
    }
    for (const s of stretches) {
      const hour = this.hours[Math.floor(clock(s.from).minute / 60)];
      for (const tally of hour === undefined ? [this.total] : [this.total, hour]) {
        tally.calls += s.calls;
        tally.minutes += s.minutes;
      }
      if (s.openWindows !== null) {
        this.windowMinutes += Math.max(1, s.openWindows) * s.minutes;
        this.shownMinutes += s.minutes;
      }
    }
  }

  private fade(by: number): void {
    for (const tally of [this.total, ...this.hours]) {
      tally.calls *= by;
      tally.minutes *= by;
    }
    this.windowMinutes *= by;
    this.shownMinutes *= by;
    this.openings.minutes *= by;
    this.openings.weight *= by;
  }

  /** Calls per minute at this minute of the day with so many windows shown open; `pooled` is the hall's common rate. */
  at(minute: number, openWindows: number | null, pooled: number): number {
    const mean = (this.total.calls + T.poolMin * pooled) / (this.total.minutes + T.poolMin);
    const hour = this.hours[Math.min(23, Math.floor(minute / 60))] ?? this.total;
    const usual = (hour.calls + T.hourMin * mean) / (hour.minutes + T.hourMin);
    if (openWindows === null || this.shownMinutes === 0) return usual;
    const usualWindows = this.windowMinutes / this.shownMinutes;
    return usual * (Math.max(0.5, openWindows) / usualWindows) ** T.openWindowsPower;
  }

  toJSON(): RateHistoryState {
    return {
      total: this.total,
      hours: this.hours,
      windowMinutes: this.windowMinutes,
      shownMinutes: this.shownMinutes,
      days: this.days,
      lastDay: this.lastDay,
      openings: this.openings,
    };
  }

  static fromJSON(state: RateHistoryState): RateHistory {
    const history = new RateHistory();
    Object.assign(history.total, state.total);
    state.hours.forEach((hour, i) => Object.assign(history.hours[i] ?? {}, hour));
    Object.assign(history.openings, state.openings);
    history.windowMinutes = state.windowMinutes;
    history.shownMinutes = state.shownMinutes;
    history.days = state.days;
    history.lastDay = state.lastDay;
    return history;
  }
}

export interface RateHistoryState {
  total: Tally;
  hours: Tally[];
  windowMinutes: number;
  shownMinutes: number;
  days: number;
  lastDay: number | null;
  openings: { minutes: number; weight: number };
}

/** How today's pace compares with the usual one: a gamma belief about a factor around 1, fading as the day goes on. */
export class PaceToday {
  private calls = 0;
  private expected = 0;

  see(stretch: Stretch, usualRate: number): void {
    const keep = 0.5 ** (stretch.minutes / T.todayHalfLifeMin);
    this.calls = this.calls * keep + stretch.calls;
    this.expected = this.expected * keep + usualRate * stretch.minutes;
  }

  /** 1 = as usual; `historyMinutes` says how much the usual is worth. */
  factor(historyMinutes: number): number {
    const known = historyMinutes / (historyMinutes + T.historyMin);
    const belief = T.strangerCalls + (T.historyCalls - T.strangerCalls) * known;
    return (belief + this.calls) / (belief + this.expected);
  }
}
