import { DEFAULT_ESCALATION, type RosterShift } from '@cockpit/domain';
import type { RobotOfHall } from '@cockpit/notify';
import fc from 'fast-check';
import { routed, type FiringToRoute, type Routes } from './routing';

const T0 = Date.parse('2026-03-04T10:00:00+08:00');
const MINUTE = 60_000;
const firing = (minute: number, severity: 'red' | 'yellow' = 'red'): FiringToRoute => ({
  at: T0 + minute * MINUTE,
  until: null,
  severity,
});
const shift = (level: RosterShift['level'], from: number, to: number): RosterShift => ({
  person: '李',
  level,
  halls: ['H1'],
  unit: null,
  from: T0 + from * MINUTE,
  to: T0 + to * MINUTE,
});
const robot: RobotOfHall = {
  robot: 'r',
  limits: { windows: [{ count: 2, ms: MINUTE }], bytes: 20_000 },
  levels: ['red'],
  endings: false,
};
const routes = (more: Partial<Routes>): Routes => ({
  hall: 'H1',
  timeZone: 'Asia/Shanghai',
  policy: DEFAULT_ESCALATION,
  open: [],
  shifts: [],
  robots: [],
  ...more,
});

describe('whom the firings of a past day would have been told to', () => {
  it('is who was on duty then at any level, or nobody; without a roster it is not said', () => {
    const shifts = [shift('supervisor', 0, 10), shift('bureau', 20, 30)];
    const told = (at: Partial<Routes>, ...all: FiringToRoute[]) => routed(all, routes(at)).map((one) => one.told);
    expect(told({ shifts }, firing(0), firing(10), firing(20))).toEqual(['somebody', 'nobody', 'somebody']);
    expect(told({ shifts, hall: 'H2' }, firing(0))).toEqual(['nobody']);
    expect(told({}, firing(0))).toEqual([null]);
    // a rule that tells the bureau first finds nobody while only the supervisor is there
    const own = { ...firing(0), settings: { firstLevel: 'bureau' as const } };
    expect(told({ shifts }, own, { ...own, at: T0 + 20 * MINUTE })).toEqual(['nobody', 'somebody']);
    const night = shift('supervisor', 10 * 60, 14 * 60);
    expect(told({ shifts: [night] }, firing(11 * 60, 'yellow'), firing(11 * 60))).toEqual(['later', 'somebody']);
  });

  it('counts what a robot could not have taken at once, by its level, robots shared', () => {
    const late = (robots: RobotOfHall[], ...all: FiringToRoute[]) =>
      routed(all, routes({ robots })).map(({ overQuota }) => overQuota);
    expect(late([robot], firing(0), firing(0), firing(0), firing(1))).toEqual([false, false, true, false]);
    expect(late([robot], firing(0, 'yellow'), firing(0), firing(0))).toEqual([false, false, false]);
    expect(late([robot, robot], firing(0), firing(0))).toEqual([false, true]);
    expect(late([], firing(0), firing(0), firing(0))).toEqual([false, false, false]);
    const ends = { ...robot, endings: true };
    expect(late([ends], { ...firing(0), until: T0 }, firing(0))).toEqual([false, true]);
  });

  it('never lets more through within the span of a limit than it allows', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(10), { maxLength: 40 }), (minutes) => {
        const all = minutes.map((minute) => firing(minute));
        const through = routed(all, routes({ robots: [robot] })).flatMap(({ overQuota }, i) =>
          overQuota ? [] : [minutes[i] ?? 0],
        );
        for (const minute of through) expect(through.filter((one) => one === minute).length).toBeLessThanOrEqual(2);
      }),
    );
  });
});
