import type { OrganisationDoc } from '@cockpit/contracts';
import { addDays } from '@cockpit/domain';
import { Injectable } from '@nestjs/common';
import { Asking } from '../asking/asking';
import { PlanBook } from '../asking/plan-book';
import { VisitSource } from '../sources/visit-source';
import { rolledUp } from '../sums';

/** Whom the service level counts, and how many of them were called within their target. */
export interface Share {
  readonly within: number;
  readonly of: number;
}

/** The service level of days that were, by wait targets that need never have held. */
@Injectable()
export class WaitTargetShares {
  constructor(
    private readonly asking: Asking,
    private readonly visits: VisitSource,
  ) {}

  /** By queue of one hall, over the days before today, as if the organisation had been this one on each of them. */
  async compute(hall: string, doc: OrganisationDoc, days: number): Promise<Map<string, Share>> {
    const {
      halls: [at],
    } = await this.asking.resolve({ hall }, { halls: [hall] });
    if (at === undefined) return new Map();
    const span = { from: addDays(at.today, -days), to: addDays(at.today, -1) };
    const ask = await this.asking.resolve({ hall, by: 'queue', ...span }, { halls: [hall] });
    const plans = new PlanBook([{ from: '', doc }], await this.asking.dayClasses());
    const rows = await this.visits.anew('service_level', ask, plans);
    const own = rolledUp(
      rows.filter((row) => row.hall === hall),
      ({ by }) => by,
    );
    return new Map([...own].map(([queue, { n, d }]) => [queue, { within: n, of: d }]));
  }
}
