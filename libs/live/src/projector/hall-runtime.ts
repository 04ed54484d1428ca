import type { LoggedEvent } from '@cockpit/contracts';
import { HallState, hallDay, type HallConfig, type HallPast } from '@cockpit/domain';
import { identityOf } from '@cockpit/log';
import { NO_ESTIMATES, type HallEstimates } from '../view/estimates';
import { JUMP_MS, Leap } from './leap';

export const MINUTE_MS = 60_000;
export const floorMinute = (time: number): number => Math.floor(time / MINUTE_MS) * MINUTE_MS;

/** An event this long before the hall's now, from a feed that is otherwise current, was stamped by a wrong clock. */
const YEARS_OFF_MS = 180 * 86_400_000;
const EARLY_LIMIT = 10_000;

/** What an event is to the hall day that is running. */
export type Placing = 'today' | 'past' | 'early' | 'next-day';

/** One hall in memory: its state, its clock, and what has to be written next. */
export class HallRuntime {
  /** last hall minute handed over for decision */
  lastMinute: number;
  /** something to show, something to save */
  dirty = true;
  unsaved = true;
  publishedAt = 0;
  /** what making the last snapshot cost, ms */
  snapshotMs = 0;
  /** queue of the last snapshot's situation */
  situationQueue: string | undefined;
  estimates: HallEstimates = NO_ESTIMATES;
  estimatedAt = Number.NEGATIVE_INFINITY;
  /** something changed since the estimates were made */
  estimatesStale = true;
  /** what they cost last time, ms */
  estimateMs = 0;
  forecastAt = Number.NEGATIVE_INFINITY;
  forecastMs = 0;
  configVersion = 0;
  /** what earlier days taught; null while nothing has been learned */
  past: HallPast | null = null;
  /** which past is in `past`: it is read again for another day and after something was learned */
  pastOf: string | null = null;
  /** events of a day that has not begun for this hall */
  private early: LoggedEvent[] = [];
  private readonly leap = new Leap();

  constructor(
    public state: HallState,
    lastMinute: number | null,
    /** no event yet: whichever day comes first is today */
    private fresh = false,
  ) {
    this.lastMinute = lastMinute ?? floorMinute(state.now);
  }

  get hall(): string {
    return this.state.config.hall.code;
  }
  get day(): string {
    return this.state.config.day;
  }

  /** Decides where an event belongs; `next-day` asks the caller to roll the hall over to the event's day first. */
  place(event: LoggedEvent): Placing {
    const { config } = this.state;
    const { clock, timeZone } = config.hall;
    const day = hallDay(event.time, timeZone);
    const leads = clock === 'feed' && this.leads(event);
    if (day === config.day) {
      // what another source tells of today says nothing about the clock of the one that leads
      if (leads) this.leap.takenBack(event.receivedAt);
      return 'today';
    }
    if (this.fresh && leads) return 'next-day';
    if (day < config.day) {
      if (config.dayStart - event.time > YEARS_OFF_MS) this.noteClock(event);
      return 'past';
    }
    if (leads && (event.time - this.state.now < JUMP_MS || this.leap.saw(event.time, event.receivedAt)))
      return 'next-day';
    if (leads) this.noteClock(event);
    if (this.early.length < EARLY_LIMIT) this.early.push(event);
    return 'early';
  }

  /** Begins another day: figures start anew, what is known of the feeds and of the terminals stays. */
  rollTo(config: HallConfig): void {
    const before = this.state;
    this.state = new HallState(config);
    this.state.carryTerminals(before);
    for (const [source, feed] of before.feeds) {
      const carried = Object.assign(this.state.feed(source), {
        firstReceivedAt: feed.firstReceivedAt,
        lastReceivedAt: feed.lastReceivedAt,
        wallReceivedAt: feed.wallReceivedAt,
        gapMs: feed.gapMs,
      });
      for (const kind of feed.kinds) carried.kinds.add(kind);
    }
    this.lastMinute = floorMinute(config.dayStart);
    this.pastOf = null;
    this.fresh = false;
    this.leap.clear();
    const waiting = this.early;
    this.early = [];
    for (const event of waiting) if (this.place(event) === 'today') applyLogged(this.state, event);
    this.changed();
  }

  /** Same day, other organisation: the facts are folded again under the new configuration. */
  reconfigure(config: HallConfig): void {
    this.state = HallState.fromJSON(this.state.toJSON(), config);
    this.changed();
  }

  apply(event: LoggedEvent): void {
    this.fresh = false;
    applyLogged(this.state, event);
    this.changed();
  }

  /** The full minute a time shows to have come, or null when none since the last decision. */
  minuteReached(time: number): number | null {
    const minute = floorMinute(time);
    return minute > this.lastMinute ? minute : null;
  }

  /** Whether this event's source may move the hall's now: the named one, else whoever speaks of what a wall shows, for the latest leads. */
  leads(event: Pick<LoggedEvent, 'sourceName' | 'type'>): boolean {
    const { primarySource } = this.state.config.hall;
    return primarySource === undefined
      ? this.state.mayLead(event.sourceName, event.type)
      : primarySource === event.sourceName;
  }

  /** The leading source is known to have shown a later day than this one. */
  heardOf(time: number, wallNow: number): void {
    if (hallDay(time, this.state.config.hall.timeZone) > this.day) this.leap.saw(time, wallNow);
  }

  /** A day far ahead that nothing has taken back for long: the hall is there. */
  leapt(wallNow: number): number | null {
    return this.leap.standing(wallNow);
  }

  changed(): void {
    this.dirty = true;
    this.unsaved = true;
  }

  private noteClock(event: LoggedEvent): void {
    const seen = new Date(event.time).toISOString();
    this.state.feed(event.sourceName).note('clock', this.state.now, seen.slice(0, 10));
    this.changed();
  }
}

/** Whether any source has told of this day yet. */
export const hasEvents = (state: HallState): boolean => [...state.feeds.values()].some((feed) => feed.source !== '');

/** Events of a day without those that a notice among them takes back. */
export function standing(events: readonly LoggedEvent[]): LoggedEvent[] {
  const withdrawn = new Set(
    events.flatMap((event) =>
      event.type === 'hall.notice.corrected' || event.type === 'hall.notice.voided'
        ? [identityOf(event.sourceName, event.data.ofSource, event.data.ofId)]
        : [],
    ),
  );
  return events.filter(({ identity }) => !withdrawn.has(identity));
}

/** Applies a logged event; a notice takes the event it names back, whether that has come yet or not. */
export function applyLogged(state: HallState, event: LoggedEvent): void {
  state.apply(event);
  if (event.type !== 'hall.notice.corrected' && event.type !== 'hall.notice.voided') return;
  state.withdraw(identityOf(event.sourceName, event.data.ofSource, event.data.ofId));
}
