import { Injectable } from '@nestjs/common';
import { Severity } from '@cockpit/contracts';
import { hallDay } from '@cockpit/domain';
import { HallConfigs } from '@cockpit/live';
import { HallClock } from '@cockpit/organisation';
import { In, type EntityManager } from 'typeorm';
import { WarningRow, toWarning } from '../warning.entity';
import { WIDER, inhibits, type RaisedWarning } from './inhibition';
import { silencedUntil, type Quiet } from './quiet';

/** Whether a warning that still holds says already what another would. */
@Injectable()
export class Inhibitions {
  constructor(
    private readonly configs: HallConfigs,
    private readonly hallClock: HallClock,
  ) {}

  /** @param silences a warning that calls nobody says nothing for others */
  async holdBack(manager: EntityManager, row: WarningRow, silences: readonly Quiet[], now: number): Promise<boolean> {
    const wider = await manager.findBy(WarningRow, {
      hall: row.hall,
      rule: In([...WIDER]),
      condition: In(['firing', 'recovering']),
    });
    const telling = wider
      .filter(({ id }) => id !== row.id)
      .filter((by) => silencedUntil(toWarning(by), silences, now) === null);
    if (telling.length === 0) return false;
    const config = await this.configs.get(row.hall, hallDay(now, await this.hallClock.zone(row.hall)));
    const queuesOf = ({ rule, scopeCode }: RaisedWarning): readonly string[] =>
      rule === 'item-wait'
        ? (config?.items ?? []).filter(({ code }) => code === scopeCode).map(({ queue }) => queue)
        : (config?.windows.find(({ id }) => id === scopeCode)?.queues ?? []);
    return telling.some((by) => inhibits(raisedOf(by), raisedOf(row), queuesOf));
  }
}

const raisedOf = ({ rule, scopeCode, severity }: WarningRow): RaisedWarning => ({
  rule,
  scopeCode,
  severity: Severity.parse(severity),
});
