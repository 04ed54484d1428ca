import { METRIC_KEYS, METRICS, type MetricKey } from '../metrics';

/** The names of metrics as messages. They stand once, in the dictionary of metrics. */
export const metricNames = (language: 'zh' | 'en'): Readonly<Record<`metric.${MetricKey}`, string>> =>
  Object.fromEntries(METRIC_KEYS.map((key) => [`metric.${key}`, METRICS[key][language]])) as Record<
    `metric.${MetricKey}`,
    string
  >;
