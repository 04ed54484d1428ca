import { ClockBook, ClockVersion, page, type ClockChange } from '@cockpit/contracts';
import { ask } from '../../shared/http';

const Versions = page(ClockVersion);
/** Versions that the page lists; it says so. */
export const VERSIONS_LISTED = 50;

export const fetchClocks = async (): Promise<ClockBook> => (await ask('GET', '/v1/clocks', ClockBook)).body;
export const changeClocks = async (change: ClockChange): Promise<ClockBook> =>
  (await ask('PUT', '/v1/clocks', ClockBook, change)).body;
export const fetchVersions = async (): Promise<ClockVersion[]> =>
  (await ask('GET', `/v1/clocks/history?limit=${String(VERSIONS_LISTED)}`, Versions)).body.items;
