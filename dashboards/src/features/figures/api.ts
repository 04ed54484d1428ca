import { MetricAnswer, type MetricBy, type MetricKey } from '@cockpit/contracts';
import { ask } from '../../shared/http';

export interface MetricQuestion {
  hall?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  by?: MetricBy | undefined;
}

const pathOf = (key: MetricKey, question: MetricQuestion): string => {
  const said = Object.entries(question).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
  );
  return `/v1/metrics/${key}?${new URLSearchParams(said).toString()}`;
};

export const fetchMetric = async (key: MetricKey, question: MetricQuestion): Promise<MetricAnswer> =>
  (await ask('GET', pathOf(key, question), MetricAnswer)).body;

/** `minutes_saved` of the hall's today, which a paired wall may read too. */
export const fetchSaving = async (hall: string): Promise<MetricAnswer> =>
  (await ask('GET', `/v1/halls/${encodeURIComponent(hall)}/saving`, MetricAnswer)).body;
