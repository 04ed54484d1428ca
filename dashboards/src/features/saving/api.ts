import { page, Prompt, type MetricAnswer, type Prompt as PromptShape } from '@cockpit/contracts';
import { dayStart } from '../../shared/format';
import { everyPage } from '../../shared/every-page';
import { ask } from '../../shared/http';
import { fetchMetric } from '../figures/api';

const Prompts = page(Prompt);

export interface Grounds {
  /** the metric `minutes_saved` of these days */ metric: MetricAnswer;
  /** the prompts it sums, newest first */ prompts: PromptShape[];
}

export interface SavingQuestion {
  hall: string;
  /** hall days, both included; empty: the hall's own */
  from: string;
  to: string;
  timeZone: string;
}

const NOON_MS = 12 * 3_600_000;
const DAY_MS = 24 * 3_600_000;
/** The first instant of a hall day, or of the day after it. */
const begins = (day: string, timeZone: string, later = 0): string =>
  new Date(dayStart(Date.parse(`${day}T00:00:00Z`) + NOON_MS + later * DAY_MS, timeZone)).toISOString();

/** The metric, and every prompt it is the sum of. */
export async function fetchGrounds({ hall, from, to, timeZone }: SavingQuestion): Promise<Grounds> {
  const metric = await fetchMetric('minutes_saved', { hall, from, to });
  const prompts = await everyPage(async (cursor) => {
    const query = new URLSearchParams({
      hall,
      effect: 'observed',
      since: begins(metric.from, timeZone),
      until: begins(metric.to, timeZone, 1),
      ...(cursor === null ? {} : { cursor }),
    });
    return (await ask('GET', `/v1/prompts?${query.toString()}`, Prompts)).body;
  });
  return { metric, prompts };
}
