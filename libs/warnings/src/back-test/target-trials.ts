import { Injectable } from '@nestjs/common';
import { unavailable } from '@cockpit/platform';
import { RulesInForce } from '../settings/rules-in-force';
import { PastDays } from './past-days';
import { TargetTrial, type TrialDay, type WaitTargets } from './target-trial';

/** Predictions cost time: they are made every third minute. */
const PREDICT_EVERY = 3;
/** Halls are watched by the same processor. */
const AT_ONCE = 2;

/** Other wait targets tried on the last days beside those that hold. */
@Injectable()
export class TargetTrials {
  private running = 0;

  constructor(
    private readonly past: PastDays,
    private readonly rules: RulesInForce,
  ) {}

  /** The last days of which anything is kept, latest first. */
  async days(hall: string, most: number): Promise<string[]> {
    return (await this.past.days(hall)).slice(0, most);
  }

  /** Day after day, in the order of `days`. @throws {AppError} 503 while as many trials run as may */
  async *play(
    hall: string,
    days: readonly string[],
    targets: readonly [WaitTargets, WaitTargets],
    signal: AbortSignal,
  ): AsyncGenerator<TrialDay> {
    this.running += 1;
    try {
      const told = await this.rules.told();
      for (const day of days) {
        const config = await this.past.config(hall, day);
        const trial = new TargetTrial({ hall, timeZone: config.hall.timeZone, told }, targets);
        const look = { stepMin: 1, predictEvery: PREDICT_EVERY, signal };
        for await (const { seen, at, predicted } of this.past.minutes(config, look)) trial.see(seen, at, predicted);
        yield trial.outcome();
      }
    } finally {
      this.running -= 1;
    }
  }

  refuseMore(): void {
    if (this.running >= AT_ONCE)
      throw unavailable(
        'as many trials of wait targets as may be are running: try again in a minute',
        60,
        'trials-running',
      );
  }
}
