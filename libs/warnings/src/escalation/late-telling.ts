import { Injectable, Logger } from '@nestjs/common';
import { hallDay } from '@cockpit/domain';
import { DecisionClock, HallConfigs } from '@cockpit/live';
import { HallClock } from '@cockpit/organisation';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { isOver } from '../life/transitions';
import { WarningNotices } from '../notices';
import { WATCHDOG } from '../rules/pulse-rules';
import { lifeOf } from '../warning-rows';
import { WarningRow } from '../warning.entity';

const Found = z.array(z.object({ id: z.string(), hall: z.string() }));

/** Warnings that still hold and that nobody has answered: no message was ever written although there is a channel now, or nobody has it although there is a roster now. */
const UNTOLD = `
  SELECT w.id, w.hall FROM warning w
  WHERE w.condition IN ('firing', 'recovering') AND w.handling IN ('new', 'notified') AND w.fired_at IS NOT NULL AND w.words IS NOT NULL AND w.rule <> $1
    AND (
      (NOT EXISTS (SELECT 1 FROM notify_outbox o WHERE o.subject = 'warning/' || w.id)
        AND NOT EXISTS (SELECT 1 FROM escalation e WHERE e.warning_id = w.id AND e.state NOT IN ('told', 'nobody')) AND EXISTS (SELECT 1 FROM notify_channel c
        WHERE c.enabled AND c.removed_at IS NULL AND w.severity = ANY(c.levels) AND (c.halls IS NULL OR w.hall = ANY(c.halls))))
      OR (NOT EXISTS (SELECT 1 FROM escalation e WHERE e.warning_id = w.id) AND EXISTS (SELECT 1 FROM duty_shift d
        WHERE d.to_at > w.fired_at AND (d.halls IS NULL OR w.hall = ANY(d.halls)))))
  ORDER BY w.hall, w.id LIMIT 500`;

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
    for (const { id, hall } of Found.parse(await this.postgres.query(UNTOLD, [WATCHDOG]))) {
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
}
