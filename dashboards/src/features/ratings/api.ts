import { RatingTags, type MatterSummary, type MetricAnswer, type MetricBy } from '@cockpit/contracts';
import { ask } from '../../shared/http';
import { PAGE_SIZE, type ListPage } from '../../shared/pages';
import { fetchMatters } from '../cases/api';
import { fetchMetric } from '../figures/api';

export const SPLITS = ['hall', 'window', 'officer', 'item'] as const satisfies readonly MetricBy[];
export type Split = (typeof SPLITS)[number];

export interface RatingsQuestion {
  hall: string;
  period: { from: string; to: string };
  state: 'open' | 'closed';
  by: Split;
  /** of the page of bad ratings */
  cursor: string | null;
}
export interface RatingsAnswer {
  bad: ListPage<MatterSummary>;
  satisfied: MetricAnswer;
  answered: MetricAnswer;
  share: MetricAnswer;
  tags: RatingTags['items'];
}

/** What is open is shown whenever it came; what is closed, and the figures, of the period. */
export async function fetchRatings({ hall, period, state, by, cursor }: RatingsQuestion): Promise<RatingsAnswer> {
  const place = hall === '' ? {} : { hall };
  const filter = { kind: 'bad-rating', state, ...place, ...(state === 'closed' ? period : {}) };
  const said = new URLSearchParams({ ...place, ...period }).toString();
  const [bad, satisfied, answered, share, tags] = await Promise.all([
    fetchMatters(filter, { limit: PAGE_SIZE, cursor }),
    fetchMetric('satisfied', { hall, ...period, by }),
    fetchMetric('bad_rating_answered', { hall, ...period }),
    fetchMetric('rating_share', { hall, ...period }),
    ask('GET', `/v1/matters/rating-tags?${said}`, RatingTags),
  ]);
  return { bad, satisfied, answered, share, tags: tags.body.items };
}
