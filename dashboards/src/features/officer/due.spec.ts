import type { MatterCard } from '@cockpit/contracts';
import { byDue, byUrgency, daysLeft } from './due';

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
