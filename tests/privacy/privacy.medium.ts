import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Module } from '@nestjs/common';
import { createClient } from '@clickhouse/client';
import { AccessModule, Sources, Tokens } from '@cockpit/access';
import { IngestAnswer, type SourceStatus, Mapping } from '@cockpit/contracts';
import { freePort } from '@cockpit/engines';
import { Checkpoint, EventDoor, importFile } from '@cockpit/sources';
import { OrganisationModule, OrganisationService } from '@cockpit/organisation';
import { poll } from '@cockpit/sources';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { z } from 'zod';
import { ACTOR, ORGANISATION, cloudEvent, issued, until } from '../ingestion/support';
import { bootApp, freshStores, type Stores } from '../support/engines';

@Module({ imports: [AccessModule, OrganisationModule] })
class SetUpModule {}

const digits = (count: number): string => Array.from({ length: count }, () => String(randomInt(10))).join('');
/** Of this run alone: whatever is found was let through now. */
const SECRETS = {
  resident: `11010519491231${digits(3)}X`,
  oldResident: `110105491231${digits(3)}`,
  mobile: `138${digits(8)}`,
  landline: `021-6${digits(7)}`,
  passport: `E${digits(8)}`,
  /** stands only in fields named for it */
  name: `欧阳${String.fromCodePoint(0x4e00 + randomInt(2000), 0x4e00 + randomInt(2000), 0x4e00 + randomInt(2000))}`,
};
const { resident, oldResident, mobile, landline, passport, name } = SECRETS;
const ALL = `身份证${resident}，旧证${oldResident}，手机 ${mobile}，座机 ${landline}，护照 ${passport} 号`;

let stores: Stores;
let pipeline: ChildProcess;
let url: string;
let key: string;
let token: string;
let logs = '';
let folder: string;

