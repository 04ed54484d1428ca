import { page, Warning, type DismissedAs, type Warning as WarningShape } from '@cockpit/contracts';
import { everyPage } from '../../shared/every-page';
import { ask, tell } from '../../shared/http';

const Warnings = page(Warning);

const fetchAll = (filter: Readonly<Record<string, string>>): Promise<WarningShape[]> =>
  everyPage(async (cursor) => {
    const query = new URLSearchParams({ ...filter, limit: '500', ...(cursor === null ? {} : { cursor }) });
    return (await ask('GET', `/v1/warnings?${query.toString()}`, Warnings)).body;
  });

/** Warnings of the hall that are not over, newest first. */
export const fetchWarnings = (hall: string): Promise<WarningShape[]> => fetchAll({ hall, state: 'live' });
/** Those that are not over, of all one's halls, and of what belongs to none. */
export const fetchOpen = (): Promise<WarningShape[]> => fetchAll({ state: 'live' });
/** Red ones that hold, of all one's halls. */
export const fetchRed = (): Promise<WarningShape[]> => fetchAll({ state: 'firing', severity: 'red' });

/** One with its course. */
export const fetchWarning = async (id: string): Promise<WarningShape> =>
  (await ask('GET', `/v1/warnings/${encodeURIComponent(id)}`, Warning)).body;

const path = (id: string, verb: string) => `/v1/warnings/${encodeURIComponent(id)}/${verb}`;
const answer = async (id: string, verb: string, body: object): Promise<WarningShape> =>
  (await ask('POST', path(id, verb), Warning, body)).body;
export const acknowledge = (id: string): Promise<WarningShape> => answer(id, 'ack', {});
/** Why a warning is ended by hand, and whether it should not have been raised. */
export interface Ending {
  reason: string;
  dismissedAs?: DismissedAs;
}
export const resolveWarning = (id: string, ending: Ending): Promise<WarningShape> => answer(id, 'resolve', ending);
export const tellSeen = (ids: readonly string[]): Promise<void> => tell('POST', '/v1/warnings/seen', { ids });
