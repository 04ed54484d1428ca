import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { JobQueues, JobWorkers, defineJob } from '@cockpit/jobs';
import { DecisionClock } from '@cockpit/live';
import { HallClock } from '@cockpit/organisation';
import { DeadLetters } from '@cockpit/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { isOver } from '../life/transitions';
import { NOTICES, WarningNotices } from '../notices';
import { lifeOf } from '../warning-engine';
import { WarningRow } from '../warning.entity';
import { Escalations } from './escalations';

const EVERY_MS = 3_000;
const Untold = z.object({ warning: z.uuid() });
const escalationJob = defineJob({ queue: 'escalation', payload: z.object({}), concurrency: 1 });

/** Passes up what nobody has answered. What is due is found in the table, so that a lost run loses nothing. */
@Injectable()
export class EscalationWorker implements OnApplicationBootstrap {
  private readonly logger = new Logger('escalation');

  constructor(
    private readonly postgres: DataSource,
    private readonly escalations: Escalations,
    private readonly notices: WarningNotices,
    private readonly hallClock: HallClock,
    private readonly decisions: DecisionClock,
    private readonly letters: DeadLetters,
    private readonly jobs: JobQueues,
    private readonly workers: JobWorkers,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.workers.register(escalationJob, () => this.run());
    await this.jobs.every(escalationJob, {}, EVERY_MS);
  }

  private async run(): Promise<string> {
    const { manager } = this.postgres;
    await this.tellAgain(manager);
    let climbed = 0;
    for (const row of await this.escalations.open(manager)) {
      try {
        const warning = await manager.findOneByOrFail(WarningRow, { id: row.warningId });
        const now = await this.hallClock.now(row.hall);
        if (!(await this.escalations.isDue(manager, row, warning, now))) continue;
        await this.decisions.change(row.hall, async (held) => {
          // it may have changed before we held the hall
          const fresh = await held.findOneByOrFail(WarningRow, { id: row.warningId });
          await this.notices.climb(held, fresh, now);
        });
        climbed += 1;
      } catch (error) {
        // one hall that cannot be asked keeps no other waiting
        this.logger.warn({ hall: row.hall, warning: row.warningId, err: error }, 'a warning could not be passed up');
      }
    }
    return climbed === 0 ? 'nothing' : 'climbed';
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
