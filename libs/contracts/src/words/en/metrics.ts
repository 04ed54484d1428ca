import type { WordsLike } from '../message';
import type { metrics as chinese } from '../zh-CN/metrics';

export const metrics: WordsLike<typeof chinese> = {
  'no-value.silent': 'the feed has gone silent',
  'no-value.nothing-to-divide-by': 'there is nothing to divide by',
  'no-value.nobody-notified': 'nobody was notified of any warning in this period, as far as is written down',
  'no-value.nothing-compared': 'no prompt of this period has been compared with what would have been without it',
};
