import { Module } from '@nestjs/common';
import { ConnectApiModule } from '@cockpit/sources';
import { ConnectedTable, DatabaseColumns, DatabaseTables, Problem } from '@cockpit/contracts';
import { DataSource } from 'typeorm';
import { DoorModule, openPipeline, type Pipeline } from '../ingestion/support';
import { mariadb, postgres, type Server } from '../polling/servers';

@Module({ imports: [DoorModule, ConnectApiModule] })
class DeskModule {}

/** Somebody waits in front of the page. */
const PATIENCE_MS = 5_000;
const SECRET = 'a password nobody may read';

describe.each([
  ['Postgres', postgres],
  ['MariaDB', mariadb],
])('what stands in a database of %s', (kind, start) => {
  const isPostgres = kind === 'Postgres';
  let pipeline: Pipeline;
  let server: Server;
  beforeAll(async () => {
    pipeline = await openPipeline(DeskModule);
    server = await start(pipeline);
    const { legacy } = server;
    await legacy.run(
      'CREATE TABLE tickets (id integer PRIMARY KEY, ticket_no varchar(10) NOT NULL, call_time timestamp NULL, changed timestamp NULL)',
    );
    await legacy.run('CREATE INDEX by_change ON tickets (changed)');
    await legacy.run(
      'CREATE TABLE `排队 记录` (`流水号` bigint, `行` integer, PRIMARY KEY (`流水号`, `行`))'.replaceAll('`', quote()),
    );
    await legacy.run('CREATE VIEW today AS SELECT id, changed FROM tickets');
    if (!isPostgres) return;
    await legacy.run('CREATE SCHEMA old');
    await legacy.run('CREATE TABLE old.tickets (id integer, updated timestamptz) PARTITION BY RANGE (updated)');
    await legacy.run(
      "CREATE TABLE old.march PARTITION OF old.tickets FOR VALUES FROM ('2026-03-01') TO ('2026-04-01')",
    );
    await legacy.run('CREATE TABLE old."not.told" (id integer)');
  });
  afterAll(async () => {
    await server.stop();
    await pipeline.close();
  });

  const quote = (): string => (isPostgres ? '"' : '`');
  async function call(path: string, body: object) {
    const answer = await fetch(`${pipeline.running.url}/v1/connect/${path}`, {
      method: 'POST',
      signal: AbortSignal.timeout(60_000),
      headers: { authorization: `Bearer ${pipeline.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    expect(text).not.toContain(SECRET);
    return { status: answer.status, body: JSON.parse(text) as unknown };
  }
  const at = (over: object = {}) => {
    const { password: _password, ...where } = server.database;
    return { ...where, tls: false, ca: null, tlsName: null, allowPrivateHost: true, ...over };
  };
  const given = (over: object = {}, password = server.database.password) => ({ database: at(over), password });
  const tables = async (over: object = {}) => DatabaseTables.parse((await call('databases/tables', given(over))).body);
  const columns = async (table: string) =>
    DatabaseColumns.parse((await call('databases/columns', { ...given(), table })).body);
  const refused = async (over: object, password?: string, path = 'tables', more = {}): Promise<unknown> => {
    const { status, body } = await call(`databases/${path}`, { ...given(over, password), ...more });
    expect(status).toBe(422);
    return Problem.parse(body).errors?.[0]?.code;
  };

  it('is told: tables and views, the user’s own first and by the name that a place takes', async () => {
    const { tables: found, whole } = await tables();
    const shown = found.filter(({ name }) => /^(?:old\.|tickets$|today$|排队)/.test(name));
    expect(shown).toEqual([
      { name: 'tickets', kind: 'table' },
      { name: 'today', kind: 'view' },
      { name: '排队 记录', kind: 'table' },
      ...(isPostgres ? [{ name: 'old.tickets', kind: 'table' }] : []),
    ]);
    expect([whole, found.some(({ name }) => /pg_|information_schema/.test(name))]).toEqual([true, false]);
  });

  it('has columns with types, and a guess of what they are read by', async () => {
    const found = await columns('tickets');
    expect(found.columns.map(({ name, type }) => [name, type.replace(/\(.*| without.*/, '')])).toEqual([
      ['id', isPostgres ? 'integer' : 'int'],
      ['ticket_no', isPostgres ? 'character varying' : 'varchar'],
      ['call_time', 'timestamp'],
      ['changed', 'timestamp'],
    ]);
    expect(found.columns[0]).toMatchObject({ nullable: false, primary: true, indexed: true });
    expect(found.columns[2]).toMatchObject({ nullable: true, primary: false, indexed: false });
    expect(found.columns[3]).toMatchObject({ indexed: true });
    expect([found.cursor, found.key]).toEqual([{ column: 'changed', finds: 'changes' }, 'id']);
    // a key of two columns tells rows apart only as a whole
    const two = await columns('排队 记录');
    expect(two.columns.map(({ primary, indexed }) => [primary, indexed])).toEqual([
      [false, true],
      [false, false],
    ]);
    expect((await columns('today')).cursor?.column).toBe('changed');
    expect(await refused({}, undefined, 'columns', { table: 'x"; DROP TABLE tickets; --' })).toBe('database-lacks');
    if (isPostgres) expect((await columns('old.tickets')).cursor?.column).toBe('updated');
    else expect((await columns('legacy.tickets')).key).toBe('id');
  });

  it('is read with the password of a table that is connected, and sent nowhere else', async () => {
    const place = { ...at(), table: 'tickets', keyColumn: 'id', cursorColumn: 'changed' };
    const added = await call('tables', { place, password: server.database.password, reason: 'as agreed' });
    const { id: of } = ConnectedTable.parse(added.body);
    expect((await call('databases/tables', { database: at(), of })).status).toBe(200);
    for (const over of [{ host: 'localhost' }, { port: 9 }, { user: 'somebody' }]) {
      expect(await call('databases/tables', { database: at(over), of })).toMatchObject({
        status: 422,
        body: { code: 'password-needed' },
      });
      const changed = await fetch(`${pipeline.running.url}/v1/connect/tables/${of}`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${pipeline.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ place: { ...place, ...over }, reason: 'elsewhere' }),
      });
      expect(await changed.json()).toMatchObject({ code: 'password-needed' });
    }
    expect((await call('databases/tables', { database: at() })).status).toBe(422);
  });

  it('says in words why it is not told', async () => {
    expect(await refused({ allowPrivateHost: false })).toBe('database-forbidden');
    expect(await refused({ host: 'nobody.invalid' })).toBe('database-unknown-host');
    expect(await refused({ port: 9 })).toBe('database-away');
    expect(await refused({ database: 'nowhere' })).toBe(isPostgres ? 'database-missing' : 'database-no-right');
    // a server of the web, and one of the other kind
    expect(await refused({ port: Number(new URL(pipeline.running.url).port) })).toBe('database-other');
    const other = { kind: 'mysql', port: Number(new URL(pipeline.stores.postgresUrl).port) };
    expect(await refused(isPostgres ? other : { kind: 'postgres' })).toBe('database-other');
    // the Postgres of the tests lets everybody in
    if (!isPostgres) expect(await refused({}, SECRET)).toBe('database-refused-plain');
    const told: { text: string }[] = await pipeline.running.app
      .get(DataSource)
      .query("SELECT coalesce(before::text, '') || coalesce(after::text, '') AS text FROM audit_entry");
    expect(told.some(({ text }) => text.includes(SECRET))).toBe(false);
  });

  // MariaDB hides what a user may not read
  if (isPostgres)
    it('says how much somebody may not read', async () => {
      await server.legacy.run(`CREATE ROLE nobody_much LOGIN PASSWORD '${server.database.password}'`);
      try {
        const found = await tables({ user: 'nobody_much' });
        expect([found.tables, found.unreadable > 3]).toEqual([[], true]);
      } finally {
        await server.legacy.run('DROP ROLE nobody_much');
      }
    });

  // MariaDB takes minutes to make so many
  if (isPostgres)
    it('is told as far as a page can hold it, in time', async () => {
      for (let from = 0; from < 5_200; from += 400)
        await server.legacy.run(
          `DO $$ BEGIN FOR n IN ${String(from)}..${String(from + 399)} LOOP EXECUTE 'CREATE TABLE bulk_' || n || ' (id integer)'; END LOOP; END $$`,
        );
      const began = performance.now();
      const { tables: found, whole } = await tables();
      expect([found.length, whole]).toEqual([5_000, false]);
      expect(performance.now() - began).toBeLessThan(PATIENCE_MS);
      // what is not on the list is found by its name all the same
      expect((await columns('today')).columns).toHaveLength(2);
    });
});
