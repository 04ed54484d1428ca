import type { LoggedEvent } from '@cockpit/contracts';
import { HallState, type HallConfig, type HallStateJson, wallClocked } from '@cockpit/domain';
import { applyLogged } from '@cockpit/live';

/** Interval between checkpoints of the state. */
const CHECKPOINT_MS = 30 * 60_000;

/**
 * A hall day that can be replayed forwards and backwards with the production fold. Events count as received at the time
 * when they happened, so feeds age as on that day.
 */
export class DayReplay {
  private readonly events: readonly LoggedEvent[];
  private readonly config: HallConfig;
  private readonly checkpoints = new Map<number, { json: HallStateJson; next: number }>();
  private state: HallState;
  private next = 0;
  private at: number;

  constructor(
    readonly original: HallConfig,
    events: readonly LoggedEvent[],
  ) {
    this.config = wallClocked(original);
    this.events = events.map((event) => ({ ...event, receivedAt: event.time })).sort((a, b) => a.time - b.time);
    this.state = new HallState(this.config);
    this.at = original.dayStart;
  }

  get size(): number {
    return this.events.length;
  }
  /** epoch ms of the first event; the opening time if there is none */
  get begins(): number {
    return this.events[0]?.time ?? this.original.open[0]?.from ?? this.original.dayStart;
  }
  get ends(): number {
    return this.events.at(-1)?.time ?? this.original.open.at(-1)?.to ?? this.original.dayStart;
  }

  /**
   * The hall state at a moment, with all events up to and including it. The replay changes this state later: read it,
   * do not keep it.
   */
  to(at: number): HallState {
    if (at < this.at) this.back(at);
    for (let event = this.events[this.next]; event !== undefined && event.time <= at; event = this.events[this.next]) {
      this.remember(event.time);
      applyLogged(this.state, event);
      this.next += 1;
    }
    this.state.advance(at);
    this.at = at;
    return this.state;
  }

  /** Goes once through the day on a separate state, so that `to()` keeps its position. */
  *through(everyMs: number): Generator<{ at: number; state: HallState }> {
    const state = new HallState(this.config);
    let next = 0;
    for (let at = Math.ceil(this.begins / everyMs) * everyMs; at <= this.ends; at += everyMs) {
      for (let event = this.events[next]; event !== undefined && event.time <= at; event = this.events[++next])
        applyLogged(state, event);
      state.advance(at);
      yield { at, state };
    }
  }

  /** Stores the state before the first event of each half hour. */
  private remember(at: number): void {
    const half = Math.floor(at / CHECKPOINT_MS) * CHECKPOINT_MS;
    if (!this.checkpoints.has(half)) this.checkpoints.set(half, { json: this.state.toJSON(), next: this.next });
  }

  private back(at: number): void {
    let from = -Infinity;
    for (const half of this.checkpoints.keys()) if (half <= at && half > from) from = half;
    const checkpoint = this.checkpoints.get(from);
    this.state =
      checkpoint === undefined ? new HallState(this.config) : HallState.fromJSON(checkpoint.json, this.config);
    this.next = checkpoint?.next ?? 0;
    this.at = checkpoint === undefined ? this.config.dayStart : from;
  }
}
