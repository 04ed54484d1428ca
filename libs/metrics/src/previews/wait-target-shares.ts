import type { OrganisationDoc } from '@cockpit/contracts';
import { addDays } from '@cockpit/domain';
import { Injectable } from '@nestjs/common';
import { Asking } from '../asking/asking';
import { PlanBook } from '../asking/plan-book';
import { VisitSource } from '../sources/visit-source';
import { rolledUp } from '../sums';

/** Visitors counted by the service level, and those called within the target. */
export interface Share {
  readonly within: number;
  readonly of: number;
}

/** Service level of past days under hypothetical wait targets. */
@Injectable()
export class WaitTargetShares {
  constructor(
    private readonly asking: Asking,
    private readonly visits: VisitSource,
  ) {}

  /** By queue of one hall over the days before today, as if this organisation had been valid. */
  async compute(hall: string, doc: OrganisationDoc, days: number): Promise<Map<string, Share>> {
    const {
      halls: [hallAt],
    } = await this.asking.resolve({ hall }, { halls: [hall] });
    if (hallAt === undefined) return new Map();
    const span = { from: addDays(hallAt.today, -days), to: addDays(hallAt.today, -1) };
    const ask = await this.asking.resolve({ hall, by: 'queue', ...span }, { halls: [hall] });
    const plans = new PlanBook([{ from: '', doc }], await this.asking.dayClasses());
    const rows = await this.visits.anew('service_level', ask, plans);
    const byQueue = rolledUp(
      rows.filter((row) => row.hall === hall),
      ({ by }) => by,
    );
    return new Map([...byQueue].map(([queue, { n, d }]) => [queue, { within: n, of: d }]));
  }
}
