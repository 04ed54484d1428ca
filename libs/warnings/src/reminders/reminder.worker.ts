import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { JobQueues, JobWorkers, defineJob } from '@cockpit/jobs';
import { INTERVALS, type Intervals } from '@cockpit/platform';
import { z } from 'zod';
import { CardReminders } from './card-reminders';
import { ActNotifier } from './act-notifier';

const reminderJob = defineJob({ queue: 'card-reminder', payload: z.object({}), concurrency: 1 });

/** Looks every minute whether somebody is to be reminded of a card, or to hear of what was done to a matter. */
@Injectable()
export class ReminderWorker implements OnApplicationBootstrap {
  constructor(
    private readonly reminders: CardReminders,
    private readonly acts: ActNotifier,
    private readonly jobs: JobQueues,
    private readonly workers: JobWorkers,
    @Inject(INTERVALS) private readonly intervals: Intervals,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.workers.register(reminderJob, async () =>
      (await this.acts.run()) + (await this.reminders.run()) === 0 ? 'nothing' : 'reminded',
    );
    await this.jobs.every(reminderJob, {}, this.intervals.reminder);
  }
}
