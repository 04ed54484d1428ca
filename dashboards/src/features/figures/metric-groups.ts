import { METRICS, type MetricKey } from '@cockpit/contracts';

type Group = (typeof METRICS)[MetricKey]['group'];
const GROUPS: readonly Group[] = ['queue', 'window', 'matter', 'channel', 'loop'];

export interface MetricGroup {
  readonly group: Group;
  readonly keys: readonly MetricKey[];
}

/**
 * Metrics by what they are about, as far as a search finds them.
 * @param sought anything of a metric's key or names, in any case; empty: all of them
 * @param chosen stays among them, whatever is sought
 */
export function metricGroups(
  keys: readonly MetricKey[],
  sought: string,
  chosen: MetricKey,
  namesOf: (key: MetricKey) => readonly string[],
): MetricGroup[] {
  const text = sought.trim().toLowerCase();
  const fits = (key: MetricKey): boolean =>
    text === '' || key === chosen || [key, ...namesOf(key)].some((name) => name.toLowerCase().includes(text));
  return GROUPS.map((group) => ({
    group,
    keys: keys.filter((key) => METRICS[key].group === group && fits(key)),
  })).filter((one) => one.keys.length > 0);
}
