import { MatterNames, MatterSummaryBy } from '@cockpit/contracts';
import { ask } from '../../shared/http';
import { paramsOf, type CaseFilter, type CountBy } from './filter';

/** Apart from the lists: a wall asks for counts alone. */
export async function fetchCounts(by: CountBy, filter: CaseFilter): Promise<MatterSummaryBy> {
  const params = paramsOf(filter);
  params.set('by', by);
  return (await ask('GET', `/v1/matters/summary?${params.toString()}`, MatterSummaryBy)).body;
}

export const fetchNames = async (): Promise<MatterNames['items']> =>
  (await ask('GET', '/v1/matters/names', MatterNames)).body.items;
