import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { JobQueues, JobWorkers, defineJob } from '@cockpit/jobs';
import { z } from 'zod';
import { CardReminders } from './card-reminders';
import { ActNotifier } from './act-notifier';

/** Cards of one minute go out together: nobody need know of them by the second. */
const EVERY_MS = 60_000;
const reminderJob = defineJob({ queue: 'card-reminder', payload: z.object({}), concurrency: 1 });

/** Looks every minute whether somebody is to be reminded of a card, or to hear of what was done to a matter. */
@Injectable()
export class ReminderWorker implements OnApplicationBootstrap {
  constructor(
    private readonly reminders: CardReminders,
    private readonly acts: ActNotifier,
    private readonly jobs: JobQueues,
    private readonly workers: JobWorkers,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.workers.register(reminderJob, async () =>
      (await this.acts.run()) + (await this.reminders.run()) === 0 ? 'nothing' : 'reminded',
    );
    await this.jobs.every(reminderJob, {}, EVERY_MS);
  }
}
