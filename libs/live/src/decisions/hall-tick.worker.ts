import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HallState, readPast, type HallPast } from '@cockpit/domain';
import { CLOCK, type Clock } from '@cockpit/platform';
import { DecisionClock } from '../decision-clock';
import { PastStore } from '../past-store';
import { HallConfigs } from '../projector/hall-configs';
import { NO_SECTIONS } from '../sections';
import { Checkpoints } from '../checkpoints';
import { NO_ESTIMATES } from '../view/estimates';
import { estimateHall } from '../view/estimate-hall';
import { liveHall } from '../view/live-hall';
import { DecisionSteps } from './decision-steps';
import { hallTickJob, type HallTick, JobWorkers } from '@cockpit/jobs';

/** Decides a hall minute from the state saved at it: done twice, or by two workers at once, it is decided once. */
@Injectable()
export class HallTickWorker implements OnApplicationBootstrap {
  constructor(
    private readonly workers: JobWorkers,
    private readonly checkpoints: Checkpoints,
    private readonly configs: HallConfigs,
    private readonly clock: DecisionClock,
    private readonly steps: DecisionSteps,
    private readonly pasts: PastStore,
    @Inject(CLOCK) private readonly wall: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.workers.register(hallTickJob, (tick) => this.decide(tick));
  }

  private async decide({ hall, minute, day }: HallTick): Promise<string> {
    const [json, config] = await Promise.all([this.checkpoints.loadTick(hall, minute), this.configs.get(hall, day)]);
    // A saved state outlives its minute by far; without it nothing sensible can be decided about a moment long gone.
    if (json === null || config === null) return 'gone';
    const state = HallState.fromJSON(json, config);
    const past = await this.pastOf(state);
    const snapshot = liveHall({
      state,
      estimates: { ...NO_ESTIMATES, ...estimateHall(state, { past }) },
      sections: NO_SECTIONS,
      wallNow: this.wall.now(),
      pulseAt: null,
    });
    const decided = await this.clock.decideMinute(hall, minute, (manager) =>
      this.steps.run({ hall, minute, state, past, snapshot, manager }),
    );
    return decided ? 'decided' : 'decided-before';
  }

  private async pastOf(state: HallState): Promise<HallPast | null> {
    const past = await this.pasts.load(state.config.hall.code);
    return past === null ? null : readPast(past.state, state);
  }
}
