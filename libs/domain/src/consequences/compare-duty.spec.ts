import fc from 'fast-check';
import { DEFAULT_ESCALATION } from '../escalation/policy';
import type { RosterShift } from '../escalation/roster';
import { compareDuty, type AlertAgain, type DutyWeekSetup } from './compare-duty';

const MONDAY = Date.parse('2026-03-02T00:00:00+08:00');
const HOUR = 3_600_000;
const LEVELS = ['supervisor', 'director', 'bureau'] as const;
const HOURS = 7 * 24;
const week: DutyWeekSetup = {
  hall: 'H1',
  timeZone: 'Asia/Shanghai',
  levels: ['supervisor', 'director', 'bureau'],
  needed: Array.from({ length: 7 }, (_, day) => ({
    from: MONDAY + (day * 24 + 9) * HOUR,
    to: MONDAY + (day * 24 + 17) * HOUR,
  })),
};
const shift = fc
  .record({
    person: fc.constantFrom('李', '王', '赵', '孙'),
    level: fc.constantFrom(...LEVELS),
    halls: fc.constantFrom(null, ['H1'], ['H2']),
    from: fc.nat(HOURS),
    hours: fc.integer({ min: 1, max: 48 }),
  })
  .map(({ person, level, halls, from, hours }): RosterShift => ({
    person,
    level,
    halls,
    unit: null,
    from: MONDAY + from * HOUR,
    to: MONDAY + (from + hours) * HOUR,
  }));
const roster = fc.array(shift, { maxLength: 12 });
const alert = fc.record({ at: fc.nat(HOURS * 60), isRed: fc.boolean() }).map(({ at, isRed }): AlertAgain => ({
  at: MONDAY + at * 60_000,
  severity: isRed ? 'red' : 'yellow',
  policy: DEFAULT_ESCALATION,
}));
const alerts = fc.array(alert, { maxLength: 20 });
/** somebody is rostered later, so that a roster is kept at any time of the week */
const LATER: RosterShift = {
  person: '钱',
  level: 'supervisor',
  halls: ['H1'],
  unit: null,
  from: MONDAY + 60 * 24 * HOUR,
  to: MONDAY + 61 * 24 * HOUR,
};

describe('a week of duty, changed', () => {
  it('is exactly nothing where the roster is the same, in whatever order', () => {
    fc.assert(
      fc.property(alerts, roster, (all, shifts) => {
        const { nobody, channels, others, people, gaps } = compareDuty(all, week, shifts, [...shifts].reverse());
        expect([others, people, gaps]).toEqual([0, [], []]);
        expect([nobody.after, channels.after]).toEqual([nobody.before, channels.before]);
      }),
    );
  });

  it('leaves no more warnings to nobody, nor longer gaps, where a shift comes to a roster that is kept', () => {
    fc.assert(
      fc.property(alerts, roster, shift, (all, shifts, more) => {
        const { nobody, gaps } = compareDuty(all, week, [...shifts, LATER], [...shifts, LATER, more]);
        expect(nobody.after).toBeLessThanOrEqual(nobody.before);
        for (const { before, after } of gaps) expect(after).toBeLessThan(before);
      }),
    );
  });

  it('is turned round where the rosters are', () => {
    fc.assert(
      fc.property(alerts, roster, roster, (all, one, other) => {
        const turned = <T extends { before: number; after: number }>(counts: T): T => ({
          ...counts,
          before: counts.after,
          after: counts.before,
        });
        const [there, back] = [compareDuty(all, week, one, other), compareDuty(all, week, other, one)];
        expect(back).toEqual({
          ...there,
          nobody: turned(there.nobody),
          channels: turned(there.channels),
          people: there.people.map(turned),
          gaps: there.gaps.map(turned),
        });
      }),
    );
  });

  it('says who is told instead, and that nobody is any more', () => {
    const at = (hour: number): AlertAgain => ({
      at: MONDAY + hour * HOUR,
      severity: 'yellow',
      policy: DEFAULT_ESCALATION,
    });
    const on = (person: string, from: number, to: number): RosterShift => ({
      ...LATER,
      person,
      from: MONDAY + from * HOUR,
      to: MONDAY + to * HOUR,
    });
    const [before, after] = [
      [on('李', 9, 13), on('李', 13, 17), LATER],
      [on('王', 9, 13), LATER],
    ];
    expect(compareDuty([at(10), at(11), at(14)], week, before, after)).toEqual({
      given: 3,
      nobody: { before: 0, after: 1 },
      channels: { before: 0, after: 0 },
      others: 2,
      people: [
        { person: '李', before: 3, after: 0 },
        { person: '王', before: 0, after: 2 },
      ],
      gaps: [{ level: 'supervisor', before: 48 * 60, after: 52 * 60 }],
    });
  });

  it('says that every channel is told again where the last shift goes', () => {
    const { channels, nobody } = compareDuty(
      [{ at: MONDAY, severity: 'red', policy: DEFAULT_ESCALATION }],
      week,
      [LATER],
      [],
    );
    expect([channels, nobody]).toEqual([
      { before: 0, after: 1 },
      { before: 1, after: 0 },
    ]);
  });
});
