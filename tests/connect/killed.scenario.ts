import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { ConnectApiModule } from '@cockpit/sources';
import { ConnectedTable, Mapping } from '@cockpit/contracts';
import { streamKey } from '@cockpit/log';
import { HOLD_MS, REDIS } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { DoorModule, openPipeline, until, type Pipeline } from '../ingestion/support';
import { mariadb, postgres, type Server } from '../polling/servers';

@Module({ imports: [DoorModule, ConnectApiModule] })
class DeskModule {}

const HOOK = resolve(__dirname, '../support/typescript-hook.cjs');
/** four pages come at once before each kill */
const ROWS = 4_000;
/** after a page was acknowledged: in the middle of reading the next, mapping it, sending it, or writing down how far it came */
const KILLS_AFTER_MS = [0, 60, 200, 120];
/** a lease, and what a busy machine may take to look for what is free */
const TAKEN_OVER_MS = HOLD_MS + 6_000;

const column = (name: string) => ({ column: name });
const at = (name: string) => ({ column: name, as: 'instant', format: 'yyyy-MM-dd HH:mm:ss' });
const ids = { hallId: { value: 'H32' }, ticketId: { template: 't-{id}' } };
const MAPPING = Mapping.parse({
  format: 'mapping/1',
  name: 'kiosk',
  timeZone: 'Asia/Shanghai',
  events: [
    {
      type: 'hall.ticket.issued',
      id: '{id}/issued',
      time: at('issued'),
      data: { ...ids, number: column('no'), queue: { value: 'household' }, channel: { value: 'walk-in' } },
    },
    {
      type: 'hall.ticket.called',
      when: [{ column: 'called', present: true }],
      id: '{id}/called',
      time: at('called'),
      data: { ...ids, windowId: { value: 'w1' } },
    },
  ],
});

describe.each([
  ['Postgres', postgres],
  ['MariaDB', mariadb],
])('whoever reads a table of %s is killed', (kind, start) => {
  let pipeline: Pipeline;
  let server: Server;
  const workers: ChildProcess[] = [];
  beforeAll(async () => {
    pipeline = await openPipeline(DeskModule);
    server = await start(pipeline);
    await server.legacy.run(
      'CREATE TABLE tickets (id integer PRIMARY KEY, no varchar(10), issued timestamp NULL, called timestamp NULL, changed timestamp NOT NULL)',
    );
    await server.legacy.run('CREATE INDEX by_change ON tickets (changed)');
  });
  afterAll(async () => {
    for (const worker of workers) await kill(worker);
    await server.stop();
    await pipeline.close();
  });

  /** Hundreds of rows share one second: a page may end between them. */
  const insert = (from: number, count: number) =>
    server.legacy.run(
      `INSERT INTO tickets VALUES ${Array.from({ length: count }, (_, n) => {
        const id = from + n;
        const second = new Date(Date.UTC(2026, 2, 4, 9, 0, Math.floor(id / 300))).toISOString();
        return `(${String(id)}, 'A${String(id)}', '2026-03-04 09:00:00', NULL, '${second.slice(0, 19).replace('T', ' ')}')`;
      }).join(', ')}`,
    );
  const kill = async (worker: ChildProcess): Promise<void> => {
    if (worker.exitCode !== null || worker.signalCode !== null) return;
    const ended = once(worker, 'exit');
    worker.kill('SIGKILL');
    await ended;
  };
  async function worker(): Promise<void> {
    const settings = JSON.stringify({ ...pipeline.stores.settings, port: 0, logLevel: 'silent' });
    const child = spawn(process.execPath, ['-r', HOOK, resolve(__dirname, 'worker-process.ts'), settings], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    workers.push(child);
    await Promise.race([
      once(child.stdout, 'data'),
      once(child, 'exit').then(() => {
        throw new Error('the worker has ended');
      }),
    ]);
  }
  async function call(path: string, body?: object): Promise<ConnectedTable> {
    const answer = await fetch(`${pipeline.running.url}/v1/connect/tables${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${pipeline.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return ConnectedTable.parse(await answer.json());
  }
  const holder = async (id: string): Promise<string | null> => {
    const rows = await pipeline.running.app
      .get(DataSource)
      .query<unknown>('SELECT held_by AS who FROM source_table WHERE id = $1 AND held_until > clock_timestamp()', [id]);
    return z.array(z.object({ who: z.string().nullable() })).parse(rows)[0]?.who ?? null;
  };
  /** Every event that was taken, as it lies in the log. */
  const taken = async (): Promise<string[]> => {
    const redis = pipeline.running.app.get<Redis>(REDIS);
    const partitions = Array.from({ length: pipeline.stores.settings.logPartitions }, (_, nth) => streamKey(nth));
    const logs = await Promise.all(partitions.map((key) => redis.xrange(key, '-', '+')));
    return logs.flat().flatMap(([, [, body = '[]']]) =>
      z
        .array(z.object({ type: z.string(), data: z.object({ ticketId: z.string() }) }))
        .parse(JSON.parse(body))
        .map(({ type, data }) => `${data.ticketId} ${type}`),
    );
  };

  it('in the middle, again and again: another goes on within the lease, nothing is lost or counts twice', async () => {
    const { password, ...where } = server.database;
    const place = { ...where, tls: false, allowPrivateHost: true, table: 'tickets', keyColumn: 'id' };
    const why = { reason: 'as agreed' };
    const { id } = await call('', { place: { ...place, cursorColumn: 'changed' }, password, ...why });
    await worker();
    await call(`/${id}/start`, { source: 'tickets', mapping: MAPPING, from: null, everySec: 1, ...why });
    const tookOver: number[] = [];
    let inserted = 0;
    let midway = 0;
    for (const later of KILLS_AFTER_MS) {
      const before = await until(
        () => holder(id),
        (who) => who !== null,
      );
      await worker();
      const { rows } = await call(`/${id}`);
      await insert(inserted + 1, ROWS);
      inserted += ROWS;
      await until(
        () => call(`/${id}`),
        (table) => table.rows > rows,
      );
      // the one that holds it is the oldest
      const [victim] = workers.splice(0, 1);
      if (victim === undefined) throw new Error('nobody to kill');
      await sleep(later);
      const began = performance.now();
      await kill(victim);
      midway += Number(new Set(await taken()).size < inserted);
      await until(
        () => holder(id),
        (who) => who !== null && who !== before,
        TAKEN_OVER_MS,
      );
      tookOver.push(Math.round(performance.now() - began));
    }
    expect(midway).toBeGreaterThanOrEqual(2);
    // what changes and comes while they die
    await server.legacy.run(
      "UPDATE tickets SET called = '2026-03-04 09:20:00', changed = '2026-03-04 09:20:00' WHERE id <= 50",
    );
    await insert(inserted + 1, 500);
    const wanted = inserted + 500 + 50;
    const all = await until(taken, (events) => new Set(events).size >= wanted, 120_000);
    process.stderr.write(
      `${kind}: ${String(midway)} of ${String(tookOver.length)} killed midway, taken over after ${tookOver.join(', ')} ms\n`,
    );
    expect([all.length, new Set(all).size]).toEqual([wanted, wanted]);
    // a reading or two later there is still not one more
    const { readAt } = await call(`/${id}`);
    await until(
      () => call(`/${id}`),
      (table) => table.readAt !== null && table.readAt !== readAt && table.rows >= inserted + 500,
    );
    expect([(await taken()).length, (await call(`/${id}`)).fault]).toEqual([wanted, null]);
  }, 300_000);
});
