import { KINDS, type ChannelKind } from '../channel-kinds';
import type { Language } from '../languages';
import { METRIC_KEYS, METRICS, type MetricKey } from '../metrics';

/** Names that are written once, in a declaration, as messages: `metric.KEY`, `channel.KIND`. */
const named = <Group extends string, Key extends string>(
  group: Group,
  names: readonly (readonly [Key, string])[],
): Readonly<Record<`${Group}.${Key}`, string>> =>
  Object.fromEntries(names.map(([key, name]) => [`${group}.${key}`, name])) as Record<`${Group}.${Key}`, string>;

export const metricNames = (language: 'zh' | 'en'): Readonly<Record<`metric.${MetricKey}`, string>> =>
  named(
    'metric',
    METRIC_KEYS.map((key) => [key, METRICS[key][language]]),
  );

/** Names of channel kinds within sentences. */
export const channelNames = (language: Language): Readonly<Record<`channel.${ChannelKind}`, string>> =>
  named(
    'channel',
    Object.values(KINDS).map(({ kind, words }) => [kind, words[language].short]),
  );
