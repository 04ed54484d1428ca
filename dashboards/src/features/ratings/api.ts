import { RatingTags, type MetricAnswer, type MetricBy } from '@cockpit/contracts';
import { ask } from '../../shared/http';
import { fetchMetric } from '../figures/api';
import type { Period } from '../figures/period';

export const SPLITS = ['hall', 'window', 'officer', 'item'] as const satisfies readonly MetricBy[];
export type Split = (typeof SPLITS)[number];

interface RatingsAnswer {
  satisfied: MetricAnswer;
  answered: MetricAnswer;
  share: MetricAnswer;
  tags: RatingTags['items'];
}

export async function fetchRatings({
  hall,
  period,
  by,
}: {
  hall: string;
  period: Period;
  by: Split;
}): Promise<RatingsAnswer> {
  const query = new URLSearchParams({ ...(hall === '' ? {} : { hall }), ...period }).toString();
  const [satisfied, answered, share, tags] = await Promise.all([
    fetchMetric('satisfied', { hall, ...period, by }),
    fetchMetric('bad_rating_answered', { hall, ...period }),
    fetchMetric('rating_share', { hall, ...period }),
    ask('GET', `/v1/matters/rating-tags?${query}`, RatingTags),
  ]);
  return { satisfied, answered, share, tags: tags.body.items };
}
