import { Drawing, HallChanged, HallSetup, OrganisationDoc, TableRows, type HallChange } from '@cockpit/contracts';
import { base64Of } from '../../shared/base64';
import { ApiError, ask } from '../../shared/http';

/** Null while there is none. */
export async function fetchOrganisation(): Promise<OrganisationDoc | 'none'> {
  try {
    return (await ask('GET', '/v1/organisation', OrganisationDoc)).body;
  } catch (error) {
    if (error instanceof ApiError && error.problem.code === 'no-organisation') return 'none';
    throw error;
  }
}

const pathOf = (place: string): string => `/v1/halls/${encodeURIComponent(place)}/setup`;
export const fetchSetup = async (place: string): Promise<HallSetup> =>
  (await ask('GET', pathOf(place), HallSetup)).body;

export interface How {
  /** empty: today in the hall */
  from: string;
  check: boolean;
  anyway: boolean;
}
export async function changeSetup(
  place: string,
  change: HallChange,
  { from, check, anyway }: How,
): Promise<HallChanged> {
  const query = new URLSearchParams({ check: String(check), anyway: String(anyway), ...(from === '' ? {} : { from }) });
  return (await ask('PUT', `${pathOf(place)}?${query.toString()}`, HallChanged, change)).body;
}

/** Keeps a drawing for the plan of a place. @throws {ApiError} with the reason why it is none */
export const sendDrawing = async (place: string, file: File): Promise<Drawing> =>
  (await ask('POST', `/v1/halls/${encodeURIComponent(place)}/drawings`, Drawing, { content: await base64Of(file) }))
    .body;

/** The rows of a file; nothing is kept of it. */
export const fetchTable = async (file: File): Promise<TableRows> =>
  (await ask('POST', '/v1/tables', TableRows, { content: await base64Of(file) })).body;
