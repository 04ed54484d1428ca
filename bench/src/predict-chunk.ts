import {
  benchHall,
  benchNames,
  HallSimulator,
  HallState,
  isUnknown,
  learnDay,
  makeDay,
  playPolicy,
  quote,
  readPast,
  SimFeed,
  writePast,
  YARDSTICKS,
  type HallPast,
  type HallPastState,
  type PlayOptions,
  type PolicyKey,
  type RunObservers,
  type Scenario,
  type SimDay,
  type WaitQuote,
  NO_QUEUES,
} from '@cockpit/domain';

/** Some days in a row, for one process, with what was known of the hall before the first of them. */
export interface PredictChunk {
  readonly scenario: Scenario;
  readonly policy: PolicyKey;
  readonly days: readonly number[];
  readonly past: HallPastState | null;
  /** the first days of the chunk only teach visitors and services, no quotes are made on them */
  readonly silentDays: number;
  readonly paths: number;
}

/** One visitor's quote at issue and real wait, minutes. */
export interface QuotedWait {
  readonly p50: number;
  readonly p90: number;
  readonly real: number;
}

export interface PredictChunkResult {
  readonly waits: QuotedWait[];
  readonly refused: number;
  readonly past: HallPastState | null;
}

/**
 * Plays the days through the production fold, quotes every ticket just before it is issued, and learns from each day when
 * it is over. Truth is issue → call, past patience too; no-shows and visitors shown to a terminal are left out.
 */
export function predictChunk(chunk: PredictChunk, onDay: (day: number) => void = () => undefined): PredictChunkResult {
  const waits: QuotedWait[] = [];
  let past: HallPast | null = null;
  let refused = 0;
  for (const [i, id] of chunk.days.entries()) {
    const day = makeDay(chunk.scenario, id);
    const watch: DayWatch = new DayWatch(day, chunk, past, i < chunk.silentDays);
    playWatched(day, chunk.policy, watch);
    past = watch.learned;
    refused += watch.refused;
    waits.push(...watch.waits());
    onDay(id);
  }
  return { waits, refused, past: past === null ? chunk.past : writePast(past) };
}

type Watch = Pick<PlayOptions, 'onEvent' | 'onDayOver'>;

class DayWatch {
  refused = 0;
  learned: HallPast | null = null;
  private past: HallPast | null;
  private readonly quoted = new Map<string, WaitQuote>();
  private readonly issued = new Map<string, number>();
  private readonly real = new Map<string, number>();
  private readonly leftOut: ReadonlySet<string>;

  constructor(
    day: SimDay,
    private readonly chunk: PredictChunk,
    past: HallPast | null,
    private readonly silent: boolean,
  ) {
    this.past = past;
    const names = benchNames(day);
    this.leftOut = new Set(day.tickets.filter((t) => t.noShow).map((t) => names.ticket(t.id)));
  }

  readonly onEvent: NonNullable<Watch['onEvent']> = (event, state) => {
    if (this.silent) return;
    if (event.type === 'hall.ticket.issued') {
      const { ticketId, queue } = event.data;
      if (this.issued.has(ticketId)) return;
      this.past ??= this.chunk.past === null ? null : readPast(this.chunk.past, state);
      this.issued.set(ticketId, event.time);
      const answer = quote(state, queue, { past: this.past, now: event.time, paths: this.chunk.paths });
      if (isUnknown(answer)) this.refused += 1;
      else this.quoted.set(ticketId, answer);
    } else if (event.type === 'hall.ticket.called') {
      const from = this.issued.get(event.data.ticketId);
      if (from !== undefined && !this.real.has(event.data.ticketId))
        this.real.set(event.data.ticketId, (event.time - from) / 60_000);
    }
  };

  readonly onDayOver: NonNullable<Watch['onDayOver']> = (state) => {
    this.past ??= this.chunk.past === null ? null : readPast(this.chunk.past, state);
    this.learned = learnDay(this.past, state, this.quoted);
  };

  waits(): QuotedWait[] {
    return [...this.quoted].flatMap(([ticketId, { p50Sec, p90Sec }]) => {
      const real = this.real.get(ticketId);
      return real === undefined || this.leftOut.has(ticketId) ? [] : [{ p50: p50Sec / 60, p90: p90Sec / 60, real }];
    });
  }
}

function playWatched(day: SimDay, policy: PolicyKey, watch: Watch): void {
  const observers: RunObservers & Watch = {
    ...(watch.onEvent && { onEvent: watch.onEvent }),
    ...(watch.onDayOver && { onDayOver: watch.onDayOver }),
  };
  if (policy !== 'A' && policy !== 'linkAll') {
    playPolicy(day, policy, observers);
    return;
  }
  const names = benchNames(day);
  const state = new HallState(benchHall(day, names));
  const { opening } = YARDSTICKS[policy]();
  const feed = new SimFeed(day, names, (event) => {
    watch.onEvent?.(event, state);
    state.apply(event);
  });
  const simulator = new HallSimulator(day, { opening, onStep: feed.onStep });
  const masks = new Map(day.officers.map((o) => [o.window, opening(o).mask]));
  feed.open((window) => masks.get(window) ?? NO_QUEUES);
  simulator.drain();
  state.advance(names.opening + simulator.nowMin * 60_000);
  watch.onDayOver?.(state);
}
