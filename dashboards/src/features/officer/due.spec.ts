import type { MatterCard } from '@cockpit/contracts';
import { byDue, byUrgency, clockLeft, daysLeft, dayWord, markOfDue } from './due';

describe('my matters', () => {
  it('come in the order in which they fall due, those without a clock last', () => {
    const matter = (id: string, dueAt: string | null, paused = false) => ({ id, dueAt, overdue: false, paused });
    const list = [
      matter('none', null),
      matter('late', '2026-03-09T09:00:00Z'),
      matter('b', '2026-03-05T09:00:00Z', true),
      matter('c', '2026-03-05T09:00:00Z'),
    ];
    expect(byDue(list).map(({ id }) => id)).toEqual(['c', 'b', 'late', 'none']);
  });

  it('say what is left in days of their own kind', () => {
    expect([
      daysLeft({ remainingDays: 1.26 }),
      daysLeft({ remainingDays: -2 }),
      daysLeft({ remainingDays: null }),
      daysLeft({ remainingDays: 2.8, limitUnit: 'working-days' }),
      daysLeft({ remainingDays: -1, limitUnit: 'working-hours' }),
      daysLeft({ remainingDays: 2.3, limitUnit: 'calendar-days' }),
      daysLeft({ remainingDays: -0.5, limitUnit: 'hours' }),
    ]).toEqual([
      { key: 'left', n: '1.3' },
      { key: 'over', n: '2' },
      null,
      { key: 'leftWorking', n: '2.8' },
      { key: 'overWorking', n: '1' },
      { key: 'leftCalendar', n: '2.3' },
      { key: 'overCalendar', n: '0.5' },
    ]);
  });
});

describe('what is due soon', () => {
  const zone = 'Asia/Shanghai';
  const now = Date.parse('2026-11-02T10:03:00+08:00');

  it('is said by the day of the office, else by its date', () => {
    expect(dayWord('2026-11-02T17:15:00+08:00', now, zone)).toEqual({ day: 'today', time: '17:15' });
    expect(dayWord('2026-11-03T00:15:00+08:00', now, zone)).toEqual({ day: 'tomorrow', time: '00:15' });
    expect(dayWord('2026-11-04T17:15:00+08:00', now, zone)).toEqual({ day: null, time: '2026-11-04 17:15' });
    expect(dayWord('2026-11-01T17:15:00+08:00', now, zone).day).toBeNull();
  });

  it('has whole hours left by the clock, in the last one minutes', () => {
    expect(clockLeft('2026-11-02T17:15:00+08:00', now)).toEqual({ key: 'leftHours', n: 7 });
    expect(clockLeft('2026-11-02T10:33:30+08:00', now)).toEqual({ key: 'leftMinutes', n: 30 });
    expect(clockLeft('2026-11-02T10:00:00+08:00', now)).toBeNull();
  });

  it('stands out today also without a card, but not while it is paused', () => {
    const matter = {
      closedAt: null,
      overdue: false,
      card: 'none' as const,
      dueAt: '2026-11-02T09:15:00Z',
      paused: false,
    };
    expect(markOfDue(matter, true)).toBe('busy');
    expect(markOfDue(matter, false)).toBe('normal');
    expect(markOfDue({ ...matter, paused: true }, true)).toBe('normal');
    expect(markOfDue({ ...matter, card: 'red', overdue: true }, true)).toBe('overloaded');
    expect(markOfDue({ ...matter, dueAt: null }, false)).toBe('unknown');
  });
});

describe('my cards', () => {
  it('that nobody has acknowledged come first, red before yellow', () => {
    const card = (id: string, kind: MatterCard['kind'], state: MatterCard['state'] = 'issued') =>
      ({ id, kind, state, issuedAt: '2026-03-05T09:00:00Z' }) as MatterCard;
    expect(
      byUrgency([
        card('y', 'yellow'),
        card('seen', 'red', 'acknowledged'),
        card('r', 'red'),
        card('s', 'stage-red'),
      ]).map(({ id }) => id),
    ).toEqual(['r', 's', 'y', 'seen']);
  });
});
