import { METRICS, type MetricKey } from '@cockpit/contracts';

/** Words of the glossary (`docs/glossary.md`, first column) that stand on pages with their meaning. */
export const WORD_KEYS = [
  '95 % interval',
  'anomaly',
  'at risk',
  'band',
  'clock skew',
  'clock',
  'kept after',
  'law',
  'must hold',
  'paused clock',
  'prompt',
  'provisional',
  'quarantine',
  'quote',
  'rank change',
  'rank set',
  'silence',
  'SLA status',
  'source',
  'stage',
  'target',
  'warning',
  'workload',
  'yellow and red card',
] as const;
type WordKey = (typeof WORD_KEYS)[number];

/** What has a definition: a word of the glossary or a metric of the dictionary. */
export type TermKey = WordKey | MetricKey;

export const isMetric = (key: TermKey): key is MetricKey => Object.hasOwn(METRICS, key);
