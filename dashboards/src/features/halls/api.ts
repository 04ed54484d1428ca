import { HallDetail, HallSummary, page } from '@cockpit/contracts';
import { ask } from '../../shared/http';

const Halls = page(HallSummary);
export async function fetchHalls(): Promise<HallSummary[]> {
  return (await ask('GET', '/v1/halls', Halls)).body.items;
}

export const fetchHall = async (hall: string): Promise<HallDetail> =>
  (await ask('GET', `/v1/halls/${encodeURIComponent(hall)}`, HallDetail)).body;
