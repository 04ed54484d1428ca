import { LoopWarning, page, type LoopPart, type MetricAnswer, type MetricCompared } from '@cockpit/contracts';
import { ask } from '../../shared/http';
import { pageFields, type ListPage } from '../../shared/pages';
import { fetchCompared, fetchMetric } from '../figures/api';
import type { Period } from '../figures/period';
import { TIMES } from './parts';

export interface LoopQuestion {
  hall: string;
  period: Period;
}
export interface LoopFigures {
  /** with its other readings: how each warning ended */
  ends: MetricAnswer;
  /** by day, beside days of the same kinds before */
  byDay: MetricCompared['byDay'];
  halls: MetricAnswer | null;
  times: MetricAnswer[];
}

/** Everything the page says in figures, asked together so that it belongs together. */
export async function fetchLoop({ hall, period }: LoopQuestion): Promise<LoopFigures> {
  const asked = { hall, ...period };
  const [ends, { byDay }, halls, ...times] = await Promise.all([
    fetchMetric('closed_loop_rate', { ...asked, by: 'aspect' }),
    fetchCompared('closed_loop_rate', { ...asked, against: 'before' }),
    hall === '' ? fetchMetric('closed_loop_rate', { ...asked, by: 'hall' }) : null,
    ...TIMES.map(({ key }) => fetchMetric(key, asked)),
  ]);
  return { ends, byDay, halls, times };
}

const Listed = page(LoopWarning);
export async function fetchListed(
  { hall, period }: LoopQuestion,
  part: LoopPart,
  cursor: string | null,
): Promise<ListPage<LoopWarning>> {
  const query = new URLSearchParams({ ...period, part, ...pageFields(cursor), ...(hall === '' ? {} : { hall }) });
  return (await ask('GET', `/v1/loop?${query.toString()}`, Listed)).body;
}
