import { PointReport, type PointsQuery } from '@cockpit/contracts';
import { ask } from '../../shared/http';
import type { Period } from '../figures/period';

export interface PointsQuestion {
  /** empty: all */
  hall: string;
  period: Period;
  only: PointsQuery['only'];
  /** empty: all */
  item: string;
  point: string;
}
export async function fetchPoints({ hall, period, only, item, point }: PointsQuestion): Promise<PointReport> {
  const said = Object.entries({ hall, item, point }).filter(([, value]) => value !== '');
  const query = new URLSearchParams([...said, ...Object.entries(period), ['only', only]]);
  return (await ask('GET', `/v1/points/summary?${query.toString()}`, PointReport)).body;
}
