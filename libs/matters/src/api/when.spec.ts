import { endOf, startOf, zoneAsked } from './when';

describe('the days of a question about matters', () => {
  const halls = [
    { code: 'BOS', timeZone: 'America/New_York' },
    { code: 'H32', timeZone: 'Asia/Shanghai' },
  ];

  it('are those of the hall that is asked about, of the office where none is', () => {
    expect([
      zoneAsked(halls, 'BOS'),
      zoneAsked(halls, 'H32'),
      zoneAsked(halls, undefined),
      zoneAsked(undefined, 'X'),
    ]).toEqual(['America/New_York', 'Asia/Shanghai', 'Asia/Shanghai', 'Asia/Shanghai']);
  });

  it('begin and end at midnight there, also on the day the clock changes', () => {
    expect(startOf('2026-03-08', 'America/New_York')).toBe(Date.parse('2026-03-08T00:00:00-05:00'));
    expect(endOf('2026-03-08', 'America/New_York')).toBe(Date.parse('2026-03-09T00:00:00-04:00'));
    expect(endOf('2026-03-08', 'Asia/Shanghai')).toBe(Date.parse('2026-03-09T00:00:00+08:00'));
  });

  it('leave instants as they are', () => {
    expect([startOf('2026-03-08T09:00:00+08:00', 'America/New_York'), endOf(undefined, 'Asia/Shanghai')]).toEqual([
      Date.parse('2026-03-08T09:00:00+08:00'),
      undefined,
    ]);
  });
});
