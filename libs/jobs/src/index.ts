// Work done at least once by whichever process is alive (BullMQ).
export { defineJob, type JobDefinition } from './job';
export { JobQueues } from './job-queues';
export { JobWorkers } from './job-workers';
export { JobsApiModule } from './jobs-api.module';
export { JobsModule } from './jobs.module';
export { HallTick, hallTickId, hallTickJob } from './hall-tick.job';
export { learnHallJob, type LearnHall } from './learn-hall.job';
export { promptSeenJob, type PromptSeen } from './prompt-seen.job';
export { pulseJob } from './pulse.job';
