import { ClockBook, ClockVersion, page, type ClockChange } from '@cockpit/contracts';
import { ask } from '../../shared/http';
import { pageFields, type ListPage } from '../../shared/pages';

const Versions = page(ClockVersion);

export const fetchClocks = async (): Promise<ClockBook> => (await ask('GET', '/v1/clocks', ClockBook)).body;
export const changeClocks = async (change: ClockChange): Promise<ClockBook> =>
  (await ask('PUT', '/v1/clocks', ClockBook, change)).body;
export const fetchVersions = async (cursor: string | null): Promise<ListPage<ClockVersion>> =>
  (await ask('GET', `/v1/clocks/history?${new URLSearchParams(pageFields(cursor)).toString()}`, Versions)).body;
