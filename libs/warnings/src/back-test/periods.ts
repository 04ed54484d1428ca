import { Injectable } from '@nestjs/common';
import {
  periodOf,
  summed,
  type BackTestDay,
  type BackTestPair,
  type BackTestPeriod,
  type BackTestPeriodWanted,
  type BackTestRange,
  type BackTestRangeQuery,
} from '@cockpit/contracts';
import { unavailable } from '@cockpit/platform';
import { RuleSettingsStore } from '../settings/rule-settings';
import { BackTests } from './back-tests';

/** Halls are watched by the same processor: so many periods are played at once, and no more. */
const AT_ONCE = 2;

/** A setting tried over many past days beside the one in force. */
@Injectable()
export class BackTestPeriods {
  private running = 0;

  constructor(
    private readonly tests: BackTests,
    private readonly settings: RuleSettingsStore,
  ) {}

  /**
   * Whatever is wrong with the question is said before the first day is played.
   * @param signal nobody waits for the answer any more
   * @throws {AppError} as a back-test of one day does; 503 while as many periods are played as may be
   */
  async begin(
    hall: string,
    { rule, days, place, settings }: BackTestPeriodWanted,
    signal: AbortSignal,
  ): Promise<AsyncGenerator<BackTestPeriod>> {
    const told = await this.settings.toldWith(rule, { place, settings });
    this.tests.ruleOf(rule);
    const past = (await this.tests.days(hall)).slice(0, days);
    this.assertRoom();
    const pairs = this.played(past, (day) => this.tests.compare(hall, day, rule, told, signal), signal);
    return soFar(pairs, past.length);
  }

  /**
   * A rule as it is told now, over the days between two.
   * @throws {AppError} as `begin` does
   */
  async range(rule: string, { hall, from, to }: BackTestRangeQuery, signal: AbortSignal): Promise<BackTestRange> {
    this.tests.ruleOf(rule);
    const past = (await this.tests.days(hall)).filter((day) => from <= day && day <= to).reverse();
    this.assertRoom();
    const days: BackTestDay[] = [];
    for await (const day of this.played(past, (one) => this.tests.run(hall, one, rule, signal), signal)) days.push(day);
    return { hall, rule, from, to, sum: summed(days), days };
  }

  private assertRoom(): void {
    if (this.running >= AT_ONCE)
      throw unavailable('as many trials of rules as may be are running: try again in a minute', 60, 'trials-running');
  }

  /** Day after day, while somebody waits for it. */
  private async *played<T>(
    past: readonly string[],
    play: (day: string) => Promise<T>,
    signal: AbortSignal,
  ): AsyncGenerator<T> {
    this.running += 1;
    try {
      for (const day of past) yield await play(day);
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      this.running -= 1;
    }
  }
}

/** What is known after each of so many days; at once, where there is none. */
async function* soFar(played: AsyncGenerator<BackTestPair>, of: number): AsyncGenerator<BackTestPeriod> {
  const pairs: BackTestPair[] = [];
  if (of === 0) yield periodOf([], 0);
  for await (const pair of played) {
    pairs.push(pair);
    yield periodOf(pairs, of);
  }
}
