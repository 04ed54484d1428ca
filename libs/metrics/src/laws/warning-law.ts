import type { LawResult } from '@cockpit/contracts';
import { Injectable } from '@nestjs/common';
import { firingsOf } from '@cockpit/warnings';
import { DataSource } from 'typeorm';
import type { Ask } from '../asking/ask';
import type { PlanBook } from '../asking/plan-book';
import { bounds, whereabouts } from '../sources/postgres-parts';
import { judged } from './law';
import { MetricSums } from './sums';

const DAY_MS = 86_400_000;

/** Every fired warning is open or has ended in exactly one way. */
@Injectable()
export class WarningLaw {
  constructor(
    private readonly postgres: DataSource,
    private readonly sums: MetricSums,
  ) {}

  async check(ask: Ask, plans: PlanBook): Promise<LawResult[]> {
    const [from, to] = bounds(ask);
    const codes = ask.halls.map(({ doc }) => doc.code);
    const belongs = whereabouts(ask);
    const opened = async (): Promise<(hall: string) => number> => {
      const rows = await firingsOf(this.postgres, codes, [new Date(from.getTime() - DAY_MS), to]);
      const relevant = rows.filter(({ hall, at }) => belongs(hall, at.getTime()) !== null);
      return (hall) => relevant.filter((row) => row.hall === hall).length;
    };
    const before = await opened();
    const ends = await this.sums.halls('closed_loop_rate', 'aspect', ask, plans);
    const after = await opened();
    return codes.map((hall) => {
      const right = ends.get(hall) ?? 0;
      // a warning that fires during the check is counted before or after it
      const left = before(hall) <= right && right <= after(hall) ? right : after(hall);
      return judged({ law: 'warnings', hall, unit: 'count', left, right });
    });
  }
}
