import { bookingDays, foldBooking } from './booking';
import type { BookingEvent } from './events';

const at = (text: string): number => Date.parse(`2026-03-${text}+08:00`);
let serial = 0;
const created = (time: string, slot: string, id = `e${String(++serial)}`): BookingEvent => ({
  id,
  identity: id,
  type: 'hall.booking.created',
  time: at(time),
  data: {
    hallId: 'H',
    bookingId: 'b',
    queue: 'hz',
    slotStart: new Date(at(slot)).toISOString(),
    slotEnd: new Date(at(slot) + 1_800_000).toISOString(),
  },
});
const cancelled = (time: string, id = `e${String(++serial)}`): BookingEvent => ({
  id,
  identity: id,
  type: 'hall.booking.cancelled',
  time: at(time),
  data: { hallId: 'H', bookingId: 'b' },
});

describe('a booking', () => {
  it('has the time from its creation to its slot as lead time', () => {
    expect(foldBooking([created('01T09:00', '04T09:00')])).toMatchObject({
      leadDays: 3,
      createdAt: at('01T09:00'),
      slotStart: at('04T09:00'),
      cancelledAt: null,
      dayAt: at('04T09:00'),
    });
  });

  it('keeps its first creation when repeated, and starts again when it is moved', () => {
    expect(foldBooking([created('01T09:00', '04T09:00'), created('02T09:00', '04T09:00')])).toMatchObject({
      leadDays: 3,
    });
    expect(foldBooking([created('01T09:00', '04T09:00'), created('02T09:00', '05T09:00')])).toMatchObject({
      leadDays: 3,
      createdAt: at('02T09:00'),
      slotStart: at('05T09:00'),
    });
  });

  it('is cancelled, and valid again after another creation', () => {
    const first = [created('01T09:00', '04T09:00'), cancelled('02T09:00')];
    expect(foldBooking(first)).toMatchObject({ cancelledAt: at('02T09:00') });
    expect(foldBooking([...first, created('03T09:00', '04T09:00')])).toMatchObject({ cancelledAt: null });
  });

  it('without its creation event is only cancelled, until that event arrives', () => {
    const late = cancelled('02T09:00');
    expect(foldBooking([late])).toMatchObject({
      createdAt: null,
      slotStart: null,
      leadDays: null,
      cancelledAt: at('02T09:00'),
      dayAt: at('02T09:00'),
    });
    expect(foldBooking([late, created('01T09:00', '04T09:00')])).toMatchObject({
      leadDays: 3,
      cancelledAt: at('02T09:00'),
    });
  });

  it('created after its slot has no lead time, and one in an implausible year no slot', () => {
    expect(foldBooking([created('04T10:00', '04T09:00')])).toMatchObject({ leadDays: null });
    const odd = created('01T09:00', '04T09:00');
    expect(
      foldBooking([{ ...odd, data: { ...odd.data, slotStart: '9999-12-31T00:00:00Z' } } as BookingEvent]),
    ).toMatchObject({ slotStart: null, leadDays: null });
  });

  it('lists all days that may have its row', () => {
    expect(bookingDays([created('01T09:00', '04T09:00'), created('02T09:00', '05T09:00')], 'Asia/Shanghai')).toEqual([
      '2026-03-01',
      '2026-03-04',
      '2026-03-02',
      '2026-03-05',
    ]);
  });
});
