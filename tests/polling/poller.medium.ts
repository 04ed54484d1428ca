import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { PollerMisuse, poll } from '@cockpit/sources';
import { DoorModule, openPipeline, until, type Pipeline } from '../ingestion/support';
import { mariadb, postgres, type Legacy, type Server } from './servers';

const field = (column: string, more: object = {}) => ({ column, ...more });
const at = (column: string) => ({ column, as: 'instant', format: 'yyyy-MM-dd HH:mm:ss' });
const ids = { hallId: field('hall', { map: 'hall', required: true }), ticketId: { template: 'old-{id}' } };
const MAPPING = {
  format: 'mapping/1',
  name: 'old-ticketing',
  timeZone: 'Asia/Shanghai',
  valueMaps: { hall: { '1': 'H32', '2': 'H12' } },
  events: [
    {
      type: 'hall.ticket.issued',
      id: '{id}/issued',
      time: at('printed'),
      data: { ...ids, number: field('no'), queue: { value: 'household' }, channel: { value: 'walk-in' } },
    },
    {
      type: 'hall.ticket.called',
      when: [{ column: 'called', present: true }],
      id: '{id}/called',
      time: at('called'),
      data: { ...ids, windowId: field('desk') },
    },
  ],
};

describe.each([
  ['Postgres', postgres],
  ['MariaDB', mariadb],
])('a legacy ticketing database in %s', (kind, start) => {
  let pipeline: Pipeline;
  let server: Server;
  let dir: string;
  const said: string[] = [];
  beforeAll(async () => {
    pipeline = await openPipeline(DoorModule);
    server = await start(pipeline);
    dir = mkdtempSync(join(tmpdir(), 'hall-cockpit-poller-'));
    await server.legacy.run(
      `CREATE TABLE tickets (id integer PRIMARY KEY, no varchar(10), hall integer, printed timestamp NULL, called timestamp NULL, desk varchar(40), changed timestamp NOT NULL)`,
    );
    writeFileSync(join(dir, 'map.json'), JSON.stringify(MAPPING));
    writeFileSync(join(dir, 'key'), pipeline.key);
    writeFileSync(join(dir, 'password'), server.database.password);
  });
  afterAll(async () => {
    await server.stop();
    await pipeline.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const configure = (over: object = {}): string => {
    const { password: _password, ...database } = server.database;
    const file = join(dir, 'poller.json');
    writeFileSync(
      file,
      JSON.stringify({
        format: 'poller/1',
        name: 'old',
        database: { ...database, passwordFile: 'password' },
        query: 'SELECT * FROM tickets',
        cursor: { column: 'changed', start: '2026-03-04 00:00:00' },
        mapping: 'map.json',
        batch: 100,
        everySec: 0.1,
        door: { url: pipeline.running.url, keyFile: 'key' },
        ...over,
      }),
    );
    return file;
  };
  const once = (over: object = {}) =>
    poll({ file: configure(over), signal: new AbortController().signal, say: (line) => said.push(line), once: true });
  const insert = async (legacy: Legacy, from: number, count: number, changed: string) => {
    const rows = Array.from(
      { length: count },
      (__, i) => `(${String(from + i)}, 'A${String(from + i)}', 1, '2026-03-04 09:00:00', NULL, NULL, '${changed}')`,
    );
    await legacy.run(`INSERT INTO tickets VALUES ${rows.join(', ')}`);
  };
  const backlog = async () => (await pipeline.status()).backlog;

  it('is read from the cursor on, also where more rows than a page share one cursor', async () => {
    await insert(server.legacy, 1, 250, '2026-03-04 09:00:01');
    await insert(server.legacy, 251, 730, '2026-03-04 09:00:02');
    await insert(server.legacy, 981, 20, '2026-03-04 09:00:03');
    expect(await once()).toMatchObject({
      rows: 1000,
      accepted: 1000,
      rejected: 0,
      faults: 0,
      cursor: '2026-03-04 09:00:03',
    });
    expect(await backlog()).toBe(1000);
  });

  it('gives what changed, once, although it is looked at again', async () => {
    await server.legacy.run(
      `UPDATE tickets SET called = '2026-03-04 09:10:00', desk = 'w1', changed = '2026-03-04 09:10:00' WHERE id <= 3`,
    );
    await once();
    expect(await backlog()).toBe(1003);
    await once();
    expect(await backlog()).toBe(1003);
  });

  it('is followed while it grows; a row whose transaction ended late is found', async () => {
    const stop = new AbortController();
    const running = poll({ file: configure(), signal: stop.signal, say: (line) => said.push(line) });
    const slow = await server.legacy.session();
    await slow.run('BEGIN');
    await insert(slow, 2001, 1, '2026-03-04 09:20:00');
    await insert(server.legacy, 2002, 1, '2026-03-04 09:20:05');
    await until(backlog, (count) => count === 1004);
    await slow.run('COMMIT');
    await until(backlog, (count) => count === 1005);
    await slow.close();
    stop.abort();
    await running;
  });

  it('loses nothing when the door is away: the cursor waits for the answer', async () => {
    await insert(server.legacy, 3001, 5, '2026-03-04 09:30:00');
    const cursor = () => (JSON.parse(readFileSync(join(dir, 'old.cursor.json'), 'utf8')) as { cursor: string }).cursor;
    const before = cursor();
    const stop = new AbortController();
    const nobody = poll({
      file: configure({ door: { url: 'http://127.0.0.1:9', keyFile: 'key' } }),
      signal: stop.signal,
      say: (line) => said.push(line),
    });
    await until(
      () => Promise.resolve(said),
      (lines) => lines.some((line) => line.includes('the door says')),
    );
    stop.abort();
    await nobody;
    expect(cursor()).toBe(before);
    await once();
    expect(await backlog()).toBe(1010);
    expect(cursor()).toBe('2026-03-04 09:30:00');
  });

  it('tells what cannot be read or taken, and goes on', async () => {
    await server.legacy.run(
      `INSERT INTO tickets VALUES (4001, 'A1', 9, '2026-03-04 09:00:00', NULL, NULL, '2026-03-04 09:40:00'), (4002, '', 1, '2026-03-04 09:00:00', NULL, NULL, '2026-03-04 09:40:00'), (4003, 'A3', 1, '2026-03-04 09:00:00', NULL, NULL, '2026-03-04 09:40:00')`,
    );
    const done = await once();
    expect(done.faults).toBe(1);
    expect(done.rejected).toBeGreaterThanOrEqual(1);
    expect(await backlog()).toBe(1011);
    expect(said.some((line) => line.includes('quarantine'))).toBe(true);
  });

  it('names a row that no event can be made of, keeps it in quarantine without anybody’s number, and reads it again when told', async () => {
    await server.legacy.run(
      `INSERT INTO tickets VALUES (5001, 'B1', 8, '2026-03-04 09:00:00', NULL, '13912345678', '2026-03-04 09:50:00')`,
    );
    said.length = 0;
    await once();
    expect(said).toContainEqual(
      expect.stringContaining(
        'the row changed=2026-03-04 09:50:00 cannot be read: data.hallId: column hall “8” is not in the value map hall',
      ),
    );
    const kept = async () =>
      (
        await pipeline.running.app
          .get(DataSource)
          .query<{ body: string }[]>(
            "SELECT body::text AS body FROM quarantine WHERE reason = 'unknown-type' AND causes->0->>'code' = 'unreadable-row' AND causes->1->>'code' LIKE 'column-%' ORDER BY received_at",
          )
      ).map(({ body }) => body);
    const rows = await until(kept, (bodies) => bodies.length >= 2);
    expect(rows.at(-1)).toContain('B1');
    expect(rows.join()).not.toContain('13912345678');

    writeFileSync(
      join(dir, 'map.json'),
      JSON.stringify({ ...MAPPING, valueMaps: { hall: { ...MAPPING.valueMaps.hall, '8': 'H12' } } }),
    );
    const before = await backlog();
    said.length = 0;
    await poll({
      file: configure(),
      signal: new AbortController().signal,
      say: (line) => said.push(line),
      once: true,
      againFrom: '2026-03-04 09:45:00',
    });
    expect(said).toEqual([]);
    expect(await backlog()).toBe(before + 1);
  });

  // a row that no request can hold; MariaDB hands out none of that size
  if (kind === 'Postgres')
    it('puts a row that is too large for the door aside, and takes those before and behind it', async () => {
      await insert(server.legacy, 6001, 3, '2026-03-04 10:10:00');
      const query =
        "SELECT id, CASE id WHEN 6002 THEN (SELECT string_agg(md5(n::text), '') FROM generate_series(1, 700000) AS n) ELSE no END AS no, hall, printed, called, desk, changed FROM tickets WHERE id > 6000";
      const before = await backlog();
      said.length = 0;
      expect(await once({ query, state: 'large.json' })).toMatchObject({
        rows: 3,
        accepted: 2,
        rejected: 0,
        faults: 1,
        cursor: '2026-03-04 10:10:00',
      });
      expect(await backlog()).toBe(before + 2);
      expect(said).toContainEqual(expect.stringMatching(/the row changed=2026-03-04 10:10:00 is not taken: 413/));
      const rows: { body: string }[] = await pipeline.running.app
        .get(DataSource)
        .query(
          "SELECT body::text AS body FROM quarantine WHERE reason = 'unknown-type' AND body::text LIKE '%10:10:00%'",
        );
      expect(rows.map(({ body }) => body.length < 1000)).toEqual([true]);
    });

  it('is never written to', async () => {
    const writing =
      server.database.kind === 'postgres'
        ? `SELECT tickets.*, pg_notify('a', 'b'), nextval('counter') FROM tickets`
        : 'SELECT tickets.* FROM tickets FOR UPDATE';
    if (server.database.kind === 'postgres') await server.legacy.run('CREATE SEQUENCE counter');
    await expect(once({ query: writing, state: 'other.json' })).rejects.toThrow(/read-only|denied|READ ONLY|command/i);
    await expect(once({ query: 'DELETE FROM tickets' })).rejects.toThrow(PollerMisuse);
    await expect(once({ query: 'SELECT 1; DELETE FROM tickets' })).rejects.toThrow(PollerMisuse);
  });

  it('is told apart from a wrong configuration at once', async () => {
    await expect(once({ query: 'SELECT id, changed FROM tickets', state: 'third.json' })).rejects.toThrow(
      /the query has no column/,
    );
    await expect(once({ cursor: { column: 'x y', start: '0' }, batch: 0 })).rejects.toThrow(
      /cursor[\s\S]*batch|batch[\s\S]*cursor/,
    );
  });
});
