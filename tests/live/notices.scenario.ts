import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createClient } from '@clickhouse/client';
import { HallState } from '@cockpit/domain';
import { LiveComparison } from '@cockpit/live';
import { SideTables } from '../../libs/warehouse/src/tables/side-tables';
import { DayWorker } from '../../libs/warehouse/src/writer/day-worker';
import { clockTo, isoAt, issued, openHall, sent, until, type Hall } from './support';

const NOTICES = 10_000;
const AT_ONCE = 500;
let house: Hall;
beforeAll(async () => {
  house = await openHall();
}, 120_000);
afterAll(async () => {
  await house.close();
});

async function postAll(events: readonly object[]): Promise<void> {
  for (let from = 0; from < events.length; from += AT_ONCE) await house.post(events.slice(from, from + AT_ONCE));
}

it('takes ten thousand notices of one night without writing the day anew for each, or reading all withdrawals again', async () => {
  const minute = (i: number): number => i / 100;
  const papers = Array.from({ length: NOTICES }, (_, i) => issued(`t${String(i)}`, minute(i)));
  const left = papers.map(({ data }, i) =>
    sent('hall.ticket.cancelled', minute(i) + 1, { ticketId: (data as { ticketId?: string }).ticketId }),
  );
  await postAll([...papers, ...left]);
  await house.post([clockTo(110)]);
  await until(
    () => house.live(),
    ({ now, kpis }) => now === isoAt(110) && kpis.issued === NOTICES,
    200_000,
  );

  const writing = jest.spyOn(HallState.prototype, 'toJSON');
  const reading = jest.spyOn(SideTables.prototype, 'withdrawn');
  const beginning = jest.spyOn(DayWorker.prototype, 'takeOver');
  const stops = monitorEventLoopDelay({ resolution: 10 });
  stops.enable();
  const began = performance.now();
  await postAll(papers.map(({ id }) => sent('hall.notice.voided', 111, { ofId: id, ofSource: '/tickets' })));
  await house.post([clockTo(112)]);
  await until(
    () => house.live(),
    ({ now, kpis }) => now === isoAt(112) && kpis.issued === 0,
    200_000,
  );
  const client = createClient({ url: house.stores.clickhouseUrl, database: house.stores.clickhouseDatabase });
  const standing = async (): Promise<number> => {
    const result = await client.query({
      query: "SELECT countIf(isNotNull(issued_at)) AS n FROM visit FINAL WHERE hall = 'H08'",
      format: 'JSONEachRow',
    });
    return Number((await result.json<{ n: string }>())[0]?.n);
  };
  await until(standing, (count) => count === 0, 200_000);
  const took = performance.now() - began;
  stops.disable();
  const [written, read, begun] = [writing, reading, beginning].map(({ mock }) => mock.calls.length);
  if (process.env['MEASURE'] !== undefined)
    process.stderr.write(
      `${String(NOTICES)} notices in ${took.toFixed(0)} ms: longest stop of the process ${(stops.max / 1e6).toFixed(0)} ms, ${String(written)} states written, ${String(read)} times all withdrawals read\n`,
    );
  // a writer reads them when it begins, which one on a busy machine may do again: its lease is lost
  expect(read).toBeLessThanOrEqual(begun ?? 0);
  // checkpoints and snapshots go on by the clock, however slow the machine is; a notice asks for none
  expect(written).toBeLessThan(NOTICES / 5);
  expect(
    await until(
      () => house.front.app.get(LiveComparison).differences('H08'),
      (lines) => lines.length === 0,
    ),
  ).toEqual([]);
  await client.close();
}, 600_000);
