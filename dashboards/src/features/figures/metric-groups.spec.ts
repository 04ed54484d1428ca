import { METRICS, type MetricKey } from '@cockpit/contracts';
import { metricName } from './text';
import { metricGroups } from './metric-groups';

const KEYS = Object.keys(METRICS) as MetricKey[];
const namesOf = (key: MetricKey) => [metricName(key, 'zh-CN'), metricName(key, 'en')];
const found = (sought: string, chosen: MetricKey = 'arrivals') =>
  metricGroups(KEYS, sought, chosen, namesOf).flatMap(({ keys }) => keys);

describe('metrics to choose from', () => {
  it('stand each once, under what they are about', () => {
    expect(found('').sort()).toEqual([...KEYS].sort());
    for (const { group, keys } of metricGroups(KEYS, '', 'arrivals', namesOf))
      expect(keys.every((key) => METRICS[key].group === group)).toBe(true);
  });

  it('are found by a part of their names in both languages, or by their key', () => {
    for (const key of KEYS)
      for (const text of [key, ...namesOf(key).map((name) => name.slice(0, 4).toUpperCase())])
        expect(found(text)).toContain(key);
    expect(found('等候').length).toBeLessThan(KEYS.length / 2);
  });

  it('keep the chosen one, whatever is sought', () => {
    expect(found('nothing is called so')).toEqual(['arrivals']);
  });
});
