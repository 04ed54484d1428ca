import type { OfficerDoc, RosterDoc } from '@cockpit/contracts';
import { firstOn, rosterRows, weekOf } from './roster-week';

const officer = (id: string): OfficerDoc => ({
  id,
  name: id,
  hall: 'A',
  kind: 'police',
  skills: [],
  authorisations: [],
});
const roster = (more: Partial<RosterDoc>): RosterDoc => ({
  hall: 'A',
  officer: 'o1',
  window: 'w1',
  days: [1, 2, 3, 4, 5],
  validFrom: '2026-01-01',
  from: '09:00',
  to: '12:00',
  breaks: [],
  ...more,
});

it('a week begins on Monday, also over a change of year', () => {
  expect([weekOf('2026-12-31')[0], weekOf('2026-12-31')[6], weekOf('2027-01-03')[0], weekOf('2027-01-04')[0]]).toEqual([
    '2026-12-28',
    '2027-01-03',
    '2026-12-28',
    '2027-01-04',
  ]);
});

it('a shift that holds from a day on is first worked on that day or within the week after it', () => {
  expect([3, 4, 5, 7, 1, 2].map((weekday) => firstOn('2026-03-04', weekday))).toEqual([
    ...['2026-03-04', '2026-03-05', '2026-03-06', '2026-03-08'],
    ...['2026-03-09', '2026-03-10'],
  ]);
});

it('each officer has a row with what holds on each day of the week', () => {
  const rosters = [
    roster({ from: '13:00', to: '17:00' }),
    roster({}),
    roster({ officer: 'o2', validFrom: '2026-12-31', validTo: '2027-01-01' }),
    roster({ officer: 'gone', days: [7] }),
  ];
  const rows = rosterRows(rosters, [officer('o1'), officer('o2'), officer('o3')], '2026-12-31');
  expect(
    rows.map((row) => [row.officer, row.days.map((cells) => cells.map(({ at }) => at).join(' ')).join('|')]),
  ).toEqual([
    ['o1', '1 0|1 0|1 0|1 0|1 0||'],
    ['o2', '|||2|2||'],
    ['o3', '||||||'],
    ['gone', '||||||3'],
  ]);
});
