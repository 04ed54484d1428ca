import { PackageReport } from '@cockpit/contracts';
import { ask } from '../../shared/http';
import type { Period } from '../figures/period';

export interface PackagesQuestion {
  /** empty: all */
  hall: string;
  period: Period;
}
export async function fetchPackages({ hall, period }: PackagesQuestion): Promise<PackageReport> {
  const said = new URLSearchParams({ ...(hall === '' ? {} : { hall }), ...period });
  return (await ask('GET', `/v1/packages?${said.toString()}`, PackageReport)).body;
}
