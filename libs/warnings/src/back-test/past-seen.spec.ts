import type { LiveFeed, LoggedEvent } from '@cockpit/contracts';
import type { HallConfig, RosterShift } from '@cockpit/domain';
import { RULES_IN_FORCE } from '../rules/catalogue';
import { PAST_RULES } from '../rules/past-rules';
import { PastPulse } from './past-seen';

const OPENS = Date.parse('2026-03-04T01:00:00Z');
const at = (minute: number): number => OPENS + minute * 60_000;
const config = {
  day: '2026-03-04',
  open: [{ from: OPENS, to: at(480) }],
  hall: { code: 'H1', timeZone: 'Asia/Shanghai' },
} as unknown as HallConfig;
const shift = (to: number): RosterShift => ({
  person: '李',
  level: 'supervisor',
  halls: ['H1'],
  unit: null,
  from: at(-60),
  to,
});
const consult = (step: string, consultId: string, minute: number) =>
  ({
    type: `hall.consult.${step}`,
    time: at(minute),
    data: { consultId, channel: 'phone', tier: 'center' },
  }) as unknown as LoggedEvent;

function readings(key: string, pulse: PastPulse, minute: number, feeds: LiveFeed[] = []) {
  const rule = PAST_RULES.find((one) => one.key === key);
  const seen = pulse.at({ open: true, feeds, now: at(minute) });
  return (rule?.read as (of: unknown) => { scope: { code: string }; value: number | null }[])(seen);
}

describe('a past day', () => {
  it('has the questions that were open at each minute, and none that were answered by then', () => {
    const pulse = new PastPulse(config, []);
    pulse.apply(consult('asked', 'q1', 0));
    pulse.apply(consult('asked', 'q2', 5));
    expect(readings('consult-wait', pulse, 20)).toMatchObject([{ scope: { code: 'phone' }, value: 20 }]);
    pulse.apply(consult('answered', 'q1', 21));
    expect(readings('consult-wait', pulse, 22)).toMatchObject([{ value: 17 }]);
    pulse.apply(consult('abandoned', 'q2', 23));
    expect(readings('consult-wait', pulse, 24)).toEqual([]);
  });

  it('has the gaps of the roster as it was kept then, from two hours before', () => {
    const pulse = new PastPulse(config, [shift(at(300))]);
    expect(readings('duty-gap', pulse, 100)).toEqual([]);
    expect(readings('duty-gap', pulse, 200)).toMatchObject([{ scope: { code: 'supervisor' }, value: 180 }]);
  });

  it('has the silence of feeds', () => {
    const feed = { source: 'tickets', state: 'silent', ageSec: 900, oddities: [] } as unknown as LiveFeed;
    expect(readings('feed-silent', new PastPulse(config, []), 20, [feed])).toMatchObject([{ value: 900 }]);
  });
});

it('what cannot be tried on past days is not said to be', () => {
  const untestable = RULES_IN_FORCE.filter(({ testable, reminder }) => !testable && !reminder).map(({ key }) => key);
  expect(untestable).toEqual(
    expect.arrayContaining(['booking-peak', 'source-rejections', 'unit-overdue', 'work-stalled']),
  );
});
