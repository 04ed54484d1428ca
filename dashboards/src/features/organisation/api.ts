import { HallChanged, HallSetup, OrganisationDoc, TableRows, type HallChange } from '@cockpit/contracts';
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

/** The rows of a file; nothing is kept of it. */
export async function fetchTable(file: File): Promise<TableRows> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return (await ask('POST', '/v1/tables', TableRows, { content: btoa(binary) })).body;
}
