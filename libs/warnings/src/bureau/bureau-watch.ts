import { Injectable } from '@nestjs/common';
import { DecisionClock } from '@cockpit/live';
import { HallClock, OrganisationService } from '@cockpit/organisation';
import { DataSource } from 'typeorm';
import { Coming, NOWHERE } from '../coming';
import { LINE_RULES } from '../rules/coming-rules';
import type { RulesTold } from '../rules/terms';
import { UNIT_RULES } from '../rules/unit-rules';
import { WarningEngine, type Evaluation } from '../warning-engine';
import { UnitCounts } from './unit-counts';

/**
 * What belongs to no hall is the bureau's: consultations that name none, and the matters of units. Its warnings carry the bureau's code where others carry a
 * hall's; its clock is the wall clock, and those are told who are on duty for every hall.
 */
@Injectable()
export class BureauWatch {
  constructor(
    private readonly organisation: OrganisationService,
    private readonly hallClock: HallClock,
    private readonly coming: Coming,
    private readonly counts: UnitCounts,
    private readonly engine: WarningEngine,
    private readonly decisions: DecisionClock,
    private readonly postgres: DataSource,
  ) {}

  /** @param open whether any hall is: while none is, nobody is there to answer */
  async run(wallNow: number, open: boolean, told: RulesTold): Promise<void> {
    const doc = await this.organisation.latest();
    if (doc === null || doc.halls.some(({ code }) => code === doc.bureau.code)) return;
    const hall = doc.bureau.code;
    const place = { hall, now: wallNow, timeZone: await this.hallClock.zone(hall), told };
    // what names no hall may be asked by the line of any
    const phoneLines = doc.halls.flatMap((one) => one.phoneLines ?? []);
    const coming = this.coming.find(NOWHERE, null, { ...place, phoneLines });
    if (coming !== null) await this.follow({ ...place, rules: LINE_RULES, seen: { ...coming, open } });
    const units = await this.counts.at(wallNow);
    if (units !== null) await this.follow({ ...place, rules: UNIT_RULES, seen: { units } });
  }

  private async follow<Seen>(evaluation: Evaluation<Seen>): Promise<void> {
    const { hall, rules } = evaluation;
    const keys = rules.map(({ key }) => key);
    if (!this.engine.wouldChange(await this.engine.live(this.postgres.manager, hall, keys), evaluation)) return;
    await this.decisions.change(hall, (held) => this.engine.run(held, evaluation));
  }
}
