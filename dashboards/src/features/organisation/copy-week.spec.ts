import { RosterDoc } from '@cockpit/contracts';
import { copyWeek } from './copy-week';

const roster = (officer: string, window: string, given: Partial<RosterDoc> = {}): RosterDoc =>
  RosterDoc.parse({
    hall: 'H',
    officer,
    window,
    days: [1, 2],
    validFrom: '2026-11-02',
    validTo: '2026-11-08',
    from: '09:00',
    to: '17:00',
    ...given,
  });
const WEEK = '2026-11-04';

describe('a week of the roster copied to another', () => {
  it('is made for just that week', () => {
    const one = roster('o1', 'w1');
    expect(copyWeek([one], WEEK, '2026-11-12')).toEqual({
      made: [{ ...one, validFrom: '2026-11-09', validTo: '2026-11-15' }],
      same: 0,
      collisions: [],
    });
  });

  it('makes nothing anew of what goes on', () => {
    expect(copyWeek([roster('o1', 'w1', { validTo: undefined })], WEEK, '2026-11-12')).toEqual({
      made: [],
      same: 2,
      collisions: [],
    });
  });

  it('says what collides, day by day, and copies the rest', () => {
    const one = roster('o1', 'w1');
    const there = { validFrom: '2026-11-09', validTo: undefined };
    const busy = roster('o1', 'w2', { ...there, days: [1], from: '08:00', to: '10:00' });
    const seated = roster('o2', 'w1', { ...there, days: [2], from: '16:00', to: '18:00' });
    const clear = roster('o3', 'w1', { ...there, days: [2], from: '17:00', to: '18:00' });
    const found = copyWeek([one, busy, clear], WEEK, '2026-11-09');
    expect(found.collisions).toEqual([{ day: '2026-11-09', roster: one, taken: 'officer', by: busy }]);
    expect(found.made.map(({ days }) => days)).toEqual([[2]]);
    expect(copyWeek([one, seated], WEEK, '2026-11-09').collisions).toEqual([
      { day: '2026-11-10', roster: one, taken: 'window', by: seated },
    ]);
  });
});
