import { Module } from '@nestjs/common';
import { ConnectApiModule, ConnectModule } from '@cockpit/sources';
import {
  ConnectedTable,
  ImportPreview,
  ImportRecord,
  Problem,
  Sample,
  TableSample,
  type Mapping,
} from '@cockpit/contracts';
import { DataSource } from 'typeorm';
import { AccessModule } from '@cockpit/access';
import { OrganisationModule } from '@cockpit/organisation';
import { DoorModule, openPipeline, until, type Pipeline } from '../ingestion/support';
import { mariadb, postgres, type Server } from '../polling/servers';
import { bootApp, type RunningApp } from '../support/engines';

@Module({ imports: [DoorModule, ConnectApiModule] })
class DeskModule {}
@Module({ imports: [AccessModule, OrganisationModule, ConnectModule] })
class WorkerModule {}

const WHY = { reason: 'as agreed' };

describe.each([
  ['Postgres', postgres],
  ['MariaDB', mariadb],
])('a table of %s that is connected in the browser', (_, start) => {
  let pipeline: Pipeline;
  let server: Server;
  let workers: RunningApp[];
  let id: string;
  let mapping: Mapping;
  beforeAll(async () => {
    pipeline = await openPipeline(DeskModule);
    server = await start(pipeline);
    workers = [await bootApp(pipeline.stores, WorkerModule), await bootApp(pipeline.stores, WorkerModule)];
    await server.legacy.run(
      'CREATE TABLE tickets (id integer PRIMARY KEY, ticket_no varchar(10), issued_at timestamp NULL, call_time timestamp NULL, window_no varchar(40), service_name varchar(40), changed timestamp NOT NULL)',
    );
    await insert(1, 20, '2026-03-04 09:00:01');
    await calledUp('id <= 3', '2026-03-04 09:00:01');
  });
  afterAll(async () => {
    for (const worker of workers) await worker.close();
    await server.stop();
    await pipeline.close();
  });

  const insert = (from: number, count: number, changed: string, service = '户政') =>
    server.legacy.run(
      `INSERT INTO tickets VALUES ${Array.from(
        { length: count },
        (__, i) =>
          `(${String(from + i)}, 'A${String(from + i)}', '2026-03-04 09:00:00', NULL, NULL, '${service}', '${changed}')`,
      ).join(', ')}`,
    );
  const calledUp = (which: string, changed: string) =>
    server.legacy.run(
      `UPDATE tickets SET call_time = '2026-03-04 09:05:00', window_no = 'w1', changed = '${changed}' WHERE ${which}`,
    );
  async function call(path: string, body?: object, method = body === undefined ? 'GET' : 'POST') {
    const answer = await fetch(`${pipeline.running.url}/v1/connect/${path}`, {
      method,
      signal: AbortSignal.timeout(60_000),
      headers: { authorization: `Bearer ${pipeline.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    expect(text).not.toContain(server.database.password.padEnd(12, '?'));
    return { status: answer.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
  }
  const place = (over: object = {}) => {
    const { kind, host, port, database, user } = server.database;
    const where = { kind, host, port, database, user, tls: false, allowPrivateHost: true };
    return { ...where, table: 'tickets', keyColumn: 'id', cursorColumn: 'changed', ...over };
  };
  const change = (over: object, password = server.database.password) =>
    call(`tables/${id}`, { place: place(over), password, ...WHY }, 'PUT');
  const refused = async (): Promise<unknown> => {
    const { status, body } = await call(`tables/${id}/sample`, {});
    expect(status).toBe(422);
    const { code, errors } = Problem.parse(body);
    expect(code).toBe('unreadable-database');
    return errors?.[0]?.code;
  };
  const now = async (): Promise<ConnectedTable> => ConnectedTable.parse((await call(`tables/${id}`)).body);
  const backlog = async () => (await pipeline.status()).backlog;
  const begin = (over: object = {}) =>
    call(`tables/${id}/start`, { source: 'tickets', mapping, from: null, everySec: 1, ...WHY, ...over });
  const rowOf = async () => {
    const rows: { sealed: Buffer; held_by: string | null }[] = await pipeline.running.app
      .get(DataSource)
      .query('SELECT sealed, held_by FROM source_table WHERE id = $1', [id]);
    return rows[0];
  };

  it('says why it cannot be read: address, password, database, table, columns', async () => {
    const added = await call('tables', { place: place({ allowPrivateHost: false }), password: 'wrong', ...WHY });
    expect(added.status).toBe(201);
    ({ id } = ConnectedTable.parse(added.body));
    expect(await refused()).toBe('database-forbidden');
    await change({}, 'wrong');
    // the Postgres of the tests lets everybody in
    if (server.database.kind === 'mysql') expect(await refused()).toBe('database-refused-plain');
    await change({ database: 'nowhere' });
    expect(['database-missing', 'database-no-right']).toContain(await refused());
    await change({ table: 'public"; DROP TABLE tickets; --' });
    expect(await refused()).toBe('database-lacks');
    await change({ cursorColumn: 'nothing' });
    expect(await refused()).toBe('database-lacks');
    await change({ keyColumn: 'nothing' });
    expect(await refused()).toBe('database-columns');
    await change({ port: 9 });
    expect(await refused()).toBe('database-away');
    await change({});
    expect((await rowOf())?.sealed.toString('latin1')).not.toContain('wrong');
  });

  it('gives its last rows to the steps that every file goes, and a trial stores nothing', async () => {
    const { file, first, last } = TableSample.parse((await call(`tables/${id}/sample`, {})).body);
    expect([first, last]).toEqual(['2026-03-04 09:00:01', '2026-03-04 09:00:01']);
    const looked = await call('samples', { file: file.id, hall: 'H32', roles: { id: 'ticket' } });
    const sample = Sample.parse(looked.body);
    expect(sample).toMatchObject({ rows: 'ndjson', rowsRead: 20, missing: ['finished'] });
    if (sample.suggestion === null) throw new Error('nothing was suggested');
    mapping = sample.suggestion;
    const seen = ImportPreview.parse((await call('previews', { file: file.id, mapping })).body);
    expect(seen).toMatchObject({ types: { 'hall.ticket.issued': 20, 'hall.ticket.called': 3 }, unknown: [] });
    const tried = await call('imports', { file: file.id, mapping, source: 'tickets', trial: true, ...WHY });
    const { id: run } = ImportRecord.parse(tried.body);
    const done = await until(
      async () => ImportRecord.parse((await call(`imports/${run}`)).body),
      ({ state }) => state !== 'running',
    );
    expect(done).toMatchObject({ state: 'done', report: { accepted: 23, rejected: {} } });
    expect(await backlog()).toBe(0);
  });

  it('is live: read by one worker, its state told, changed rows found, and what cannot be read in quarantine', async () => {
    expect(await begin({ source: 'nobody' })).toMatchObject({ status: 404, body: { code: 'unknown-source' } });
    expect((await begin()).status).toBe(200);
    expect(await begin()).toMatchObject({ status: 409, body: { code: 'table-live' } });
    expect(await change({})).toMatchObject({ status: 409, body: { code: 'table-live' } });
    await until(backlog, (count) => count === 23);
    expect(await until(now, ({ readAt }) => readAt !== null)).toMatchObject({
      state: 'live',
      held: true,
      source: 'tickets',
      rows: 20,
      accepted: 23,
      fault: null,
      cursor: '2026-03-04 09:00:01',
    });
    await insert(21, 1, '2026-03-04 09:01:00');
    await calledUp('id = 4', '2026-03-04 09:02:00');
    await insert(22, 1, '2026-03-04 09:03:00', '没有见过');
    await until(backlog, (count) => count === 25);
    await until(now, ({ faults }) => faults === 1);
    const kept: { n: string }[] = await pipeline.running.app
      .get(DataSource)
      .query(
        "SELECT count(*) AS n FROM quarantine WHERE causes->0->>'code' = 'unreadable-row' AND body::text LIKE '%A22%'",
      );
    expect(kept).toEqual([{ n: '1' }]);
  });

  it('tells a fault and goes on when it is mended', async () => {
    await server.legacy.run('ALTER TABLE tickets RENAME TO away');
    const { fault, faultAt } = await until(now, (table) => table.fault !== null);
    expect([fault?.code, typeof faultAt]).toEqual(['database-lacks', 'string']);
    await server.legacy.run('ALTER TABLE away RENAME TO tickets');
    await until(now, (table) => table.fault === null);
  });

  it('is held by one worker, and by the other when that one ends: nothing is lost or counts twice', async () => {
    const holder = (await rowOf())?.held_by;
    expect(holder).toEqual(expect.any(String));
    // each of two has asked for it several times by now
    const ended = workers.shift();
    await ended?.close();
    await insert(31, 5, '2026-03-04 09:10:00');
    await until(backlog, (count) => count === 30);
    const second = workers.shift();
    await second?.close();
    expect(await now()).toMatchObject({ state: 'live', held: false });
    await insert(41, 5, '2026-03-04 09:11:00');
    workers.push(await bootApp(pipeline.stores, WorkerModule));
    await until(backlog, (count) => count === 35);
    expect((await rowOf())?.held_by).not.toBe(holder);
  });

  it('is stopped, goes on where it stood, and is removed with what opens it', async () => {
    expect((await call(`tables/${id}/stop`, WHY)).status).toBe(200);
    expect((await call(`tables/${id}/stop`, WHY)).body).toMatchObject({ code: 'table-not-live' });
    await insert(51, 1, '2026-03-04 09:20:00');
    const { rows } = await now();
    await until(now, ({ held }) => !held);
    expect(await now()).toMatchObject({ state: 'stopped', rows });
    await begin();
    await until(backlog, (count) => count === 36);
    await call(`tables/${id}/stop`, WHY);
    // from the beginning with a mended mapping: what was taken before counts once
    mapping = { ...mapping, valueMaps: { ...mapping.valueMaps, queue: { 户政: 'household', 没有见过: 'order' } } };
    await begin({ from: '2026-03-04 00:00:00' });
    await until(backlog, (count) => count === 37);
    expect((await call(`tables/${id}/remove`, WHY)).status).toBe(204);
    expect((await call(`tables/${id}`)).status).toBe(404);
    expect((await call('tables')).body).toEqual({ items: [], next: null });
    expect((await rowOf())?.sealed.length).toBe(0);
    const acts: { action: string }[] = await pipeline.running.app
      .get(DataSource)
      .query("SELECT DISTINCT action FROM audit_entry WHERE target = 'source-table/' || $1 ORDER BY action", [id]);
    expect(acts.map(({ action }) => action.slice('source-table.'.length))).toEqual([
      ...['add', 'change', 'remove', 'sample', 'start', 'stop'],
    ]);
  });
});
