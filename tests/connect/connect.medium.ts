import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { Tokens } from '@cockpit/access';
import { ConnectApiModule } from '@cockpit/sources';
import { ImportPreview, ImportRecord, Mapping, Problem, Sample, Upload, UPLOAD_PART_BYTES } from '@cockpit/contracts';
import { createClient } from '@clickhouse/client';
import { strToU8, zipSync } from 'fflate';
import { ACTOR, openPipeline, PipelineModule, until, type Pipeline } from '../ingestion/support';
import { gbk } from '../support/gbk';

@Module({ imports: [PipelineModule, ConnectApiModule] })
class ConnectTestModule {}

const HEADING = '票号,取号时间,叫号时间,办结时间,窗口,业务,结果\r\n';
const ROWS = [
  'A001,2026/3/4 9:05,2026/3/4 9:10,2026/3/4 9:20,w1,户政,办结',
  'A002,2026/3/4 9:06,2026/3/4 9:21,,w2,户政,过号',
  'B001,2026/3/4 9:07,,,,交管业务,',
  'C001,昨天,,,,户政,',
  'D001,2026/3/4 9:09,,,,签证,',
];
const TICKETS = gbk(`${HEADING}${ROWS.join('\r\n')}\r\n`);

describe('a file that is connected in the browser', () => {
  let pipeline: Pipeline;
  beforeAll(async () => {
    pipeline = await openPipeline(ConnectTestModule);
  });
  afterAll(() => pipeline.close());

  async function call(path: string, body?: unknown, token = pipeline.token) {
    const answer = await fetch(`${pipeline.running.url}/v1/connect/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      signal: AbortSignal.timeout(60_000),
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: await answer.json() };
  }
  async function uploaded(content: Buffer, name = '取号.csv'): Promise<string> {
    const { id } = Upload.parse((await call('files', { name, bytes: content.length })).body);
    for (let at = 0; at < content.length; at += UPLOAD_PART_BYTES) {
      const part = content.subarray(at, at + UPLOAD_PART_BYTES).toString('base64');
      expect(await call(`files/${id}/parts`, { at, content: part })).toMatchObject({ status: 200 });
    }
    return id;
  }
  const looked = async (file: string): Promise<Sample> =>
    Sample.parse((await call('samples', { file, hall: 'H32' })).body);
  const suggested = async (file: string): Promise<Mapping> => {
    const { suggestion } = await looked(file);
    if (suggestion === null) throw new Error('nothing was suggested');
    return suggestion;
  };
  const previewed = async (file: string, mapping: Mapping): Promise<ImportPreview> =>
    ImportPreview.parse((await call('previews', { file, mapping })).body);
  async function imported(file: string, mapping: Mapping, trial: boolean, source = 'tickets'): Promise<ImportRecord> {
    const begun = await call('imports', { file, mapping, source, trial, reason: 'as agreed' });
    expect(begun.status).toBe(202);
    const { id } = ImportRecord.parse(begun.body);
    return until(
      async () => ImportRecord.parse((await call(`imports/${id}`)).body),
      ({ state }) => state !== 'running',
    );
  }
  const refused = async (content: Buffer, name?: string): Promise<unknown> => {
    const { status, body } = await call('samples', { file: await uploaded(content, name) });
    expect(status).toBe(422);
    const { code, errors } = Problem.parse(body);
    expect(code).toBe('unreadable-file');
    return errors?.[0]?.code;
  };

  it('is looked at, previewed, tried and imported, and a second time nothing of it is new', async () => {
    const file = await uploaded(TICKETS);
    expect(await looked(file)).toMatchObject({
      encoding: 'gb18030',
      delimiter: ',',
      rowsRead: 5,
      whole: true,
      missing: [],
    });
    const mapping = await suggested(file);
    const before = await previewed(file, mapping);
    expect(before.unknown).toEqual([{ map: 'queue', value: '签证', count: 1 }]);
    expect(
      before.report.faults.map(({ column, cause, count, firstRow }) => [column, cause?.code, count, firstRow]),
    ).toEqual([
      ['取号时间', 'column-not-time', 1, 5],
      ['业务', 'column-not-in-map', 1, 6],
    ]);
    const queue = { ...mapping.valueMaps['queue'], 签证: 'order' };
    const mended = { ...mapping, valueMaps: { ...mapping.valueMaps, queue } };
    expect(await previewed(file, mended)).toMatchObject({
      unknown: [],
      types: { 'hall.ticket.issued': 4, 'hall.ticket.called': 2, 'hall.ticket.finished': 1, 'hall.ticket.no-show': 1 },
    });
    expect(await imported(file, mended, true)).toMatchObject({
      state: 'done',
      trial: true,
      version: null,
      share: 1,
      report: { events: 8, accepted: 8, rejected: { mapping: 1 } },
    });
    expect(await events()).toEqual({ n: 0, distinct: 0 });
    const first = await imported(file, mended, false);
    expect(first).toMatchObject({
      state: 'done',
      version: 1,
      report: { accepted: 8 },
      by: 'admin',
      reason: 'as agreed',
    });
    const again = await imported(await uploaded(TICKETS), mended, false);
    expect(again).toMatchObject({ state: 'done', version: 1, report: { accepted: 8 } });
    const { items } = (await call('mappings?source=tickets')).body as { items: unknown[] };
    expect(items).toMatchObject([{ version: 1, by: 'admin', reason: 'as agreed', mapping: { name: mended.name } }]);
    expect(await events()).toEqual({ n: 8, distinct: 8 });
  });

  /** What lies in the tables when all is written. */
  async function events(): Promise<unknown> {
    await until(
      async () => (await pipeline.status()).backlog,
      (backlog) => backlog === 0,
    );
    const client = createClient({ url: pipeline.stores.clickhouseUrl, database: pipeline.stores.clickhouseDatabase });
    const answer = await client.query({
      query: 'SELECT count() AS n, uniqExact(identity) AS distinct FROM event',
      format: 'JSONEachRow',
    });
    const [counted] = await answer.json();
    await client.close();
    return counted;
  }

  it('makes halls and queues that are missing, and a source with its key, once', async () => {
    const file = await uploaded(gbk('票号,取号时间,业务,大厅\nA001,2026-03-04 09:05:00,居住证,城南\n'));
    const mapping = await suggested(file);
    const wanted = {
      ...mapping,
      valueMaps: { hall: { 城南: 'H77' }, queue: { 居住证: 'permits' } },
      organisation: { ...mapping.organisation, hallName: { column: '大厅' } },
      events: mapping.events.map((event) => ({
        ...event,
        data: { ...event.data, hallId: { column: '大厅', map: 'hall' } },
      })),
    };
    const make = () => call('places', { file, mapping: wanted, source: 'south', reason: 'a new hall' });
    expect(await make()).toMatchObject({
      status: 201,
      body: {
        halls: ['H77'],
        queues: ['H77/permits'],
        source: 'south',
        key: { secret: expect.stringMatching(/^hcs_/) as string },
      },
    });
    expect(await make()).toMatchObject({ status: 201, body: { halls: [], queues: [], key: null } });
    expect(await imported(file, Mapping.parse(wanted), false, 'south')).toMatchObject({
      state: 'done',
      report: { accepted: 1 },
    });
    expect(await (await pipeline.get('/v1/halls/H77')).json()).toMatchObject({ name: '城南', clock: 'feed' });
  });

  it('is refused with what is wrong and what would be right', async () => {
    expect(await refused(Buffer.alloc(0))).toBe('file-empty');
    expect(await refused(Buffer.from('a,b\n"1,2\n3,4\n'))).toBe('file-quote-open');
    expect(await refused(Buffer.from('no workbook'), 'x.xlsx')).toBe('file-not-workbook');
    const bomb = zipSync(
      { 'xl/workbook.xml': strToU8('<x/>'), 'xl/worksheets/sheet1.xml': new Uint8Array(200 << 20) },
      { level: 9 },
    );
    expect(await refused(Buffer.from(bomb), 'x.xlsx')).toBe('file-too-large-inside');
    const file = await uploaded(TICKETS);
    const wrong = { ...(await suggested(file)), encoding: 'utf8' };
    expect(Problem.parse((await call('previews', { file, mapping: wrong })).body).errors).toEqual([
      expect.objectContaining({ code: 'file-not-encoded', params: { encoding: 'utf8', other: 'gb18030' } }),
    ]);
  });

  it('of 50 MB is taken in parts and looked at by its beginning; a larger one is not', async () => {
    const line = gbk('A001,2026/3/4 9:05,,,,户政,\r\n');
    const large = Buffer.concat([gbk(HEADING), Buffer.alloc(Math.floor((50 << 20) / line.length) * line.length, line)]);
    const began = Date.now();
    expect(await looked(await uploaded(large))).toMatchObject({ rowsRead: 2000, whole: false });
    expect(Date.now() - began).toBeLessThan(60_000);
    expect(await call('files', { name: 'x.csv', bytes: 65 << 20 })).toMatchObject({ status: 422 });
  });

  it('comes in order: gaps and more than was said are refused, a part again is not', async () => {
    const { id } = Upload.parse((await call('files', { name: 'x.csv', bytes: 6 })).body);
    const part = (at: number, text: string) =>
      call(`files/${id}/parts`, { at, content: Buffer.from(text).toString('base64') });
    expect(await part(3, 'def')).toMatchObject({ status: 409 });
    expect(await call('samples', { file: id })).toMatchObject({ status: 409, body: { code: 'upload-part' } });
    for (const [at, text] of [
      [0, 'abc'],
      [0, 'abc'],
      [3, 'def'],
    ] as const)
      expect((await part(at, text)).status).toBe(200);
    expect(await part(3, 'defg')).toMatchObject({ status: 409 });
    expect(await call('samples', { file: '0'.repeat(32) })).toMatchObject({
      status: 404,
      body: { code: 'unknown-upload' },
    });
  });

  it('gives no path and no host: its name is no part of where it lies, and only its owner’s process may read it', async () => {
    const folder = join(pipeline.stores.settings.dataDir, 'uploads');
    const id = await uploaded(Buffer.from('a,b\n1,2\n'), '../../../../tmp/escaped.csv.gz');
    const own = readdirSync(folder).filter((name) => name.startsWith(id));
    expect(own.sort()).toEqual([`${id}.json`, `${id}.part.gz`]);
    for (const name of own) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
    for (const id of ['../../settings', 'x'.repeat(32)]) expect((await call('samples', { file: id })).status).toBe(422);
  });

  it('is nobody’s but an administrator’s', async () => {
    const tokens = pipeline.running.app.get(Tokens);
    const manager = (await tokens.add({ name: 'm', role: 'manager', halls: 'all' }, ACTOR)).secret;
    const file = await uploaded(TICKETS);
    for (const answer of [
      await call('files', { name: 'x', bytes: 1 }, manager),
      await call('samples', { file }, manager),
    ])
      expect(answer).toMatchObject({ status: 403 });
  });

  it('leaves none of its values behind in what is kept of an import', async () => {
    const file = await uploaded(gbk(`${HEADING}13912345678,昨天,,,,户政,\r\n`));
    const mapping = await suggested(await uploaded(TICKETS));
    const run = await imported(file, mapping, false);
    expect(run.report?.problems).toMatchObject([{ row: 2, column: '取号时间', message: '' }]);
    expect(JSON.stringify(run)).not.toContain('昨天');
    const { settings } = pipeline.stores;
    const kept = readFileSync(join(settings.dataDir, 'uploads', `${file}.json`), 'utf8');
    // three digits alone may stand in the id or the time by chance
    expect(Object.keys(JSON.parse(kept) as object)).toEqual(['id', 'name', 'bytes', 'at']);
    expect(kept).not.toContain('13912345678');
  });
});
