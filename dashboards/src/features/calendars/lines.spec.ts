import fc from 'fast-check';
import { changedLines, daysOf, emptyLine, faultOfLine, lengthOf, linesOf, wrongLines, type Line } from './lines';

const line = (name: string, from: string, to = from, isOffDay = true): Line => ({ name, isOffDay, from, to });
const NOTICE = [
  line('元旦', '2026-01-01', '2026-01-03'),
  line('元旦', '2026-01-04', '2026-01-04', false),
  line('国庆节', '2026-10-01', '2026-10-07'),
];

it('faults of days are told at the lines they were written in', () => {
  const at = (path: string): string => faultOfLine({ path, message: '' }, NOTICE).path;
  expect(['days.0.date', 'days.3.name', 'days.4', 'reason', 'days.99.date'].map(at)).toEqual([
    'lines.0.from',
    'lines.1.name',
    'lines.2.from',
    'reason',
    'days.99.date',
  ]);
});

describe('the days of a notice as lines', () => {
  it('are stretches that follow one another, one for each kind, whatever order they come in', () => {
    expect(linesOf(daysOf([...NOTICE].reverse()))).toEqual(NOTICE);
    expect(daysOf(NOTICE)).toHaveLength(11);
    expect(linesOf([])).toEqual([]);
  });

  it('say the same days again, over the end of a month, a leap day and a change of year', () => {
    const begin = Date.parse('2023-12-01');
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(500), { maxLength: 60 }), fc.nat(2), (offsets, names) => {
        const days = offsets.map((n) => ({
          name: ['元旦', '春节', '国庆节'][(n * (names + 1)) % 3] ?? '',
          date: new Date(begin + n * 86_400_000).toISOString().slice(0, 10),
          isOffDay: n % 4 !== 0,
        }));
        const again = daysOf(linesOf(days));
        expect([again.length, changedLines(days, again)]).toEqual([days.length, 0]);
      }),
    );
  });

  it('are wrong without a name or a stretch, in another year, and where two have the same day', () => {
    const wrong = (...lines: Line[]): number[] => [...wrongLines(2026, lines)].sort((a, b) => a - b);
    expect(wrong(...NOTICE)).toEqual([]);
    expect(wrong(...NOTICE, emptyLine(2026))).toEqual([3]);
    expect(wrong(line('元旦', '2026-01-03', '2026-01-01'), line('元旦', '', ''))).toEqual([0, 1]);
    expect(wrong(line('元旦', '2026-01-01', '2026-03-01'))).toEqual([0]);
    expect(wrong(line('元旦', '2028-01-01'))).toEqual([0]);
    expect(wrong(...NOTICE, line('中秋节', '2026-10-06'))).toEqual([3]);
    // a notice may name days of the years beside it
    expect(wrong(line('元旦', '2025-12-31', '2026-01-02'))).toEqual([]);
  });

  it('differ by line: added, left out, or something else in it', () => {
    const days = daysOf(NOTICE);
    expect(changedLines(days, days)).toBe(0);
    expect(changedLines([], days)).toBe(3);
    expect(changedLines(days, daysOf(NOTICE.slice(1)))).toBe(1);
    expect(changedLines(days, daysOf([line('新年', '2026-01-01', '2026-01-03'), ...NOTICE.slice(1)]))).toBe(1);
    // two lines become one
    expect(changedLines(days, daysOf([line('元旦', '2026-01-01', '2026-01-04'), ...NOTICE.slice(2)]))).toBe(2);
    expect(lengthOf(line('', '2026-02-28', '2026-03-01'))).toBe(2);
  });
});
