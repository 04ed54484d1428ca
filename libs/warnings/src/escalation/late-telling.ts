import { Injectable, Logger } from '@nestjs/common';
import { Severity } from '@cockpit/contracts';
import { hallDay } from '@cockpit/domain';
import { rosterEnds } from '@cockpit/duty';
import { DecisionClock, HallConfigs } from '@cockpit/live';
import { neverNotified } from '@cockpit/notify';
import { HallClock } from '@cockpit/organisation';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { isOver } from '../life/transitions';
import { WarningNotices } from '../notices';
import { WATCHDOG } from '../rules/pulse-rules';
import { lifeOf } from '../warning-rows';
import { WarningRow } from '../warning.entity';

const Found = z.array(
  z.object({
    id: z.string(),
    hall: z.string(),
    severity: Severity,
    firedAt: z.date(),
    isNobodys: z.boolean(),
    callsNobody: z.boolean(),
  }),
);
const AT_ONCE = 500;

/**
 * Warnings that still hold and that nobody has answered. `isNobodys`: it was told to no level; `callsNobody`: it is somebody's, and not to be told now.
 */
const UNANSWERED = `
  SELECT w.id, w.hall, w.severity, w.fired_at AS "firedAt", e.warning_id IS NULL AS "isNobodys",
    e.state IS NOT NULL AND e.state NOT IN ('told', 'nobody') AS "callsNobody"
  FROM warning w LEFT JOIN escalation e ON e.warning_id = w.id
  WHERE w.condition IN ('firing', 'recovering') AND w.handling IN ('new', 'notified') AND w.fired_at IS NOT NULL AND w.words IS NOT NULL AND w.rule <> $1
  ORDER BY w.hall, w.id`;

/** Tells of what fired before there was anybody to tell: a channel or a roster that is set up later is told of it once, while it holds. */
@Injectable()
export class LateTelling {
  private readonly logger = new Logger('escalation');

  constructor(
    private readonly postgres: DataSource,
    private readonly notices: WarningNotices,
    private readonly hallClock: HallClock,
    private readonly configs: HallConfigs,
    private readonly decisions: DecisionClock,
  ) {}

  async run(): Promise<void> {
    for (const { id, hall } of await this.untold()) {
      try {
        const { now, timeZone } = await this.hallClock.local(hall);
        const config = await this.configs.get(hall, hallDay(now, timeZone));
        // nobody can act in a twin
        if (config?.hall.twinOf !== undefined) continue;
        // asked before the hall is held: it may be so for hours
        const { manager } = this.postgres;
        const seen = await manager.findOneByOrFail(WarningRow, { id });
        if (await this.notices.isHeldBack(manager, seen, now)) continue;
        await this.decisions.change(hall, async (held) => {
          const row = await held.findOneByOrFail(WarningRow, { id });
          if (!isOver(lifeOf(row).condition)) await this.notices.tellLate(held, row, now);
        });
      } catch (error) {
        // one that fails keeps no other waiting
        this.logger.warn({ hall, warning: id, err: error }, 'nobody could be told of a warning that fired before');
      }
    }
  }
  /** Nobody has it although there is a roster now, or no message was ever written although there is a channel now. */
  private async untold(): Promise<{ id: string; hall: string }[]> {
    const { manager } = this.postgres;
    const unanswered = Found.parse(await manager.query(UNANSWERED, [WATCHDOG]));
    const toTell = unanswered.filter(({ callsNobody }) => !callsNobody);
    const subjectOf = (id: string): string => `warning/${id}`;
    const never = await neverNotified(
      manager,
      toTell.map(({ id, hall, severity }) => ({ subject: subjectOf(id), hall, level: severity })),
    );
    const isRosteredAfter = await rosterEnds(manager);
    return unanswered
      .filter(({ id, hall, firedAt, isNobodys }) => {
        const hasNobody = isNobodys && isRosteredAfter(hall, firedAt);
        return hasNobody || never.has(subjectOf(id));
      })
      .slice(0, AT_ONCE);
  }
}
