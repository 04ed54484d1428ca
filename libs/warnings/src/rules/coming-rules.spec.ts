import { part } from '@cockpit/contracts';
import fc from 'fast-check';
import { COMING_RULES, type ComingSeen } from './coming-rules';
import { linesOf, peaksOf } from './coming-seen';

const ZONE = 'Asia/Shanghai';
const at = (local: string): number => Date.parse(`2026-03-${local}+08:00`);
const read = (key: string, seen: Partial<ComingSeen> & { open?: boolean }) =>
  COMING_RULES.find((rule) => rule.key === key)
    ?.read({ open: true, lines: [], peaks: [], ...seen })
    .map(({ scope, value, fire }) => [scope.code, value, fire]);

describe('consultations', () => {
  const asked = (line: string, local: string, hall = 'H1') => ({ hall, line, askedAt: at(local) });

  it('are counted by hall and channel, what was asked longer ago than a day is not', () => {
    const all = [
      asked('phone', '04T09:50'),
      asked('phone', '04T09:40'),
      asked('chat', '04T09:59'),
      asked('phone', '04T09:00', 'H2'),
      asked('phone', '03T09:00'),
      asked('phone', '04T10:30'),
    ];
    expect(
      linesOf(all, { hall: 'H1', now: at('04T10:00'), phoneLines: [{ code: 'chat', name: '户政咨询线' }] }),
    ).toEqual([
      { line: 'phone', name: part('consult-line.phone', {}), waiting: 2, longestMin: 20 },
      { line: 'chat', name: '户政咨询线', waiting: 1, longestMin: 1 },
    ]);
  });

  it('are warned of by the longest wait and by how many wait, and in no closed hall', () => {
    const lines = [{ line: 'phone', name: '12345 热线', waiting: 12, longestMin: 20 }];
    expect([read('consult-wait', { lines }), read('consult-waiting', { lines })]).toEqual([
      [['phone', 20, 15]],
      [['phone', 12, 10]],
    ]);
    expect(read('consult-wait', { lines, open: false })).toEqual([['phone', 0, 15]]);
  });
});

describe('bookings of tomorrow', () => {
  const booked = [{ hall: 'H1', day: '2026-03-05', queue: 'a', from: at('05T10:00'), booked: 14 }];
  const served = [{ hall: 'H1', queue: 'a', served: 9, days: 20 }];
  const asked = { hall: 'H1', timeZone: ZONE, nameOf: () => '户政' };
  const peaks = (local: string, past = served) => peaksOf({ booked, served: past }, { ...asked, now: at(local) });

  it('are looked at from the afternoon on, where it is known what can be served', () => {
    expect(peaks('04T14:59')).toEqual([]);
    expect(peaks('04T15:00')).toEqual([{ queue: 'a', name: '户政', booked: 14, served: 9, from: '10:00' }]);
    expect(peaks('05T15:00')).toEqual([]);
    expect(peaks('04T16:00', [])).toEqual([]);
    expect(
      peaks(
        '04T16:00',
        served.map((one) => ({ ...one, days: 3 })),
      ),
    ).toEqual([]);
  });

  it('are warned of when there are more than a good half hour serves, not as many', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), (n, most) => {
        const [first] =
          read('booking-peak', {
            peaks: [{ queue: 'a', name: 'a', booked: n, served: most, from: '10:00' }],
          }) ?? [];
        expect(Number(first?.[1]) >= Number(first?.[2])).toBe(n > most);
      }),
    );
  });
});
