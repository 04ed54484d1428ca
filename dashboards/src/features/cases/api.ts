import { CardAppeal, MatterCard, MatterClock, MatterDetail, MatterSummary, page } from '@cockpit/contracts';
import { ask, askText, tell } from '../../shared/http';
import { pageFields, type ListPage } from '../../shared/pages';
import { paramsOf, type CaseFilter } from './filter';
import { usualSort, type Sort } from './sort';

const Matters = page(MatterSummary);

function listParams(filter: CaseFilter, { order, reversed }: Sort): URLSearchParams {
  const params = paramsOf(filter);
  params.set('order', order);
  if (reversed) params.set('reversed', 'true');
  return params;
}

export async function fetchMatters(
  filter: CaseFilter,
  { limit, cursor = null, sort = usualSort(filter) }: { limit: number; cursor?: string | null; sort?: Sort },
): Promise<ListPage<MatterSummary>> {
  const params = listParams(filter, sort);
  for (const [key, value] of Object.entries(pageFields(cursor, limit))) params.set(key, value);
  return (await ask('GET', `/v1/matters?${params.toString()}`, Matters)).body;
}

/** The whole list of the filter, however long it is. */
export async function fetchAllMatters(filter: CaseFilter, sort: Sort): Promise<MatterSummary[]> {
  const lines = await askText(`/v1/matters?${listParams(filter, sort).toString()}`, 'application/x-ndjson');
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => MatterSummary.parse(JSON.parse(line)));
}

const matterPath = (id: string) => `/v1/matters/${encodeURIComponent(id)}`;
export const fetchMatter = async (id: string): Promise<MatterDetail> =>
  (await ask('GET', matterPath(id), MatterDetail)).body;
export const fetchClock = async (id: string): Promise<MatterClock> =>
  (await ask('GET', `${matterPath(id)}/clock`, MatterClock)).body;

const cardPath = (id: string, verb: string) => `/v1/cards/${encodeURIComponent(id)}/${verb}`;
export const fetchCard = async (id: string): Promise<MatterCard> =>
  (await ask('GET', `/v1/cards/${encodeURIComponent(id)}`, MatterCard)).body;
export const acknowledgeCard = (id: string): Promise<void> => tell('POST', cardPath(id, 'ack'), {});
export const explainCard = (id: string, reason: string): Promise<void> =>
  tell('POST', cardPath(id, 'explain'), { reason });
export const appealCard = (id: string, reason: string): Promise<void> =>
  tell('POST', cardPath(id, 'appeal'), { reason });
export const decideAppeal = (id: string, decision: 'upheld' | 'rejected', reason: string): Promise<void> =>
  tell('POST', cardPath(id, 'appeal/decide'), { decision, reason });
export const fetchAppeal = async (id: string): Promise<CardAppeal> =>
  (await ask('GET', cardPath(id, 'appeal'), CardAppeal)).body;
