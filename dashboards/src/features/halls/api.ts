import { HallDetail, HallSummary, page } from '@cockpit/contracts';
import { everyPage } from '../../shared/every-page';
import { ask } from '../../shared/http';

const Halls = page(HallSummary);
const PAGE = 2000;
export const fetchHalls = (): Promise<HallSummary[]> =>
  everyPage(
    async (cursor) =>
      (
        await ask(
          'GET',
          `/v1/halls?${new URLSearchParams({ limit: String(PAGE), ...(cursor === null ? {} : { cursor }) }).toString()}`,
          Halls,
        )
      ).body,
  );

export const fetchHall = async (hall: string): Promise<HallDetail> =>
  (await ask('GET', `/v1/halls/${encodeURIComponent(hall)}`, HallDetail)).body;
