import { Injectable, Logger } from '@nestjs/common';
import { DecisionClock } from '@cockpit/live';
import { HallClock } from '@cockpit/organisation';
import { DeadLetters } from '@cockpit/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { isOver } from '../life/transitions';
import { NOTICES, WarningNotices } from '../notices';
import { LateTelling } from './late-telling';
import { lifeOf } from '../warning-rows';
import { WarningRow } from '../warning.entity';
import { DueEscalations } from './due-escalations';

const Untold = z.object({ warning: z.uuid() });

/** Passes up what nobody has answered. What is due is found in the tables, so that a run that dies at any point loses nothing and tells nobody twice. */
@Injectable()
export class PassingUp {
  private readonly logger = new Logger('escalation');

  constructor(
    private readonly postgres: DataSource,
    private readonly due: DueEscalations,
    private readonly late: LateTelling,
    private readonly notices: WarningNotices,
    private readonly hallClock: HallClock,
    private readonly decisions: DecisionClock,
    private readonly letters: DeadLetters,
  ) {}

  /** @returns how many have come to somebody else */
  async run(): Promise<number> {
    const { manager } = this.postgres;
    await this.tellAgain(manager);
    await this.late.run();
    let climbed = 0;
    for (const { warning, hall, now } of await this.due.find(manager)) {
      try {
        await this.decisions.change(hall, async (held) => {
          // it may have changed before we held the hall
          const fresh = await held.findOneByOrFail(WarningRow, { id: warning });
          await this.notices.climb(held, fresh, now);
        });
        climbed += 1;
      } catch (error) {
        // one that fails keeps no other waiting
        this.logger.warn({ hall, warning, err: error }, 'a warning could not be passed up');
      }
    }
    return climbed;
  }

  /** What could not be told when it fired, as if it fired now; of what is over by now nobody need be told. */
  private async tellAgain(manager: EntityManager): Promise<void> {
    for (const { body } of await this.letters.due([NOTICES])) {
      const { warning: id } = Untold.parse(body);
      const row = await manager.findOneBy(WarningRow, { id });
      const told =
        row === null ||
        isOver(lifeOf(row).condition) ||
        (await this.decisions.change(row.hall, async (held) => {
          const fresh = await held.findOneByOrFail(WarningRow, { id });
          return this.notices.follow(held, fresh, null, await this.hallClock.now(row.hall));
        }));
      if (told) await this.letters.settle(NOTICES, [`warning/${id}`]);
    }
  }
}
