import type { LoggedEvent } from '@cockpit/contracts';
import { HallState, type HallConfig, type HallStateJson, wallClocked } from '@cockpit/domain';
import { applyLogged } from '@cockpit/live';

/** How often the state is kept to go back to. */
const KEPT_EVERY_MS = 30 * 60_000;

/**
 * A hall day that can be gone through forwards and backwards: the production fold over the day's events. Feeds age by the times the
 * events tell, as if each had arrived when it happened.
 */
export class DayReplay {
  private readonly events: readonly LoggedEvent[];
  private readonly config: HallConfig;
  private readonly kept = new Map<number, { json: HallStateJson; next: number }>();
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
  /** epoch ms of the first event; the opening when nothing happened */
  get begins(): number {
    return this.events[0]?.time ?? this.original.open[0]?.from ?? this.original.dayStart;
  }
  get ends(): number {
    return this.events.at(-1)?.time ?? this.original.open.at(-1)?.to ?? this.original.dayStart;
  }

  /** The hall at a moment: everything that happened up to and including it. The state is the replay's own: read it, do not keep it. */
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

  /** Once from the begin to the end, for whoever asks something of the whole day: it leaves the moment that others are shown alone. */
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

  /** Keeps the state as it was before the first event of a half hour. */
  private remember(at: number): void {
    const half = Math.floor(at / KEPT_EVERY_MS) * KEPT_EVERY_MS;
    if (!this.kept.has(half)) this.kept.set(half, { json: this.state.toJSON(), next: this.next });
  }

  private back(at: number): void {
    let from = -Infinity;
    for (const half of this.kept.keys()) if (half <= at && half > from) from = half;
    const known = this.kept.get(from);
    this.state = known === undefined ? new HallState(this.config) : HallState.fromJSON(known.json, this.config);
    this.next = known?.next ?? 0;
    this.at = known === undefined ? this.config.dayStart : from;
  }
}
