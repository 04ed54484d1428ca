import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, type ClickHouseClient } from '@clickhouse/client';
import type { Settings } from '@cockpit/platform';
import { DoorModule, answerOf, cloudEvent, openPipeline, until, type Pipeline } from './support';

const KILLS = 3;
const BATCH = 200;
const START = Date.parse('2026-03-04T09:00:00+08:00');

let pipeline: Pipeline;
let clickhouse: ClickHouseClient;
let writer: ChildProcess | undefined;

beforeAll(async () => {
  pipeline = await openPipeline(DoorModule);
  clickhouse = createClient({ url: pipeline.stores.clickhouseUrl, database: pipeline.stores.clickhouseDatabase });
});
afterAll(async () => {
  await kill();
  await clickhouse.close();
  await pipeline.close();
});

/** Four events a ticket, the later ones in later batches. */
function batch(number: number) {
  return Array.from({ length: BATCH }, (_, i) => {
    const ticket = Math.floor(number / 4) * BATCH + i;
    const step = number % 4;
    const data = { hallId: ticket % 2 === 0 ? 'H32' : 'H12', ticketId: `t${String(ticket)}` };
    const at = { ...data, windowId: `w${String(ticket % 3)}` };
    const [type, body] = (
      [
        ['hall.ticket.issued', { ...data, number: 'A1', queue: 'household', channel: 'walk-in' }],
        ['hall.ticket.called', at],
        ['hall.ticket.started', at],
        ['hall.ticket.finished', { ...at, result: 'done' }],
      ] as const
    )[step] ?? ['hall.ticket.called', at];
    return cloudEvent({
      id: `e-${String(number)}-${String(i)}`,
      type,
      time: START + ticket * 10 + step * 300_000,
      data: body,
    });
  });
}

/** A booking and a consultation whose events lie four batches apart, those of the consultation in different partitions. */
function beside(number: number) {
  const [story, step] = [String(Math.floor(number / 4)), number % 4];
  const time = START + number * 1000;
  const booking = { hallId: 'H32', bookingId: `b${story}` };
  const slot = {
    queue: 'household',
    slotStart: new Date(START).toISOString(),
    slotEnd: new Date(START + 1_800_000).toISOString(),
  };
  const consult = { consultId: `q${story}`, tier: 'ai', channel: 'phone' } as const;
  switch (step) {
    case 0:
      return [
        cloudEvent({ id: `b-${String(number)}`, type: 'hall.booking.created', time, data: { ...booking, ...slot } }),
        cloudEvent({ id: `q-${String(number)}`, type: 'hall.consult.asked', time, data: consult }),
      ];
    case 1:
      return [
        cloudEvent({
          id: `q-${String(number)}`,
          type: 'hall.consult.answered',
          time,
          data: { ...consult, hallId: 'H12' },
        }),
      ];
    case 3:
      return [cloudEvent({ id: `b-${String(number)}`, type: 'hall.booking.cancelled', time, data: booking })];
    default:
      return [];
  }
}

function start(settings: Settings): void {
  const { redisUrl, postgresUrl, clickhouseUrl, clickhouseDatabase, secret, dataDir } = settings;
  writer = spawn(
    process.execPath,
    ['-r', join(__dirname, '../support/typescript-hook.cjs'), join(__dirname, 'writer-process.ts')],
    {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: {
        PATH: process.env['PATH'],
        REDIS_URL: redisUrl,
        POSTGRES_URL: postgresUrl,
        CLICKHOUSE_URL: clickhouseUrl,
        CLICKHOUSE_DATABASE: clickhouseDatabase,
        COCKPIT_SECRET: secret,
        DATA_DIR: dataDir,
        PORT: '0',
        LOG_LEVEL: 'fatal',
      },
    },
  );
}

async function kill(): Promise<void> {
  if (writer?.exitCode !== null || writer.signalCode !== null) return;
  const gone = new Promise((done) => writer?.once('exit', done));
  writer.kill('SIGKILL');
  await gone;
}

const count = async (what: string): Promise<number> =>
  Number(
    (
      await (
        await clickhouse.query({ query: `SELECT ${what} AS n FROM event`, format: 'JSONEachRow' })
      ).json<{ n: number | string }>()
    )[0]?.n,
  );

it('loses and doubles nothing that was acknowledged, however often the writer is killed', async () => {
  const acknowledged = new Set<string>();
  const stop = new AbortController();
  let number = 0;
  const poster = (async () => {
    while (!stop.signal.aborted) {
      const events = [...batch(number), ...beside(number)];
      number += 1;
      const answer = await answerOf(await pipeline.post(events));
      expect(answer).toEqual({ accepted: events.length, rejected: [] });
      for (const event of events) acknowledged.add(event.id);
      await sleep(20);
    }
  })();
  for (let round = 0; round < KILLS; round++) {
    const before = await count('count()');
    start(pipeline.stores.settings);
    // killed in the middle of its work: some time after it has begun to store
    await until(
      () => count('count()'),
      (n) => n > before,
      90_000,
    );
    await sleep(Math.random() * 600);
    await kill();
  }
  stop.abort();
  await poster;
  start(pipeline.stores.settings);
  await until(
    () => count('count()'),
    (n) => n >= acknowledged.size,
    90_000,
  );
  await until(
    () => pipeline.status(),
    (status) => status.backlog === 0,
    90_000,
  );

  expect(await count('count()')).toBe(acknowledged.size);
  expect(await count('uniqExact(identity)')).toBe(acknowledged.size);
  const ids = await (
    await clickhouse.query({ query: 'SELECT id FROM event', format: 'JSONEachRow' })
  ).json<{ id: string }>();
  expect(ids.filter(({ id }) => !acknowledged.has(id))).toEqual([]);
  const status = await pipeline.status();
  expect([status.accepted, status.landed]).toEqual([acknowledged.size, acknowledged.size]);
  // what comes again after a kill is known again: nothing of it is taken for another event under the same id
  expect(await (await pipeline.get('/v1/quarantine')).json()).toMatchObject({ items: [] });
  const besides = async () =>
    (
      await (
        await clickhouse.query({
          query:
            'SELECT toUInt32((SELECT count() FROM booking FINAL)) AS booked, toUInt32((SELECT countIf(isNotNull(cancelled_at)) FROM booking FINAL)) AS cancelled, toUInt32((SELECT countIf(answer_sec = 1) FROM consult FINAL)) AS answered',
          format: 'JSONEachRow',
        })
      ).json<unknown>()
    )[0];
  const wanted = {
    booked: Math.ceil(number / 4),
    cancelled: Math.floor(number / 4),
    answered: Math.floor((number + 2) / 4),
  };
  await until(besides, (found) => JSON.stringify(found) === JSON.stringify(wanted), 90_000);
  const visits = await (
    await clickhouse.query({
      query:
        "SELECT count() AS visits, sum(length(JSONExtractArrayRaw(legs))) AS legs, countIf(result = 'done') AS done, avg(wait_sec) AS wait FROM visit FINAL",
      format: 'JSONEachRow',
    })
  ).json<Record<string, number | string>>();
  const done = Math.floor(number / 4) * BATCH;
  expect(Number(visits[0]?.['done'])).toBe(done);
  expect(Number(visits[0]?.['visits'])).toBe(Math.ceil(number / 4) * BATCH);
  expect(Number(visits[0]?.['wait'])).toBe(300);
});
