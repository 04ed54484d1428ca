import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { readPast, type HallPast, type HallState } from '@cockpit/domain';
import { CLOCK, notFound, unavailable, type Clock } from '@cockpit/platform';
import { PastStore } from './past-store';
import { LiveStates } from './live-states';
import { HallConfigs } from './projector/hall-configs';

/** A past learned changes once a day; reading it again for every question would cost more than the answer. */
const PAST_KEPT_MS = 60_000;
const PASTS = 50;

/** A hall as it is now, for questions about it, with what earlier days taught. */
@Injectable()
export class HallStates {
  private readonly pasts = new LRUCache<string, { at: number; stored: Awaited<ReturnType<PastStore['load']>> }>({
    max: PASTS,
  });

  constructor(
    private readonly states: LiveStates,
    private readonly configs: HallConfigs,
    private readonly store: PastStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The state is the caller's own: what is done to it is seen by nobody else.
   * @throws {AppError} 404 for a hall nobody knows, 503 before its first checkpoint
   */
  async get(hall: string): Promise<{ state: HallState; past: HallPast | null }> {
    const state = await this.states.get(hall);
    if (state === null) {
      if (!(await this.configs.halls()).includes(hall)) throw notFound('unknown-hall', `there is no hall "${hall}"`);
      throw unavailable('nothing is known of this hall yet', 2, 'live-not-ready');
    }
    return { state, past: await this.past(state) };
  }

  /** What earlier days taught of the hall of a state. */
  async past(state: HallState): Promise<HallPast | null> {
    return (await this.stored(state.config.hall.code))(state);
  }

  /** The same for states that are only made later. */
  async stored(code: string): Promise<(state: HallState) => HallPast | null> {
    const now = this.clock.now();
    let known = this.pasts.get(code);
    if (known === undefined || now - known.at > PAST_KEPT_MS) {
      known = { at: now, stored: await this.store.load(code) };

      this.pasts.set(code, known);
    }
    const { stored } = known;
    return (state) => (stored === null ? null : readPast(stored.state, state));
  }
}
