import { METRICS, type MetricKey } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { groupsOf, type Ask } from '../asking/ask';
import type { PlanBook } from '../asking/plan-book';
import { DayRolls } from '../sources/day-rolls';

/** Finds the days on which a count without a row is 0 and not unknown. */
@Injectable()
export class KnownDays {
  constructor(private readonly rolls: DayRolls) {}

  /** Finished days by hall with open doors and any data; needed for counts only. */
  async find(key: MetricKey, ask: Ask, plans: PlanBook): Promise<Map<string, Set<string>>> {
    const halls = new Map<string, Set<string>>();
    if (METRICS[key].rollUp !== 'sum') return halls;
    const today = new Map(ask.halls.map(({ doc, today: own }) => [doc.code, own]));
    for (const pairs of await Promise.all(groupsOf(ask.halls).map((group) => this.rolls.computedDays(group))))
      for (const pair of pairs) {
        const [day = '', hall = ''] = pair.split(' ');
        if (day >= (today.get(hall) ?? '') || plans.opening(hall, day).length === 0) continue;
        const days = halls.get(hall) ?? new Set();
        halls.set(hall, days.add(day));
      }
    return halls;
  }
}

export const daysOfAny = (known: ReadonlyMap<string, ReadonlySet<string>>): Set<string> =>
  new Set([...known.values()].flatMap((days) => [...days]));
