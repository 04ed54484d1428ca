import type { DayStaff } from '@cockpit/contracts';
import { worstDay } from './worst';

const day = (date: number, lacking: number, unknown: DayStaff['unknown'] = null): DayStaff => ({
  day: `2026-03-${String(date).padStart(2, '0')}`,
  unknown,
  people: 100,
  lacking,
  shortages: [],
});
const shown = (...days: DayStaff[]) => worstDay({ days })?.day;

describe('the day that is shown first', () => {
  it('is the one that lacks most people, and of those alike the nearest', () => {
    expect(shown(day(5, 1), day(6, 3), day(7, 3), day(8, 2))).toBe('2026-03-06');
  });

  it('is the next one of which anything can be said where none lacks people', () => {
    expect(shown(day(5, 0, 'closed'), day(6, 0), day(7, 0))).toBe('2026-03-06');
    expect(shown(day(5, 0, 'no-roster'), day(6, 0, 'closed'))).toBe('2026-03-05');
    expect(shown()).toBeUndefined();
  });
});
