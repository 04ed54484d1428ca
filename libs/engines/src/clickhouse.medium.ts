import { Readable } from 'node:stream';
import {
  ClickHouseError,
  ClickHouseLogLevel,
  createClient as createLoudClient,
  type ClickHouseClient,
} from '@clickhouse/client';
import { clickhouseMain, engineOptions } from '../../../tests/support/engine-dir';
import { startClickhouse } from './clickhouse';
import { freePort } from './ports';
import type { Engine } from './process';

// the client prints every failure, and failures are what half of these tests ask for
const createClient: typeof createLoudClient = (options) =>
  createLoudClient({ ...options, log: { level: ClickHouseLogLevel.OFF } });

describe('the ClickHouse engine behind its HTTP interface, seen by the official client', () => {
  let engine: Engine;
  let client: ClickHouseClient;
  let clean: () => void;
  let start: () => Promise<Engine>;

  beforeAll(async () => {
    const made = engineOptions(await freePort());
    clean = made.clean;
    start = () => startClickhouse(made.options, clickhouseMain);
    engine = await start();
    client = createClient({ url: engine.url });
    await client.command({ query: 'CREATE DATABASE shop' });
  });
  afterAll(async () => {
    await client.close();
    await engine.stop();
    clean();
  });

  const rows = async <T>(query: string, params?: Record<string, unknown>): Promise<T[]> =>
    (await client.query({ query, format: 'JSONEachRow', ...(params ? { query_params: params } : {}) })).json<T>();

  async function failure(work: Promise<unknown>): Promise<{ code: string; type: string | undefined }> {
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof ClickHouseError)) throw new Error(`expected a ClickHouseError, got ${String(error)}`);
    return { code: error.code, type: error.type };
  }

  it('answers ping, and refuses a wrong password', async () => {
    expect(await client.ping()).toEqual({ success: true });
    const stranger = createClient({ url: engine.url.replace('of-this-test', 'guessed') });
    expect(await failure(stranger.query({ query: 'SELECT 1' }))).toEqual({
      code: '516',
      type: 'AUTHENTICATION_FAILED',
    });
    await stranger.close();
  });

  it('keeps values of every kind we use through insert and query', async () => {
    const shop = createClient({
      url: engine.url,
      database: 'shop',
      clickhouse_settings: { date_time_input_format: 'best_effort' },
    });
    await shop.command({
      query: `CREATE TABLE kinds (id UInt64, signed Int64, text String, low LowCardinality(String), maybe Nullable(Float64), at DateTime64(3, 'UTC'),
        day Date, list Array(UInt32), words Array(String), map Map(String, UInt32), exact Decimal(18, 4), flag Bool) ENGINE = MergeTree ORDER BY id`,
    });
    const row = {
      id: '18446744073709551615',
      signed: '-9223372036854775808',
      text: 'a\tb\n"c" \\ ’大厅;\' --',
      low: 'x',
      maybe: null,
      at: '2026-11-20 08:30:00.125',
      day: '2026-11-20',
      list: [1, 2, 3],
      words: ['a,b', "c'd"],
      map: { k: 7 },
      exact: 12.3456,
      flag: true,
    };
    await shop.insert({ table: 'kinds', values: [row], format: 'JSONEachRow' });
    const answer = await shop.query({
      query: 'SELECT * FROM kinds',
      format: 'JSONEachRow',
      clickhouse_settings: { output_format_json_quote_64bit_integers: 1 },
    });
    expect(await answer.json()).toEqual([row]);
    await shop.close();
  });

  it('binds parameters instead of pasting them', async () => {
    const text = `'; DROP TABLE x; -- \\ 大厅\n\t`;
    const bound = { text, list: [1, 2], words: ["it's", "b\\\n'[", '大'], day: '2026-11-20', none: null, n: 42 };
    const sql = `SELECT {text:String} AS text, {list:Array(UInt8)} AS list, {words:Array(String)} AS words, {day:Date} AS day,
      {none:Nullable(String)} AS none, {n:UInt64} AS n`;
    expect(await rows(sql, bound)).toEqual([{ ...bound, n: 42 }]);
  });

  it.each([
    ['SELECT * FROM shop.nowhere', '60', 'UNKNOWN_TABLE'],
    ['SELECT 1 FROM nowhere.t', '81', 'UNKNOWN_DATABASE'],
    ['SELEC 1', '62', 'SYNTAX_ERROR'],
    ['SELECT {a:UInt8}', '456', 'UNKNOWN_QUERY_PARAMETER'],
    [`SELECT toUInt8('x')`, '6', 'CANNOT_PARSE_TEXT'],
    ['SELECT throwIf(1)', '395', 'FUNCTION_THROW_IF_VALUE_IS_NON_ZERO'],
  ])('tells %s as the error it is', async (query, code, type) => {
    expect(await failure(client.query({ query }))).toEqual({ code, type });
  });

  it('binds values that outgrow the address of a request', async () => {
    const odd = ["it's", 'back\\slash', 'tab\tline\nend', '一窗通办', "a','b", '{x:String}', '--', ''];
    const ids = [...odd, ...Array.from({ length: 20_000 }, (_, n) => `case-${String(n)}'\\`)];
    const long = createClient({ url: engine.url, use_multipart_params_auto: true });
    const answer = await long.query({
      query:
        'SELECT length({ids:Array(String)}) AS n, length(arrayDistinct({ids:Array(String)})) AS apart, arraySlice({ids:Array(String)}, 1, {odd:UInt32}) AS odd, {text:String} AS text',
      format: 'JSONEachRow',
      query_params: { ids, odd: odd.length, text: odd.join('|').repeat(1000) },
    });
    expect(await answer.json()).toEqual([{ n: ids.length, apart: ids.length, odd, text: odd.join('|').repeat(1000) }]);
    await long.close();
  });

  it('answers errors with the status and header of the real interface', async () => {
    const { origin, password } = new URL(engine.url);
    const ask = (query: string) =>
      fetch(`${origin}/?query=${encodeURIComponent(query)}`, {
        method: 'POST',
        headers: { 'X-ClickHouse-Key': password },
      });
    const unknown = await ask('SELECT * FROM shop.nowhere');
    expect([unknown.status, unknown.headers.get('x-clickhouse-exception-code')]).toEqual([404, '60']);
    expect((await ask('SELEC 1')).status).toBe(400);
    expect((await ask('SELECT throwIf(1)')).status).toBe(500);
    const fine = await ask('SELECT 1');
    expect([fine.status, await fine.text()]).toEqual([200, '1\n']);
  });

  it('never lets the rest of a failed answer slip into the next one', async () => {
    for (let i = 0; i < 20; i += 1) {
      await failure(client.query({ query: 'SELECT throwIf(number = 900), number FROM numbers(1000) FORMAT JSON' }));
      expect(await rows('SELECT 7 AS seven')).toEqual([{ seven: 7 }]);
    }
  });

  it('applies settings to one statement, never to the next', async () => {
    const setting = async (settings: Record<string, string>) => {
      const answer = await client.query({
        query: `SELECT getSetting('log_comment') AS said`,
        format: 'JSONEachRow',
        clickhouse_settings: settings,
      });
      return (await answer.json<{ said: string }>())[0]?.said;
    };
    expect(await setting({ log_comment: `module.purpose's` })).toBe(`module.purpose's`);
    for (let i = 0; i < 12; i += 1) expect(await setting({})).toBe('');
  });

  it('lets a reader read only', async () => {
    const reader = createClient({ url: engine.url, database: 'shop', clickhouse_settings: { readonly: '2' } });
    await client.command({ query: 'CREATE TABLE shop.guarded (x UInt8) ENGINE = MergeTree ORDER BY x' });
    expect((await failure(reader.command({ query: 'INSERT INTO guarded VALUES (1)' }))).type).toBe('READONLY');
    expect((await failure(reader.insert({ table: 'guarded', values: [{ x: 1 }], format: 'JSONEachRow' }))).type).toBe(
      'READONLY',
    );
    expect((await failure(reader.command({ query: 'DROP TABLE guarded' }))).type).toBe('READONLY');
    expect(
      await (await reader.query({ query: 'SELECT count() AS n FROM guarded', format: 'JSONEachRow' })).json(),
    ).toEqual([{ n: 0 }]);
    await reader.close();
  });

  it('takes inserts of all the ways the client sends them', async () => {
    await client.command({
      query: "CREATE TABLE shop.ways (x UInt32, y String DEFAULT '-') ENGINE = MergeTree ORDER BY x",
    });
    const zipping = createClient({ url: engine.url, database: 'shop', compression: { request: true, response: true } });
    await zipping.insert({ table: 'ways', values: [{ x: 1, y: 'zipped' }], format: 'JSONEachRow' });
    await zipping.insert({
      table: 'ways',
      values: Readable.from([{ x: 2 }, { x: 3 }], { objectMode: true }),
      format: 'JSONEachRow',
      columns: ['x'],
    });
    await zipping.insert({
      table: 'shop.ways',
      values: [[4, 'compact']],
      format: 'JSONCompactEachRow',
      clickhouse_settings: { async_insert: 0 },
    });
    await zipping.insert({
      table: 'ways',
      values: [{ x: 5, y: 'all but' }],
      format: 'JSONEachRow',
      columns: { except: ['y'] },
    });
    await zipping.command({ query: `INSERT INTO ways VALUES (6, 'values; with \\'quotes\\'')` });
    await zipping.command({
      query: 'INSERT INTO ways SELECT number + 7, {what:String} FROM numbers(2)',
      query_params: { what: 'selected' },
    });
    const answer = await zipping.query({ query: 'SELECT x, y FROM ways ORDER BY x', format: 'JSONCompactEachRow' });
    expect(await answer.json()).toEqual([
      [1, 'zipped'],
      [2, '-'],
      [3, '-'],
      [4, 'compact'],
      [5, '-'],
      [6, `values; with 'quotes'`],
      [7, 'selected'],
      [8, 'selected'],
    ]);
    expect(
      (await failure(zipping.insert({ table: 'ways', values: [{ x: 'no number' }], format: 'JSONEachRow' }))).type,
    ).toMatch(/CANNOT_PARSE|INCORRECT_DATA/);
    await zipping.close();
  });

  it('runs queries side by side: a slow one holds up neither others nor inserts', async () => {
    await client.command({ query: 'CREATE TABLE shop.busy (x UInt32) ENGINE = MergeTree ORDER BY x' });
    let isSlowDone = false;
    const slow = Promise.all(Array.from({ length: 5 }, () => rows('SELECT sleep(3)'))).then(() => {
      isSlowDone = true;
    });
    await rows('SELECT 1');
    await client.insert({ table: 'shop.busy', values: [{ x: 1 }], format: 'JSONEachRow' });
    expect(isSlowDone).toBe(false);
    await slow;
    const many = await Promise.all(
      Array.from({ length: 60 }, (_, i) => rows<{ i: number }>('SELECT {i:UInt32} AS i', { i })),
    );
    expect(many.map((answer) => answer[0]?.i)).toEqual(Array.from({ length: 60 }, (_, i) => i));
  });

  it('never begins a statement that waits for its turn when whoever asked for it has gone', async () => {
    await client.command({
      query: 'CREATE TABLE shop.slow (x UInt32, s UInt8 DEFAULT sleepEachRow(1)) ENGINE = MergeTree ORDER BY x',
    });
    const insert = (from: ClickHouseClient, x: number): Promise<unknown> =>
      from.insert({
        table: 'shop.slow',
        columns: ['x'],
        values: [{ x }],
        format: 'JSONEachRow',
        query_id: `slow-${String(x)}`,
      });
    const impatient = createClient({ url: engine.url, request_timeout: 300 });
    // one for each connection of the engine that inserts
    const before = [insert(client, 1), insert(client, 2)];
    await expect(insert(impatient, 3)).rejects.toThrow(/timeout/i);
    await impatient.close();
    const running = await rows<{ id: string }>(
      "SELECT Settings['log_comment'] AS id FROM system.processes WHERE query LIKE 'INSERT%' ORDER BY id",
    );
    expect(running).toEqual([{ id: 'slow-1' }, { id: 'slow-2' }]);
    await Promise.all(before);
    await insert(client, 4);
    expect(await rows('SELECT x FROM shop.slow ORDER BY x')).toEqual([{ x: 1 }, { x: 2 }, { x: 4 }]);
  });

  it('is back with everything it acknowledged after being killed', async () => {
    await client.command({
      query: 'CREATE TABLE shop.kept (x UInt32) ENGINE = MergeTree ORDER BY x SETTINGS fsync_after_insert = 1',
    });
    for (let batch = 0; batch < 5; batch += 1) {
      await client.insert({
        table: 'shop.kept',
        values: Array.from({ length: 100 }, (_, i) => ({ x: batch * 100 + i })),
        format: 'JSONEachRow',
      });
    }
    process.kill(engine.pid, 'SIGKILL');
    expect(await engine.exited).toBe('SIGKILL');
    await engine.stop();
    engine = await start();
    expect(await rows('SELECT count() AS n, uniqExact(x) AS distinct FROM shop.kept')).toEqual([
      { n: 500, distinct: 500 },
    ]);
  });
});
