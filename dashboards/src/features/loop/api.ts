import { LoopWarning, page, type LoopPart, type MetricAnswer } from '@cockpit/contracts';
import { ask } from '../../shared/http';
import { fetchMetric } from '../figures/api';
import { before, type Period } from '../figures/period';
import { TIMES } from './parts';

export interface LoopQuestion {
  hall: string;
  period: Period;
}
export interface LoopFigures {
  /** with its other readings: how each warning ended */
  ends: MetricAnswer;
  days: MetricAnswer;
  daysBefore: MetricAnswer;
  halls: MetricAnswer | null;
  times: MetricAnswer[];
}

/** Everything the page says in figures, asked together so that it belongs together. */
export async function fetchLoop({ hall, period }: LoopQuestion): Promise<LoopFigures> {
  const asked = { hall, ...period };
  const [ends, days, daysBefore, halls, ...times] = await Promise.all([
    fetchMetric('closed_loop_rate', { ...asked, by: 'aspect' }),
    fetchMetric('closed_loop_rate', { ...asked, by: 'day' }),
    fetchMetric('closed_loop_rate', { hall, ...before(period), by: 'day' }),
    hall === '' ? fetchMetric('closed_loop_rate', { ...asked, by: 'hall' }) : null,
    ...TIMES.map(({ key }) => fetchMetric(key, asked)),
  ]);
  return { ends, days, daysBefore, halls, times };
}

const Listed = page(LoopWarning);
export async function fetchListed(
  { hall, period }: LoopQuestion,
  part: LoopPart,
  limit: number,
): Promise<{ items: LoopWarning[]; next: string | null }> {
  const query = new URLSearchParams({ ...period, part, limit: String(limit), ...(hall === '' ? {} : { hall }) });
  return (await ask('GET', `/v1/loop?${query.toString()}`, Listed)).body;
}
