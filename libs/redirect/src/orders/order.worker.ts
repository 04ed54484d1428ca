import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { JobQueues, JobWorkers, defineJob } from '@cockpit/jobs';
import { CLOCK, INTERVALS, type Clock, type Intervals } from '@cockpit/platform';
import { DecisionClock, LiveSnapshots } from '@cockpit/live';
import { firstReceipts } from '@cockpit/notify';
import { HallClock } from '@cockpit/organisation';
import { DataSource, IsNull, Not } from 'typeorm';
import { z } from 'zod';
import { PromptOrderRow } from './order.entity';
import { ORDER_SUBJECT, Orders } from './orders';
import { AT_ONCE } from './tell-alone';

const orderJob = defineJob({ queue: 'prompt-order', payload: z.object({}), concurrency: 1 });

/** Reminds of what nobody confirmed and raises it. What is due is found in the table, by the clock of each hall, so that a lost run loses nothing. */
@Injectable()
export class OrderWorker implements OnApplicationBootstrap {
  private readonly logger = new Logger('orders');

  constructor(
    private readonly postgres: DataSource,
    private readonly orders: Orders,
    private readonly hallClock: HallClock,
    private readonly decisions: DecisionClock,
    private readonly snapshots: LiveSnapshots,
    private readonly jobs: JobQueues,
    private readonly workers: JobWorkers,
    @Inject(INTERVALS) private readonly intervals: Intervals,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.workers.register(orderJob, () => this.run());
    await this.jobs.every(orderJob, {}, this.intervals.promptOrder);
  }

  private async run(): Promise<string> {
    const waiting = await this.postgres.manager.find(PromptOrderRow, {
      where: { nextAt: Not(IsNull()) },
      order: { nextAt: 'ASC' },
    });
    let found = 0;
    for (const { promptId, hall, nextAt } of waiting) {
      try {
        const now = await this.hallClock.now(hall);
        if (nextAt === null || nextAt.getTime() > now) continue;
        // it may have been answered before we held the hall
        const isServing = await this.isServing(hall, promptId);
        await this.decisions.change(hall, async (held) => this.orders.remind(held, promptId, now, isServing));
        found += 1;
      } catch (error) {
        // one hall that cannot be asked keeps no other waiting
        this.logger.warn({ hall, prompt: promptId, err: error }, 'nobody could be reminded');
      }
    }
    await this.noteDelivered();
    return found === 0 ? 'nothing' : 'reminded';
  }

  /** Whether its window still serves the ticket it had when the prompt was accepted. */
  private async isServing(hall: string, promptId: string): Promise<boolean> {
    const snapshot = await this.snapshots.ifThere(hall, this.clock.now());
    return snapshot?.prompts.find(({ id }) => id === promptId)?.freeAt === null;
  }

  /** What the channels of officers have confirmed since it was looked at last. */
  private async noteDelivered(): Promise<void> {
    const { manager } = this.postgres;
    const open = { addressee: 'window', deliveredAt: IsNull(), endedAt: IsNull() } as const;
    const rows = await manager.findBy(PromptOrderRow, open);
    if (rows.length === 0) return;
    const receipts = await firstReceipts(manager, ORDER_SUBJECT, [], AT_ONCE);
    for (const { promptId, hall } of rows) {
      try {
        const receipt = receipts.find(({ subject }) => subject === `${ORDER_SUBJECT}${promptId}`);
        if (receipt === undefined) continue;
        const now = await this.hallClock.now(hall);
        await this.decisions.change(hall, async (held) =>
          this.orders.delivered(held, promptId, receipt.recipient, now),
        );
      } catch (error) {
        // one hall that cannot be asked keeps no other waiting
        this.logger.warn({ hall, prompt: promptId, err: error }, 'a receipt could not be noted');
      }
    }
  }
}
