import type { DutyWeek } from '@cockpit/contracts';
import { openGaps, otherWeek, placeOf, rowsOf, spanOn } from './week';

const at = (day: number, time: string): string =>
  new Date(Date.parse(`2026-03-0${String(day)}T${time}:00+08:00`)).toISOString();
const days = [2, 3, 4, 5, 6, 7, 8].map((day) => ({
  day: `2026-03-0${String(day)}`,
  from: at(day, '00:00'),
  to: new Date(Date.parse(at(day, '00:00')) + 86_400_000).toISOString(),
  open: [],
}));
const night = {
  id: '00000000-0000-4000-8000-000000000001',
  person: '王',
  halls: null,
  unit: null,
  level: 'bureau' as const,
  from: at(3, '20:00'),
  to: at(4, '08:00'),
};
const week: DutyWeek = {
  hall: 'H01',
  timeZone: 'Asia/Shanghai',
  now: at(3, '10:00'),
  days,
  levels: ['supervisor', 'director'],
  shifts: [night],
  unreached: [],
  gaps: [
    { level: 'director', from: at(2, '08:30'), to: at(2, '17:30') },
    { level: 'director', from: at(8, '12:00'), to: at(8, '18:00') },
  ],
};

describe('a week of the roster', () => {
  it('has a row for each level that is told or on duty; a shift over midnight stands on both days', () => {
    const rows = rowsOf(week);
    expect(rows.map(({ level }) => level)).toEqual(['supervisor', 'director', 'bureau']);
    expect(rows[2]?.cells.map(({ shifts }) => shifts.map(({ time }) => time))).toEqual([
      [],
      ['20:00–24:00'],
      ['00:00–08:00'],
      [],
      [],
      [],
      [],
    ]);
  });

  it('shows when nobody is on duty, and counts what can still be mended', () => {
    const cells = rowsOf(week)[1]?.cells ?? [];
    expect(cells[0]?.gaps).toMatchObject([{ time: '08:30–17:30', past: true }]);
    expect(cells[6]?.gaps).toMatchObject([{ time: '12:00–18:00', past: false }]);
    expect(openGaps(week)).toBe(1);
  });

  it('takes an end that is not after its beginning for the next day’s', () => {
    const [monday] = week.days;
    if (monday === undefined) throw new Error('no Monday');
    expect(spanOn(monday, '08:30', '17:30')).toEqual({ from: at(2, '08:30'), to: at(2, '17:30') });
    expect(spanOn(monday, '20:00', '08:00').to).toBe(at(3, '08:00'));
    expect(spanOn(monday, '00:00', '00:00').to).toBe(at(3, '00:00'));
  });

  it('goes on to the weeks beside it, over months', () => {
    expect([otherWeek(week, 1), otherWeek(week, -1)]).toEqual(['2026-03-09', '2026-02-23']);
  });

  it('knows the line a fault lies in', () => {
    expect(placeOf('line 3: level')).toEqual({ line: 3, field: 'level' });
    expect(placeOf('line 12')).toEqual({ line: 12, field: '' });
    expect(placeOf('csv')).toBeNull();
  });
});
