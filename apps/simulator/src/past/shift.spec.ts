import fc from 'fast-check';
import { shifted, shiftOf } from './shift';

const ZONE = 'Asia/Shanghai';
const days = fc.integer({ min: 0, max: 400 }).map((n) => new Date(1.8e12 + n * 86_400_000).toISOString().slice(0, 10));
const recorded = (day: string) => ({
  at: Date.parse(`${day}T09:30:00+08:00`),
  decidedAt: new Date(Date.parse(`${day}T09:30:00+08:00`)).toISOString(),
  id: `H32-${String(Date.parse(`${day}T09:30:00+08:00`) / 60_000)}-0`,
  tickets: [{ ticketId: `${day.replaceAll('-', '')}-0042`, observedSec: 300, number: 'A042', byDeed: true }],
  booking: `BK${day.replaceAll('-', '')}-0007`,
  reason: null,
  day,
});

describe('a recorded day told of another', () => {
  it('is what would have been recorded on that day', () => {
    fc.assert(
      fc.property(days, days, (from, to) => {
        expect(shifted(recorded(from), shiftOf(from, to, ZONE))).toEqual(recorded(to));
      }),
    );
  });

  it('is the same over a day between, and back', () => {
    fc.assert(
      fc.property(days, days, days, (a, b, c) => {
        const once = shifted(recorded(a), shiftOf(a, c, ZONE));
        expect(shifted(shifted(recorded(a), shiftOf(a, b, ZONE)), shiftOf(b, c, ZONE))).toEqual(once);
        expect(shifted(once, shiftOf(c, a, ZONE))).toEqual(recorded(a));
      }),
    );
  });

  it('leaves what is no time as it is', () => {
    const other = {
      windowId: 'H32-W05',
      number: 'A042',
      why: '10:30 起',
      minutes: 12.5,
      share: null,
      terminal: 'H32-T01',
    };
    expect(shifted(other, shiftOf('2026-11-26', '2026-10-29', ZONE))).toEqual(other);
  });
});
