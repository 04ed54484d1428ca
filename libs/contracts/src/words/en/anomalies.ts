import type { WordsLike } from '../message';
import type { anomalies as chinese } from '../zh-CN/anomalies';

export const anomalies: WordsLike<typeof chinese> = {
  'odd.clock':
    'The clock cannot be trusted: {n} {n|event says a time|events say times} long past, the latest {subject}',
  'odd.backwards': '{subject}: called numbers ran backwards {n} {n|time|times}',
  'odd.frozen': '{subject}: the board stood still for over an hour while people waited ({n} {n|snapshot|snapshots})',
  'odd.closed-day': '{subject}: the board keeps sending on a closed day, {n} {n|snapshot|snapshots} without change',
  'odd.restarted': 'The sequence of {subject} began anew {n} {n|time|times}',
};
