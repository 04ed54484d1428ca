import { Enterprises, EnterpriseVisit, Liaison, page, type NewEnterpriseVisit } from '@cockpit/contracts';
import { repeated } from '../../shared/command';
import { ask } from '../../shared/http';

const Visits = page(EnterpriseVisit);
const of = (ref: string): string => `/v1/enterprises/${encodeURIComponent(ref)}/visits`;

export const LISTED = 200;
export const VISITS_LISTED = 50;
export async function fetchEnterprises({ hall }: { hall: string }): Promise<Enterprises> {
  const params = new URLSearchParams({ ...(hall === '' ? {} : { hall }), limit: String(LISTED) });
  return (await ask('GET', `/v1/enterprises?${params.toString()}`, Enterprises)).body;
}
export const fetchVisits = async (ref: string): Promise<EnterpriseVisit[]> =>
  (await ask('GET', `${of(ref)}?limit=${String(VISITS_LISTED)}`, Visits)).body.items;
export const enterVisit = async (ref: string, visit: NewEnterpriseVisit): Promise<void> => {
  await repeated(() => ask('POST', of(ref), EnterpriseVisit, visit));
};
export const appoint = async (ref: string, officerId: string): Promise<void> => {
  await repeated(() => ask('PUT', `/v1/liaisons/${encodeURIComponent(ref)}`, Liaison, { officerId }));
};
