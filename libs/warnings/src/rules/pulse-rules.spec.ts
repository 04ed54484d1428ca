import type { LiveFeed } from '@cockpit/contracts';
import { PULSE_RULES, type HallPulse } from './pulse-rules';

const NOW = Date.parse('2026-03-04T10:00:00+08:00');
type Anomaly = LiveFeed['oddities'][number];
const anomaly = (minutesAgo: number, code: Anomaly['code'] = 'clock'): Anomaly => ({
  kind: 'clock',
  message: '',
  subject: 'q9',
  count: 3,
  code,
  lastAt: new Date(NOW - minutesAgo * 60_000).toISOString(),
});
const unnamed = ({ code: _code, ...rest }: Anomaly): Anomaly => rest;
const feed = (anomalies: Anomaly[], state: LiveFeed['state'] = 'live', ageSec = 5): LiveFeed => ({
  source: 'tickets',
  lastEventAt: null,
  state,
  ageSec,
  oddities: anomalies,
});
const firing = (key: string, feeds: LiveFeed[], open = true): string[] => {
  const seen: HallPulse = { open, feeds, now: NOW, rejections: [], dutyGaps: [], stalled: [] };
  return (PULSE_RULES.find((rule) => rule.key === key)?.read(seen) ?? [])
    .filter(({ value, fire }) => value !== null && value >= fire)
    .map(({ scope }) => `${scope.kind} ${scope.code}`);
};

it('a source with a recent anomaly is warned of, while the hall is open', () => {
  expect(firing('feed-odd', [feed([anomaly(29)])])).toEqual(['feed tickets']);
  expect(firing('feed-odd', [feed([anomaly(31)])])).toEqual([]);
  expect(firing('feed-odd', [feed([unnamed(anomaly(1))])])).toEqual([]);
  expect(firing('feed-odd', [feed([anomaly(1)])], false)).toEqual([]);
});

it('a silent source is warned of while the hall is open, one that never spoke is not', () => {
  expect(firing('feed-silent', [feed([], 'silent', 400)])).toEqual(['feed tickets']);
  expect(firing('feed-silent', [feed([], 'silent', 400)], false)).toEqual([]);
  expect(firing('feed-silent', [feed([]), feed([], 'never')])).toEqual([]);
});
