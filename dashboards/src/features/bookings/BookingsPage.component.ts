import type { BookingOutlook, Caller } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import BookingsPage from './BookingsPage.vue';

const MANAGER: Caller = { kind: 'user', id: 'u', name: '陈', role: 'manager', halls: 'all' };
const slot = (from: string, to: string, booked: number, over: number) => ({
  segment: 'am',
  queues: ['household'],
  capacity: 4,
  booked,
  over,
  from: `2026-03-05T${from}:00Z`,
  to: `2026-03-05T${to}:00Z`,
});
const outlook: BookingOutlook = {
  today: '2026-03-04',
  timeZone: 'Asia/Shanghai',
  pastDays: 28,
  leads: [{ fromDays: 0, booked: 10, came: 9, showRate: 0.92 }],
  days: [
    { day: '2026-03-04', offered: 0, booked: 0, over: 0, standing: 0, expected: 0, slots: [] },
    {
      day: '2026-03-05',
      offered: 8,
      booked: 6,
      over: 1,
      standing: 7,
      expected: 6.3,
      slots: [slot('01:00', '01:30', 4, 1), slot('01:30', '02:00', 2, 0)],
    },
  ],
};

describe('the page of bookings', () => {
  let server: Server;
  beforeEach(() => {
    server = serve({
      'GET /v1/halls': () => ({ items: [], next: null }),
      'GET /v1/bookings/outlook': () => outlook,
    });
  });
  afterEach(() => {
    server.close();
  });

  it('shows how full the days are, and the slots of the day that is chosen', async () => {
    const { page, byTestId } = await mounted(BookingsPage, { hall: 'H08' }, { caller: MANAGER });
    await flushPromises();
    expect(server.asked.find(({ path }) => path === '/v1/bookings/outlook')?.query.get('hall')).toBe('H08');
    expect(page.text()).toContain(phrase('bookings.none'));
    expect(byTestId('booking-days').text()).toContain('75%');
    await byTestId('booking-day-2026-03-05').trigger('click');
    const slots = byTestId('booking-slots').text();
    expect(slots).toContain('09:00–09:30');
    expect(slots).toContain('100%');
    expect(byTestId('booking-shows').text()).toContain('92%');
  });
});
