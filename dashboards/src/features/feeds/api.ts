import {
  IngestAnswer,
  LawsAnswer,
  QuarantinedEvent,
  QuarantineSummary,
  ResubmitAnswer,
  SourceHealth,
  page,
  type QuarantineSelection,
} from '@cockpit/contracts';
import { z } from 'zod';
import { answered, commanded, repeated } from '../../shared/command';
import { ask } from '../../shared/http';
import { pageFields, type ListPage } from '../../shared/pages';

const Sources = page(SourceHealth);
const Events = page(QuarantinedEvent);
const Discarded = z.object({ discarded: z.int() });
const query = (values: Record<string, string | undefined>): string =>
  new URLSearchParams(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''),
  ).toString();

export interface SourceList {
  sources: SourceHealth[];
  /** the server's clock less ours, ms: by which the age of an arrival is told */
  offsetMs: number;
}
export async function fetchSources(): Promise<SourceList> {
  const { body, serverOffsetMs } = await ask('GET', '/v1/sources', Sources);
  return { sources: body.items, offsetMs: serverOffsetMs ?? 0 };
}
export const fetchSource = async (name: string): Promise<SourceHealth> =>
  (await ask('GET', `/v1/sources/${encodeURIComponent(name)}`, SourceHealth)).body;
/** Four weeks of all halls, both sides of every equation read anew: that may take a while. */
const LAWS_PATIENCE_MS = 120_000;
/** The last four weeks of which anything is kept. */
export const fetchLaws = async (hall: string): Promise<LawsAnswer> =>
  (await ask('GET', `/v1/laws?${query({ hall })}`, LawsAnswer, undefined, LAWS_PATIENCE_MS)).body;
export const fetchSummary = async (hall: string): Promise<QuarantineSummary> =>
  (await ask('GET', `/v1/quarantine/summary?${query({ hall })}`, QuarantineSummary)).body;

/** Open ones, newest first. */
export const fetchQuarantined = async (
  filter: QuarantineSelection,
  cursor: string | null,
): Promise<ListPage<QuarantinedEvent>> =>
  (await ask('GET', `/v1/quarantine?${query({ ...filter, state: 'open', ...pageFields(cursor) })}`, Events)).body;

const one = (id: string, verb = '') => `/v1/quarantine/${encodeURIComponent(id)}${verb}`;
const now = async (id: string): Promise<QuarantinedEvent> => (await ask('GET', one(id), QuarantinedEvent)).body;
export const resubmit = (id: string, body: Record<string, unknown>): Promise<Pick<IngestAnswer, 'rejected'>> =>
  answered(
    async () => (await ask('POST', one(id, '/resubmit'), IngestAnswer, body)).body,
    async () => ((await now(id)).resubmittedAt === null ? null : { rejected: [] }),
  );
export const discard = async (id: string, reason: string): Promise<void> => {
  await commanded(
    () => ask('POST', one(id, '/discard'), QuarantinedEvent, { reason }),
    async () => (await now(id)).discardedAt !== null,
  );
};
/** Sent once more it takes what is left; so does the next. */
export const resubmitMany = async (filter: QuarantineSelection): Promise<ResubmitAnswer> =>
  (await repeated(() => ask('POST', '/v1/quarantine/resubmit', ResubmitAnswer, { filter }))).body;
export const discardMany = async (filter: QuarantineSelection, reason: string): Promise<number> =>
  (await repeated(() => ask('POST', '/v1/quarantine/discard', Discarded, { filter, reason }))).body.discarded;
