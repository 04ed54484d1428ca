import { BookingOutlook, LoadForecast, StaffAhead } from '@cockpit/contracts';
import { clockTo, DAY, isoAt, issued, openHall, opened, sent, until, type Hall } from './support';

let house: Hall;
beforeAll(async () => {
  house = await openHall();
});
afterAll(async () => {
  await house.close();
});

const DAY_MIN = 24 * 60;
const forecast = async (day?: string): Promise<LoadForecast> =>
  LoadForecast.parse(
    await (await house.get(`/v1/halls/H08/load-forecast${day === undefined ? '' : `?day=${day}`}`)).json(),
  );
const household = ({ queues }: LoadForecast) => queues.find(({ code }) => code === 'household');

it('a hall without a past is foretold from its bookings, and from those who have come', async () => {
  await house.post([
    ...opened(0),
    ...Array.from({ length: 11 }, (_, i) =>
      sent('hall.booking.created', 1, {
        bookingId: `b${String(i)}`,
        queue: 'household',
        slotStart: isoAt(DAY_MIN + 60),
        slotEnd: isoAt(DAY_MIN + 90),
      }),
    ),
    clockTo(2),
  ]);
  const outlook = await until(
    async () => BookingOutlook.parse(await (await house.get('/v1/bookings/outlook?hall=H08')).json()),
    ({ days }) => days[1]?.standing === 11,
  );
  expect(outlook.today).toBe(DAY);
  expect(outlook.days[1]?.expected).toBeGreaterThan(8);
  expect(outlook.days[1]?.expected).toBeLessThan(11);

  const tomorrow = await until(
    async () => household(await forecast('2026-03-05')),
    (queue) => queue !== undefined,
  );
  expect(tomorrow?.basis).toEqual({ source: 'bookings', booked: 11, came: 0 });
  const [most] = [...(tomorrow?.slots ?? [])].sort((a, b) => b.arrivals - a.arrivals);
  expect(most?.at).toBe(isoAt(DAY_MIN + 60));
  expect(most?.arrivals).toBeGreaterThan(8);

  const staff = StaffAhead.parse(await (await house.get('/v1/halls/H08/staff-ahead')).json());
  expect([staff.today, staff.days.map(({ day }) => day)]).toEqual([
    DAY,
    ['05', '06', '07', '08', '09', '10', '11'].map((date) => `2026-03-${date}`),
  ]);
  // three officers for eleven people; of the days after it nothing is booked
  expect(staff.days[0]).toMatchObject({ unknown: null, lacking: 0, shortages: [] });
  expect(staff.days[0]?.people).toBeGreaterThan(8);
  expect(staff.days[3]).toMatchObject({ unknown: 'no-forecast', people: null });
  const status = async (role: 'supervisor' | 'guide', halls: string[]): Promise<number> => {
    const authorization = `Bearer ${await house.tokenOf(role, halls)}`;
    return (await house.get('/v1/halls/H08/staff-ahead', { authorization })).status;
  };
  expect([await status('supervisor', ['H08']), await status('supervisor', ['H09'])]).toEqual([200, 403]);
  expect(await status('guide', ['H08'])).toBe(403);

  await house.post([...Array.from({ length: 40 }, (_, i) => issued(`t${String(i)}`, 2 + i)), clockTo(45)]);
  const today = await until(
    async () => household(await forecast()),
    (queue) => queue?.basis?.came === 40,
  );
  expect(today?.basis).toEqual({ source: 'today', came: 40 });
  const ahead = today?.slots.filter(({ came }) => came === null) ?? [];
  expect(ahead.length).toBeGreaterThan(10);
  for (const { arrivals, arrivalsHigh } of ahead.slice(0, -1)) {
    expect(arrivals).toBeGreaterThan(15);
    expect(arrivalsHigh).toBeGreaterThan(arrivals);
  }
});
