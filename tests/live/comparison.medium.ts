import { randomUUID } from 'node:crypto';
import { createClient } from '@clickhouse/client';
import { LiveComparison } from '@cockpit/live';
import { clockTo, isoAt, issued, openHall, opened, sent, until, type Hall } from './support';

let house: Hall;
beforeAll(async () => {
  house = await openHall();
});
afterAll(async () => {
  await house.close();
});

const differences = (): Promise<string[]> => house.front.app.get(LiveComparison).differences('H08');

it('finds nothing that the live state of a hall lacks or has twice, and names what it would', async () => {
  const wrong = issued('wrong', 3);
  const booking = (id: string, minute: number, slot: number) =>
    sent('hall.booking.created', minute, {
      bookingId: id,
      queue: 'household',
      slotStart: isoAt(slot),
      slotEnd: isoAt(slot + 30),
    });
  const repaired = sent('hall.terminal.restored', 6, { terminalId: 'k1' });
  const events = [
    ...opened(0),
    issued('t1', 1),
    issued('t2', 2),
    wrong,
    sent('hall.ticket.called', 5, { ticketId: 't1', windowId: 'a1' }),
    sent('hall.ticket.finished', 9, { ticketId: 't1', windowId: 'a1', result: 'done' }),
    booking('b1', 1, 60),
    booking('b1', 4, 90),
    sent('hall.booking.cancelled', 2, { bookingId: 'b1' }),
    sent('hall.terminal.fault', 4, { terminalId: 'k1', code: 'paper' }),
    repaired,
    ...[wrong, repaired].map(({ id }) => sent('hall.notice.voided', 10, { ofId: id, ofSource: '/tickets' })),
  ];
  await house.post(events.toReversed());
  await house.post(events);
  await house.post([clockTo(12)]);
  await until(
    () => house.live(),
    ({ now, kpis }) => now === isoAt(12) && kpis.issued === 2 && kpis.served === 1,
  );
  // all of it is stored, saved and shown within a moment
  expect(await until(differences, (lines) => lines.length === 0)).toEqual([]);

  const { clickhouseUrl, clickhouseDatabase } = house.stores;
  const clickhouse = createClient({ url: clickhouseUrl, database: clickhouseDatabase });
  await clickhouse.insert({
    table: 'event',
    format: 'JSONEachRow',
    values: [
      {
        hall: 'H08',
        entity: 'unseen',
        type: 'hall.ticket.issued',
        time: isoAt(11).replace('T', ' ').replace('Z', ''),
        identity: randomUUID(),
        source: 'tickets',
        ce_source: '/tickets',
        id: 'unseen',
        data: JSON.stringify({
          hallId: 'H08',
          ticketId: 'unseen',
          number: 'X1',
          queue: 'household',
          channel: 'walk-in',
        }),
        received_at: isoAt(11).replace('T', ' ').replace('Z', ''),
      },
    ],
  });
  await clickhouse.close();
  const lines = await differences();
  expect(lines).toContainEqual(expect.stringContaining('H08: ticket unseen is nothing live'));
  expect(lines).toContainEqual('H08: figure issued is 2 live and 3 by what is stored');
});
