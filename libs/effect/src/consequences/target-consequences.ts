import { TARGET_SHARE_DAYS, TARGET_TRIAL_DAYS, type TargetConsequences as Answer } from '@cockpit/contracts';
import { WaitTargetShares } from '@cockpit/metrics';
import type { DraftedSetup } from '@cockpit/organisation';
import { TargetTrials, type TrialDay } from '@cockpit/warnings';
import { Injectable } from '@nestjs/common';
import { changedTargets, targetsOf, tried } from './other-targets';

const NO_SHARES: Answer['shares'] = { days: TARGET_SHARE_DAYS, queues: [] };

/**
 * Computes what other wait targets of a hall would have done to past days: warnings by the rules, and the service level
 * by its metric.
 */
@Injectable()
export class TargetConsequences {
  constructor(
    private readonly trials: TargetTrials,
    private readonly shares: WaitTargetShares,
  ) {}

  /** @throws {AppError} 503 if too many trials run already */
  async begin(hall: string, drafted: DraftedSetup, signal: AbortSignal): Promise<AsyncGenerator<Answer>> {
    const [before, after] = [drafted.before, drafted.after].map((doc) => doc?.halls.find(({ code }) => code === hall));
    const nothing: Answer = { hall, changed: [], shares: NO_SHARES, done: 0, of: 0, warnings: [], beyond: [] };
    if (before === undefined || after === undefined) return once(nothing);
    const targets = [targetsOf(before), targetsOf(after)] as const;
    const changed = changedTargets(...targets);
    if (changed.length === 0) return once(nothing);
    this.trials.refuseMore();
    const days = await this.trials.days(hall, TARGET_TRIAL_DAYS);
    const shares = await this.sharesOf(hall, drafted, changed);
    const first = { ...nothing, changed, shares, of: days.length };
    return progress(first, this.trials.play(hall, days, targets, signal), signal);
  }

  private async sharesOf(
    hall: string,
    { before, after }: DraftedSetup,
    changed: Answer['changed'],
  ): Promise<Answer['shares']> {
    if (before === null) return NO_SHARES;
    const [was, will] = await Promise.all(
      [before, after].map((doc) => this.shares.compute(hall, doc, TARGET_SHARE_DAYS)),
    );
    const queues = changed.flatMap(({ queue }) => {
      const [one, other] = [was?.get(queue ?? ''), will?.get(queue ?? '')];
      return queue === null || one === undefined || other === undefined ? [] : [{ queue, before: one, after: other }];
    });
    return { ...NO_SHARES, queues };
  }
}

async function* once(answer: Answer): AsyncGenerator<Answer> {
  yield await Promise.resolve(answer);
}

/** Yields the first answer, and one after each day. A closed connection ends it without an error. */
async function* progress(first: Answer, days: AsyncGenerator<TrialDay>, signal: AbortSignal): AsyncGenerator<Answer> {
  const played: TrialDay[] = [];
  yield first;
  try {
    for await (const day of days) {
      played.push(day);
      yield { ...first, done: played.length, ...tried(played) };
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
