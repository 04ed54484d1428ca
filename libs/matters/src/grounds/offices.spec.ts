import { DEFAULT_SHIFTS, Offices, shiftsOf } from './offices';

const hours = [
  { days: [1, 2, 3, 4, 5], from: '13:00', to: '17:15' },
  { days: [1, 2, 3, 4, 5], from: '08:30', to: '12:00' },
];
const state = { revision: 1, years: [] };

describe('offices and their hours', () => {
  it('are the hall’s, in order; a made-up Saturday is worked like a weekday, a hall that says nothing keeps the usual ones', () => {
    const shifts = shiftsOf({ hours });
    expect(shifts(3)).toEqual([
      { fromMin: 510, toMin: 720 },
      { fromMin: 780, toMin: 1035 },
    ]);
    expect(shifts(6)).toEqual(shifts(1));
    expect(shiftsOf({ hours: [] })(2)).toBe(DEFAULT_SHIFTS);
    expect(shiftsOf({ hours: [...hours, { days: [6], from: '09:00', to: '11:00' }] })(6)).toEqual([
      { fromMin: 540, toMin: 660 },
    ]);
  });

  it('are laid out once for halls that keep the same hours, and further when somebody looks further', () => {
    const offices = new Offices();
    const office = [{ from: '0001-01-01', to: null, value: { timeZone: 'Asia/Shanghai', hours, closures: [] } }];
    const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
    const first = offices.calendar(state, office, at('2026-01-01'), at('2026-06-01'));
    expect(offices.calendar(state, [...office], at('2026-03-01'), at('2026-07-01'))).toBe(first);
    const wider = offices.calendar(state, office, at('2011-07-01'), at('2026-07-01'));
    expect(wider.day(0).date).toBe('2010-01-01');
    expect(offices.calendar(state, office, at('2026-01-01'), at('2026-06-01'))).toBe(wider);
  });

  it('keep on every day the hours of that day: what changes today changes no day before', () => {
    const value = (from: string, to: string, closures: string[] = []) => ({
      timeZone: 'Asia/Shanghai',
      hours: [{ days: [1, 2, 3, 4, 5], from, to }],
      closures,
    });
    const office = [
      { from: '0001-01-01', to: '2026-03-04', value: value('09:00', '17:00', ['2026-03-03', '2026-03-05']) },
      { from: '2026-03-04', to: null, value: value('09:00', '12:00') },
    ];
    const calendar = new Offices().calendar(
      state,
      office,
      Date.parse('2026-03-01T00:00:00Z'),
      Date.parse('2026-03-09T00:00:00Z'),
    );
    const day = (date: string) => calendar.days.find((one) => one.date === date);
    const hoursOf = (date: string): number =>
      (day(date)?.shifts ?? []).reduce((sum, [from, to]) => sum + (to - from) / 3_600_000, 0);
    expect(['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'].map(hoursOf)).toEqual([8, 0, 3, 3]);
    expect([day('2026-03-04')?.why.code, day('2026-03-05')?.why.code]).toEqual(['day.work-new-hours', 'day.work']);
  });
});
