import {
  DeadLetter,
  FailedJobs,
  JobQueueStates,
  RetriedJobs,
  SampleData,
  SystemReport,
  page,
  type FailedJob,
} from '@cockpit/contracts';
import { ask, tell } from '../../shared/http';
import { pageFields, type ListPage } from '../../shared/pages';

const Letters = page(DeadLetter);
const jobsOf = (queue: string): string => `/v1/jobs/${encodeURIComponent(queue)}`;

export const fetchSystem = async (): Promise<SystemReport> => (await ask('GET', '/v1/system', SystemReport)).body;
export const fetchJobs = async (): Promise<JobQueueStates> => (await ask('GET', '/v1/jobs', JobQueueStates)).body;
export const fetchFailed = async (queue: string): Promise<FailedJob[]> =>
  (await ask('GET', `${jobsOf(queue)}/failed`, FailedJobs)).body.items;
export const retryJobs = async (queue: string): Promise<number> =>
  (await ask('POST', `${jobsOf(queue)}/retry`, RetriedJobs, {})).body.retried;

/** The latest first. */
export const fetchLetters = async (cursor: string | null): Promise<ListPage<DeadLetter>> =>
  (await ask('GET', `/v1/dead-letters?${new URLSearchParams(pageFields(cursor)).toString()}`, Letters)).body;
export const retryLetter = (id: string): Promise<void> => tell('POST', `/v1/dead-letters/${id}/retry`);

const SAMPLE = '/v1/sample-data';
/** many rows are counted, and then deleted */
const PATIENCE_MS = 600_000;
export const fetchSampleData = async (): Promise<SampleData> => (await ask('GET', SAMPLE, SampleData)).body;
export const removeSampleData = async (why: string): Promise<void> => {
  await ask('POST', `${SAMPLE}/remove`, SampleData, { why }, PATIENCE_MS);
};
