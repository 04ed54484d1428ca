import { dayClasses } from '@cockpit/domain';
import { SIMULATED } from '../halls';
import { demonstrationNetwork } from '../network';
import { history, type PastDay } from './history';

const network = demonstrationNetwork({ asOf: '2026-11-16' });
const halls = SIMULATED.filter(({ code }) => ['H08', 'H32', 'H32-T'].includes(code));
const classes = dayClasses([{ year: 2026, days: [{ date: '2026-11-11', name: '节', isOffDay: true }] }]);
const told = (days: number, known: readonly string[] = []): PastDay[] => [
  ...history({ network, halls, before: '2026-11-16', days, classes, has: (hallDay) => known.includes(hallDay) }),
];
const idsOf = (days: readonly PastDay[]): Set<string> =>
  new Set(days.flatMap(({ events }) => events.map(({ source, id }) => `${source} ${id}`)));

describe('the past of the demonstration', () => {
  it('begins with the newest day, and leaves out nights, weekends and holidays', () => {
    const days = told(7);
    expect(days.map(({ date }) => date)).toEqual(
      ['15', '14', '13', '12', '11', '10', '09'].map((day) => `2026-11-${day}`),
    );
    const events = days.flatMap((day) => day.events).filter(({ type }) => !type.startsWith('hall.booking.'));
    const open = new Set(events.map(({ time, data }) => `${String(data['hallId'])} ${time.slice(0, 10)}`));
    const expected = ['2026-11-09', '2026-11-10', '2026-11-12', '2026-11-13'].flatMap((day) =>
      ['H08', 'H32', 'H32-T'].map((hall) => `${hall} ${day}`),
    );
    expect([...open].sort()).toEqual([...expected, 'H08 2026-11-14'].sort());
  });

  it('cut off anywhere, goes on with the same ids and misses nothing', () => {
    const first = told(3).slice(0, 2);
    const rest = told(
      3,
      first.flatMap(({ hallDays }) => hallDays),
    );
    expect(new Set([...idsOf(first), ...idsOf(rest)])).toEqual(idsOf(told(3)));
    expect(idsOf(rest).size).toBeLessThan(idsOf(told(3)).size);
  });
});