beforeAll(async () => {
  stores = await freshStores({ MASKED_FIELDS: 'maidenName' });
  folder = mkdtempSync(join(tmpdir(), 'hall-cockpit-privacy-'));
  const setUp = await bootApp(stores, SetUpModule);
  await setUp.app.get(OrganisationService).replace(ORGANISATION, ACTOR, '2020-01-01');
  key = (await setUp.app.get(Sources).create({ name: 'tickets', halls: ['H32', 'H12'], sandbox: false }, ACTOR)).key
    .secret;
  token = (await setUp.app.get(Tokens).add({ name: 'admin', role: 'administrator', halls: 'all' }, ACTOR)).secret;
  await setUp.close();
  const { redisUrl, postgresUrl, clickhouseUrl, clickhouseDatabase, secret, dataDir } = stores.settings;
  const port = await freePort();
  url = `http://127.0.0.1:${String(port)}`;
  pipeline = spawn(
    process.execPath,
    ['-r', join(__dirname, '../support/typescript-hook.cjs'), join(__dirname, 'pipeline-process.ts')],
    {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        PATH: process.env['PATH'],
        REDIS_URL: redisUrl,
        POSTGRES_URL: postgresUrl,
        CLICKHOUSE_URL: clickhouseUrl,
        CLICKHOUSE_DATABASE: clickhouseDatabase,
        COCKPIT_SECRET: secret,
        DATA_DIR: dataDir,
        PORT: String(port),
        LOG_LEVEL: 'trace',
        MASKED_FIELDS: 'maidenName',
      },
    },
  );
  for (const stream of [pipeline.stdout, pipeline.stderr])
    stream?.on('data', (chunk: Buffer) => {
      logs += chunk.toString();
    });
  await once(pipeline, 'message');
});
afterAll(async () => {
  const gone = once(pipeline, 'exit');
  pipeline.kill('SIGTERM');
  await gone;
  await stores.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const post = (body: string | Buffer, headers: Record<string, string> = {}) =>
  fetch(`${url}/v1/events`, {
    method: 'POST',
    body: typeof body === 'string' ? body : new Uint8Array(body),
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents-batch+json', ...headers },
  });
const get = async (path: string, accept = 'application/json') =>
  (await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}`, accept } })).text();
const send = (path: string, body: object, method = 'POST') =>
  fetch(`${url}${path}`, {
    method,
    body: JSON.stringify(body),
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  });

const TIME = '2026-03-04T09:00:00+08:00';
let serial = 0;
const event = (type: string, data: object, more: object = {}) => ({
  ...cloudEvent({ id: `p-${String(++serial)}`, type: type as never, time: TIME, data: data as never }),
  ...more,
});
const at = { hallId: 'H32', ticketId: 't-1', windowId: 'w1' };

/** Values where values of every kind stand, in fields of the contract and beside them. */
const planted = () => [
  issued(`p-${String(++serial)}`, {
    visitorRef: resident,
    extra: { 姓名: name, deep: [{ phone: mobile, note: ALL }] },
    name,
    maidenName: name,
  }),
  issued(`x-${mobile}`, {
    ticketId: `t-${mobile}`,
    number: mobile.slice(0, 11),
    bookingId: resident,
    item: oldResident,
  }),
  event('hall.ticket.no-show', { ...at, reason: ALL }),
  event('hall.ticket.cancelled', { ...at, ticketId: resident, reason: ALL }),
  event('hall.ticket.rated', { hallId: 'H32', ticketId: 't-1', stars: 1, tags: [ALL, mobile] }),
  event('hall.window.paused', { hallId: 'H32', windowId: 'w1', officerId: mobile, reason: ALL }),
  event('hall.window.fault', { hallId: 'H32', windowId: 'w2', device: `机 ${mobile}`, code: passport }),
  event('hall.case.accepted', {
    caseId: resident,
    kind: 'case',
    channel: 'phone',
    unit: mobile,
    acceptingHallId: 'H32',
    applicantRef: mobile,
    enterpriseRef: ALL.slice(0, 200),
    applicantName: name,
  }),
  event('hall.case.paused', { caseId: resident, reason: ALL.slice(0, 100) }),
  event('hall.case.closed', { caseId: resident, result: mobile }),
  event('hall.terminal.used', {
    hallId: 'H32',
    terminalId: 't',
    item: mobile,
    seconds: 3,
    outcome: `失败 ${passport}`,
  }),
  event('hall.consult.asked', { consultId: mobile, tier: 'ai', channel: `电话 ${landline}` }),
  event('hall.notice.voided', { hallId: 'H32', ofId: mobile, ofSource: `/x/${resident}` }),
  event('hall.queue.observed', { hallId: 'H32', queue: mobile, waiting: 1, lastCalled: mobile }),
  { ...issued(`p-${String(++serial)}`), source: `/source/${mobile}`, subject: ALL },
  // and what is refused
  { ...issued(`p-${String(++serial)}`, { hallId: mobile }), [mobile]: mobile },
  { ...issued(mobile, { queue: 3 }), name, comment: ALL, numbers: [Number(mobile), [Number(oldResident)]] },
  event(`hall.${mobile}`, { note: ALL }),
  { name, idCard: resident, text: ALL, [passport]: 1, [` ${resident} `]: { a: 1 } },
  ALL,
  13812345678,
];

/** Parts are merged while we read. */
function stillThere(file: string): string {
  try {
    return readFileSync(file).toString('utf8');
  } catch {
    return '';
  }
}

describe('what names a person', () => {
  it('is sent in every form there is', async () => {
    const answers: number[] = [];
    const both = async (body: string, headers: Record<string, string> = {}) => {
      answers.push((await post(body, headers)).status);
      answers.push(
        (await post(gzipSync(body), { ...headers, 'content-encoding': 'gzip', 'x-correlation-id': mobile })).status,
      );
    };
    await both(JSON.stringify(planted()));
    await both([...planted().map((each) => JSON.stringify(each)), `{"broken": "${ALL} ${name}`].join('\n'), {
      'content-type': 'application/x-ndjson',
    });
    for (const each of planted().slice(0, -2)) await both(JSON.stringify(each), { 'content-type': 'application/json' });
    await both(JSON.stringify({ ...at, reason: ALL, name }), {
      'content-type': 'application/json',
      'ce-specversion': '1.0',
      'ce-id': mobile,
      'ce-source': `/${resident}`,
      'ce-type': 'hall.ticket.no-show',
      'ce-time': TIME,
      'ce-subject': passport,
    });
    expect(new Set(answers)).toEqual(new Set([202]));
    expect((await post(`{"unparsable ${ALL} ${name}`)).status).toBe(400);
    expect((await post(JSON.stringify([issued('big', { note: ALL.repeat(120_000) })]))).status).toBe(413);
    expect((await post(ALL, { 'content-type': 'text/plain' })).status).toBe(415);
    expect(
      (
        await fetch(`${url}/v1/events?phone=${mobile}`, {
          method: 'POST',
          body: ALL,
          headers: { authorization: `Bearer ${mobile}` },
        })
      ).status,
    ).toBe(401);
  });

  it('comes from files, databases and hands', async () => {
    const mapping = Mapping.parse({
      format: 'mapping/1',
      name: 'people',
      timeZone: 'Asia/Shanghai',
      events: [
        {
          type: 'hall.ticket.cancelled',
          id: '{id}/c',
          time: { column: 'at', as: 'instant', format: 'iso' },
          data: {
            hallId: { value: 'H32' },
            ticketId: { column: 'id' },
            reason: { column: 'why' },
            waiting: { column: 'n', as: 'integer' },
          },
        },
      ],
    });
    const file = join(folder, 'people.csv');
    writeFileSync(
      file,
      `id,at,why,n\n${mobile},2026-03-04T09:00:00,${ALL},\n${resident},2026-03-04T09:00:00,x,${mobile}x\nplain,2026-03-04T09:00:00,${ALL},\n`,
    );
    const checkpoint = await Checkpoint.open(join(stores.settings.dataDir, 'imports'), {
      file,
      source: 'tickets',
      mapping,
    });
    const door = new EventDoor({ url, key });
    await importFile({ file, mapping, checkpoint, post: (events) => door.post(events) });
    // as it lies there when an import is cut off
    await (
      await Checkpoint.open(join(stores.settings.dataDir, 'imports'), { file, source: 'other', mapping })
    ).save({
      rows: 1,
      events: 1,
      skipped: {},
      accepted: 1,
      rejected: {},
      faults: [],
      problems: [{ row: 1, reason: 'mapping', path: 'n', message: `"${mobile}" is not a number` }],
      firstEventAt: null,
      lastEventAt: null,
      dryRun: false,
    });

    const said: string[] = [];
    const legacy = new Client({ connectionString: stores.postgresUrl });
    await legacy.connect();
    await legacy.query(
      `CREATE SCHEMA legacy; CREATE TABLE legacy.tickets (id text, at text, why text, n text, changed integer)`,
    );
    await legacy.query('INSERT INTO legacy.tickets VALUES ($1, $2, $3, $4, 1), ($5, $2, $3, $6, 2)', [
      `${mobile}-db`,
      '2026-03-04T09:00:00',
      ALL,
      '',
      resident,
      `${mobile}x`,
    ]);
    const { hostname, port, pathname, username, password } = new URL(stores.postgresUrl);
    for (const [secretFile, value] of [
      ['key', key],
      ['password', password],
      ['map.json', JSON.stringify(mapping)],
    ] as const)
      writeFileSync(join(folder, secretFile), value);
    writeFileSync(
      join(folder, 'poller.json'),
      JSON.stringify({
        format: 'poller/1',
        name: 'people',
        database: {
          kind: 'postgres',
          host: hostname,
          port: Number(port),
          database: pathname.slice(1),
          user: username,
          passwordFile: 'password',
        },
        query: 'SELECT * FROM legacy.tickets',
        cursor: { column: 'changed', start: 0 },
        mapping: 'map.json',
        door: { url, keyFile: 'key' },
        state: join(stores.settings.dataDir, 'poller.json'),
      }),
    );
    expect(
      await poll({
        file: join(folder, 'poller.json'),
        signal: new AbortController().signal,
        say: (line) => said.push(line),
        once: true,
      }),
    ).toMatchObject({ accepted: 1, faults: 1 });
    await legacy.query('DROP SCHEMA legacy CASCADE');
    await legacy.end();
    logs += said.join('\n');

    const manual = await send('/v1/halls/H32/manual/tickets', {
      key: `desk-${mobile}`,
      queue: 'household',
      number: mobile,
    });
    expect(manual.status).toBe(201);
    expect(
      (await send('/v1/halls/H32/manual/windows/w1', { key: 'desk-0001', state: 'paused', reason: ALL })).status,
    ).toBe(201);
    expect(
      (
        await send(`/v1/halls/H32/manual/tickets/${resident}/steps`, {
          key: 'desk-0002',
          step: 'cancelled',
          reason: ALL,
        })
      ).status,
    ).toBe(201);
    expect((await send('/v1/halls/H32/manual/tickets', { key: 'desk-0003', queue: mobile })).status).toBe(422);
    const open = z
      .object({ items: z.array(z.object({ id: z.string(), body: z.unknown() })) })
      .parse(JSON.parse(await get('/v1/quarantine?reason=unknown-hall')));
    const [first] = open.items;
    expect(
      (await send(`/v1/quarantine/${first?.id ?? ''}/body`, { body: { ...issued('mended'), name, note: ALL } }, 'PUT'))
        .status,
    ).toBe(200);
    const answer = IngestAnswer.parse(await (await send(`/v1/quarantine/${first?.id ?? ''}/resubmit`, {})).json());
    expect(answer.accepted).toBe(1);
    await until(
      async () => JSON.parse(await get('/v1/sources/tickets')) as SourceStatus,
      ({ backlog }) => backlog === 0,
    );
  });

  const found = (where: string, text: string): string[] =>
    Object.entries(SECRETS)
      .filter(([, secret]) => text.includes(secret))
      .map(([kind]) => `${kind} in ${where}`);

  it('is nowhere in Redis: neither in its memory nor in its file', async () => {
    const redis = new Redis(stores.redisUrl);
    const [, dir = ''] = (await redis.config('GET', 'dir')) as string[];
    const [, folderName = ''] = (await redis.config('GET', 'appenddirname')) as string[];
    const files = readdirSync(join(dir, folderName));
    redis.disconnect();
    expect(files.length).toBeGreaterThan(1);
    expect(files.flatMap((file) => found(file, readFileSync(join(dir, folderName, file)).toString('utf8')))).toEqual(
      [],
    );
  });

  it('is in no table of ClickHouse and in none of its files', async () => {
    const client = createClient({ url: stores.clickhouseUrl, database: stores.clickhouseDatabase });
    const ask = async (query: string) => (await client.query({ query, format: 'JSONEachRow' })).text();
    const tables = z.array(z.object({ name: z.string(), data_paths: z.array(z.string()) })).parse(
      (await ask(`SELECT name, data_paths FROM system.tables WHERE database = currentDatabase()`))
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as unknown),
    );
    const faults: string[] = [];
    let rows = 0;
    for (const { name: table } of tables) {
      const text = await ask(`SELECT * FROM ${table}`);
      rows += text.split('\n').length;
      faults.push(...found(table, text));
    }
    await client.close();
    const files = tables
      .flatMap(({ data_paths }) => data_paths)
      .flatMap((path) =>
        readdirSync(path, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name)),
      );
    expect(rows).toBeGreaterThan(20);
    expect(files.length).toBeGreaterThan(20);
    for (const file of files) faults.push(...found(file, stillThere(file)));
    expect(faults).toEqual([]);
  });

  it('is in no table of Postgres', async () => {
    const client = new Client({ connectionString: stores.postgresUrl });
    await client.connect();
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
    );
    const faults: string[] = [];
    for (const { name: table } of tables) {
      const { rows } = await client.query<{ line: string }>(`SELECT row_to_json(t)::text AS line FROM "${table}" t`);
      faults.push(...found(table, rows.map(({ line }) => line).join('\n')));
    }
    await client.end();
    expect(tables.length).toBeGreaterThan(10);
    expect(faults).toEqual([]);
  });

  it('is in no log line, no list, no export and no file of the data directory', async () => {
    const exports = await Promise.all([
      get('/v1/visits?hall=H32&day=2026-03-04'),
      get('/v1/visits?hall=H32&day=2026-03-04', 'text/csv'),
      get('/v1/visits?hall=H32&day=2026-03-04', 'application/x-ndjson'),
      get('/v1/quarantine?limit=1000'),
      get('/v1/sources/tickets'),
      get('/v1/sources'),
      get('/v1/halls/H32/live'),
      get('/v1/halls/H32/manual'),
      get('/v1/halls/H32/manual/entries'),
      get('/v1/audit'),
      get('/metrics', 'text/plain'),
    ]);
    expect(exports.every((text) => text.length > 20)).toBe(true);
    expect(logs).toContain('events rejected');
    const files = readdirSync(stores.settings.dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    expect(files.length).toBeGreaterThan(1);
    expect([
      ...exports.flatMap((text, i) => found(`export ${String(i)}`, text)),
      ...found('the log', logs),
      ...files.flatMap((text) => found('the data directory', text)),
    ]).toEqual([]);
  });
});
