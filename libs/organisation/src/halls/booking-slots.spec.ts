import { HallDoc } from '@cockpit/contracts';
import { NO_NOTICES, dayClasses, fillSlots, type BookingRow } from '@cockpit/domain';
import { hoursOn, offeredSlots } from './booking-slots';

const DAY = '2026-03-04'; // a Wednesday
const at = (time: string): number => Date.parse(`${DAY}T${time}:00+08:00`);
const hall = (over: Partial<HallDoc> = {}): HallDoc =>
  HallDoc.parse({
    code: 'A',
    name: 'A',
    tier: 'hall',
    hours: [
      { days: [1, 2, 3], from: '08:30', to: '12:00' },
      { days: [1, 2, 3], from: '13:00', to: '17:00' },
    ],
    bookingSlots: [
      { code: 'am', queues: ['hz', 'jg'], days: [1, 2, 3], from: '09:00', to: '11:00', slotMin: 30, capacity: 2 },
      { code: 'pm', queues: ['hz'], days: [1, 2, 3], from: '14:00', to: '16:00', slotMin: 60, capacity: 1 },
    ],
    ...over,
  });
const booking = (id: string, queue: string, start: string, over: Partial<BookingRow> = {}): BookingRow => ({
  hall: 'A',
  bookingId: id,
  queue,
  item: null,
  createdAt: at('00:00'),
  cancelledAt: null,
  slotStart: at(start),
  slotEnd: at(start) + 30 * 60_000,
  leadDays: 1,
  dayAt: at(start),
  ...over,
});
const fill = (doc: HallDoc, bookings: BookingRow[]) =>
  fillSlots(offeredSlots(doc, DAY, NO_NOTICES), bookings, hoursOn(doc, DAY, NO_NOTICES));

describe('slots on offer', () => {
  it('are those of the weekday, within the hours, none on a closure', () => {
    expect(
      offeredSlots(hall(), DAY, NO_NOTICES).map(({ segment, from }) => [segment, (from - at('00:00')) / 60_000]),
    ).toEqual([
      ['am', 540],
      ['am', 570],
      ['am', 600],
      ['am', 630],
      ['pm', 840],
      ['pm', 900],
    ]);
    expect(offeredSlots(hall(), '2026-03-05', NO_NOTICES)).toEqual([]);
    expect(offeredSlots(hall({ closures: [DAY] }), DAY, NO_NOTICES)).toEqual([]);
  });

  it('cover the whole hours of a special opening', () => {
    const evening = hall({ specialDays: [{ day: DAY, hours: [{ from: '09:30', to: '20:30' }], reason: 'x' }] });
    const minutes = (segment: string): number[] =>
      offeredSlots(evening, DAY, NO_NOTICES)
        .filter((slot) => slot.segment === segment)
        .map(({ from }) => (from - at('00:00')) / 60_000);
    expect([minutes('am')[0], minutes('am').at(-1)]).toEqual([570, 1200]);
    expect([minutes('pm')[0], minutes('pm').at(-1)]).toEqual([570, 1170]);
    const holiday = hall({
      specialDays: [{ day: '2026-03-08', hours: [{ from: '09:00', to: '11:00' }], reason: 'x' }],
    });
    expect(offeredSlots(holiday, '2026-03-08', NO_NOTICES).length).toBe(4 + 2);
  });

  it('share their places among the queues of a segment, and give back what is cancelled', () => {
    const { slots, problems } = fill(hall(), [
      booking('1', 'hz', '09:00'),
      booking('2', 'jg', '09:10'),
      booking('3', 'hz', '09:00', { createdAt: at('00:01') }),
      booking('4', 'jg', '09:30', { cancelledAt: at('08:00') }),
    ]);
    expect(slots.slice(0, 2).map(({ booked, over }) => [booked, over])).toEqual([
      [2, 1],
      [0, 0],
    ]);
    expect([...problems]).toEqual([['3', 'over-capacity']]);
  });

  it('count nobody twice and nothing that cannot be, whatever order bookings come in', () => {
    const odd = [
      booking('closed', 'hz', '12:10'),
      booking('queue', 'jg', '14:00'),
      booking('backwards', 'hz', '09:00', { slotEnd: at('08:00') }),
      booking('late', 'hz', '09:00', { createdAt: at('09:01') }),
      booking('cancel-only', 'hz', '09:00', { createdAt: null }),
      booking('nowhere', 'hz', '09:00', { slotStart: null, slotEnd: null }),
      booking('good', 'hz', '14:00'),
    ];
    const wanted = {
      closed: 'outside-hours',
      queue: 'no-such-slot',
      backwards: 'slot-backwards',
      late: 'created-after-slot',
      'cancel-only': 'not-created',
      nowhere: 'slot-unknown',
    };
    for (const bookings of [odd, [...odd].reverse()]) {
      const { slots, problems } = fill(hall(), bookings);
      expect(Object.fromEntries(problems)).toEqual(wanted);
      expect(slots.reduce((sum, { booked }) => sum + booked, 0)).toBe(1);
    }
  });

  it('are those of the weekday that a make-up day is worked like, and none on a holiday', () => {
    const days = dayClasses([
      {
        year: 2026,
        days: [
          { name: '节', date: '2026-03-07', isOffDay: false },
          { name: '节', date: DAY, isOffDay: true },
        ],
      },
    ]);
    const froms = (day: string, classes = days) => offeredSlots(hall(), day, classes).length;
    expect([froms('2026-03-07'), froms(DAY)]).toEqual([froms('2026-03-02', NO_NOTICES), 0]);
    expect(froms('2026-03-02', NO_NOTICES)).toBeGreaterThan(0);
  });

  it('report what a hall that closes at noon after all can no longer receive', () => {
    const bookings = [booking('am', 'hz', '09:00'), booking('pm', 'hz', '14:00')];
    expect(fill(hall(), bookings).problems.size).toBe(0);
    const closesAtNoon = hall({
      hours: [{ days: [1, 2, 3], from: '08:30', to: '12:00' }],
      bookingSlots: hall().bookingSlots?.slice(0, 1) ?? [],
    });
    const { slots, problems } = fill(closesAtNoon, bookings);
    expect([...problems]).toEqual([['pm', 'outside-hours']]);
    expect(slots.map(({ booked }) => booked)).toEqual([1, 0, 0, 0]);
  });
});
