import { LiveHall } from '@cockpit/contracts';
import { at, clockTo, decided, issued, isoAt, openHall, opened, sent, until, type Hall } from './support';

let house: Hall;
beforeAll(async () => {
  house = await openHall();
});
afterAll(async () => {
  await house.close();
});

describe('the live snapshot of a hall', () => {
  it('shows what events told, a moment after they were taken', async () => {
    await house.post([
      ...opened(0),
      issued('t1', 1),
      issued('t2', 2),
      sent('hall.ticket.called', 5, { ticketId: 't1', windowId: 'a1' }),
      clockTo(6),
    ]);
    const live = await until(
      () => house.live(),
      (one) => one.now === isoAt(6),
    );
    expect(live).toMatchObject({
      hall: 'H08',
      clock: 'feed',
      open: true,
      closesAt: isoAt(540),
      kpis: { issued: 2, waiting: 1, openWindows: 6, windows: 6 },
    });
    expect(live.queues.find((queue) => queue.code === 'household')).toMatchObject({
      waiting: 1,
      longestWaitSec: 240,
      openWindows: 3,
      lastCalled: 't1',
    });
    expect(live.windows.find((window) => window.windowId === 'a1')).toMatchObject({
      state: 'called',
      ticketId: 't1',
      ticketNumber: 't1',
      ticketQueue: 'household',
      sinceSec: 60,
      officerId: 'H08-a1',
      officerName: '警员 a1',
      queues: ['household'],
    });
    expect(live.feeds).toMatchObject([{ source: 'tickets', state: 'live', lastEventAt: isoAt(6) }]);
    expect(live.feeds[0]?.ageSec).toBeLessThan(15);
  });

  it('keeps late, repeated and shuffled events from changing anything they must not', async () => {
    const events = [
      issued('s1', 10),
      sent('hall.ticket.called', 12, { ticketId: 's1', windowId: 'b1' }),
      sent('hall.ticket.started', 12, { ticketId: 's1', windowId: 'b1' }),
      sent('hall.ticket.finished', 20, { ticketId: 's1', windowId: 'b1', result: 'done' }),
    ];
    await house.post([...events].reverse());
    await house.post(events);
    await decided(house, 21);
    const live = await until(
      () => house.live(),
      (one) => one.kpis.served === 1 && one.now === isoAt(21),
    );
    expect(live.windows.find((window) => window.windowId === 'b1')).toMatchObject({
      state: 'idle',
      ticketId: null,
      sinceSec: 60,
    });
  });

  it('takes a withdrawn event back', async () => {
    const wrong = issued('w1', 22);
    await house.post([wrong, clockTo(23)]);
    await until(
      () => house.live(),
      (one) => one.kpis.issued === 4,
    );
    await house.post([sent('hall.notice.voided', 23, { ofId: wrong.id, ofSource: '/tickets' })]);
    await until(
      () => house.live(),
      (one) => one.kpis.issued === 3,
    );
  });

  it('begins a new day with new figures', async () => {
    const nextDay = { ...issued('n1', 1), time: new Date(at(24 * 60 + 1)).toISOString() };
    await house.post([{ ...nextDay, data: { ...nextDay.data, hallId: 'H09' } }, clockTo(24 * 60 + 2, 'H09')]);
    const live = await until(
      () => house.live('H09'),
      (one) => one.kpis.issued === 1,
    );
    expect(live.now).toBe(isoAt(24 * 60 + 2));
    await house.post([issued('n2', 24 * 60 * 2 + 5, 'household', 'H09')]);
    const later = await until(
      () => house.live('H09'),
      (one) => one.now === isoAt(24 * 60 * 2 + 5),
    );
    expect(later.kpis.issued).toBe(1);
  });

  it('knows halls that only show boards, and reports boards that cannot be right', async () => {
    const board = (minute: number, waiting: number, lastCalled: string) =>
      sent(
        'hall.queue.observed',
        minute,
        { queue: 'traffic', waiting, lastCalled, openWindows: 2, avgServiceMin: 10 },
        'H12',
      );
    await house.post([board(0, 4, 'B010'), board(5, 5, 'B012'), board(10, 6, 'B004')]);
    const live = await until(
      () => house.live('H12'),
      (one) => one.now === isoAt(10),
    );
    expect(live.queues.find((queue) => queue.code === 'traffic')).toMatchObject({
      waiting: 6,
      lastCalled: 'B004',
      openWindows: 2,
      longestWaitSec: null,
    });
    expect(live.feeds[0]?.oddities).toMatchObject([{ kind: 'backwards:traffic', count: 1, lastAt: isoAt(10) }]);
  });

  it('lives by the wall clock where nobody else keeps time', async () => {
    const first = await until(
      () => house.live('H01'),
      (one) => one.clock === 'wall',
    );
    expect(Math.abs(Date.parse(first.now) - Date.now())).toBeLessThan(10_000);
    await until(
      () => house.live('H01'),
      (one) => one.now > first.now,
    );
  });

  it('refuses halls out of scope and does not know others', async () => {
    expect((await house.get('/v1/halls/H99/live')).status).toBe(404);
    const guide = await house.tokenOf('guide', ['H09']);
    const asGuide = (path: string) =>
      fetch(`${house.front.url}${path}`, { headers: { authorization: `Bearer ${guide}` } });
    expect((await asGuide('/v1/halls/H08/live')).status).toBe(403);
    expect((await asGuide('/v1/halls/H08/stream')).status).toBe(403);
    expect(LiveHall.parse(await (await asGuide('/v1/halls/H09/live')).json()).hall).toBe('H09');
  });
});
