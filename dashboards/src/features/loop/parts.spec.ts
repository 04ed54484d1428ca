import { cameAfterEnd, countOf, endOf, minutesTo, sharesOf } from './parts';

const part = (by: string, numerator: number) => ({ by, numerator, denominator: 10, value: numerator / 10 });
const ends = { parts: [part('open', 1), part('by-action', 4), part('left', 2), part('cleared', 3)], denominator: 10 };

it('says of each end how many there were, also of one that never was', () => {
  expect(sharesOf(ends as never).map(({ end, count, share }) => [end, count, share])).toEqual([
    ['by-action', 4, 0.4],
    ['explained', 0, 0],
    ['cleared', 3, 0.3],
    ['left', 2, 0.2],
    ['open', 1, 0.1],
  ]);
  expect(sharesOf({ parts: [], denominator: 0 }).every(({ share }) => share === null)).toBe(true);
});

it('counts as many behind a figure as the figure was made of', () => {
  const times = [
    { key: 'time_to_notice', numerator: 400, denominator: 7 },
    { key: 'false_alarm_rate', numerator: 2, denominator: 10 },
  ] as const;
  const of = (which: Parameters<typeof countOf>[0]) => countOf(which, ends, times);
  expect([of('all'), of('by-action'), of('noticed'), of('false-alarm'), of('acted')]).toEqual([10, 4, 7, 2, 0]);
});

it('calls open what is not over, whatever else is known', () => {
  const ended = { as: 'action', left: null, served: null } as const;
  expect(endOf({ condition: 'firing', ended })).toBe('open');
  expect(endOf({ condition: 'resolved', ended })).toBe('by-action');
  expect(endOf({ condition: 'resolved', ended: { ...ended, as: 'left' } })).toBe('left');
});

it('knows what came only once the warning was over', () => {
  const over = { clearedAt: '2026-03-04T01:30:00Z', condition: 'resolved' } as const;
  const ended = { as: 'cleared', left: null, served: null } as const;
  const came = (at: string | null, given: object = {}) => cameAfterEnd({ ...over, ended, ...given }, at);
  expect([came('2026-03-04T01:31:00Z'), came('2026-03-04T01:30:00Z'), came(null)]).toEqual([true, false, false]);
  // what has begun to clear may burn again
  expect(came('2026-03-04T01:31:00Z', { condition: 'firing' })).toBe(false);
  expect(came('2026-03-04T01:31:00Z', { clearedAt: null })).toBe(false);
});

it('measures from the firing in whole minutes', () => {
  const fired = '2026-03-04T01:00:00Z';
  expect([
    minutesTo(fired, '2026-03-04T01:04:40Z'),
    minutesTo(fired, '2026-03-04T00:59:00Z'),
    minutesTo(fired, null),
  ]).toEqual([5, 0, null]);
});
