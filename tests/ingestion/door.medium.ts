import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { Problem, type QuarantinedEvent } from '@cockpit/contracts';
import { Sources } from '@cockpit/access';
import { REDIS, deriveKey } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { Client } from 'pg';
import { unseal } from '../../libs/ingestion/src/privacy/sealing';
import { ACTOR, DoorModule, answerOf, cloudEvent, issued, openPipeline, until, type Pipeline } from './support';

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await openPipeline(DoorModule);
});
afterAll(async () => {
  await pipeline.close();
});

let count = 0;
const fresh = (): string => `door-${String(++count)}`;
const problemOf = async (response: Response) => Problem.parse(await response.json());
const quarantined = async (correlationId: string) =>
  (
    (await (await pipeline.get(`/v1/quarantine?correlationId=${correlationId}`)).json()) as {
      items: QuarantinedEvent[];
    }
  ).items;
const metric = async (line: string): Promise<number> => {
  const text = await (await fetch(`${pipeline.running.url}/metrics`)).text();
  return Number(
    text
      .split('\n')
      .find((each) => each.startsWith(line))
      ?.split(' ')
      .at(-1) ?? 0,
  );
};
/** posts with a correlation id of its own and answers both */
async function post(body: unknown, init: Parameters<Pipeline['post']>[1] = {}) {
  const correlationId = fresh();
  const response = await pipeline.post(body, {
    ...init,
    headers: { ...init.headers, 'x-correlation-id': correlationId },
  });
  return { response, correlationId };
}
const raw = (body: string, type = 'application/cloudevents-batch+json', headers: Record<string, string> = {}) =>
  post(body, { raw: true, headers: { 'content-type': type, ...headers } });

async function wholeLog(): Promise<string> {
  const redis = pipeline.running.app.get<Redis>(REDIS);
  return JSON.stringify(
    await Promise.all(
      Array.from({ length: pipeline.stores.settings.logPartitions }, (_, partition) =>
        redis.xrange(`log:${String(partition)}`, '-', '+'),
      ),
    ),
  );
}

describe('one bad event among good ones', () => {
  const HOUR = 3_600_000;
  it.each([
    ['wrong types', () => issued(fresh(), { queue: 7 }), 'invalid', 'data.queue'],
    ['a missing field', () => issued(fresh(), { number: undefined }), 'invalid', 'data.number'],
    ['a time without offset', () => issued(fresh(), {}, '2026-03-04T09:00:00'), 'invalid', 'time'],
    ['no id', () => ({ ...issued(fresh()), id: undefined }), 'invalid', 'id'],
    ['another specversion', () => ({ ...issued(fresh()), specversion: '0.3' }), 'invalid', 'specversion'],
    ['an unknown type', () => ({ ...issued(fresh()), type: 'hall.ticket.eaten' }), 'unknown-type', 'type'],
    ['an unknown hall', () => issued(fresh(), { hallId: 'H99' }), 'unknown-hall', 'data.hallId'],
    ['a hall of somebody else', () => issued(fresh(), { hallId: 'H08' }), 'out-of-scope', 'data.hallId'],
    [
      'a time in the future',
      () => issued(fresh(), {}, new Date(Date.now() + HOUR).toISOString()),
      'future-time',
      'time',
    ],
    ['an over-long id', () => issued(fresh(), { ticketId: 'x'.repeat(129) }), 'invalid', 'data.ticketId'],
    [
      'an over-long text',
      () =>
        cloudEvent({
          id: fresh(),
          type: 'hall.ticket.cancelled',
          time: '2026-03-04T09:00:00Z',
          data: { hallId: 'H32', ticketId: 't', reason: 'x'.repeat(501) },
        }),
      'invalid',
      'data.reason',
    ],
    [
      'something nested too deep',
      () => issued(fresh(), { extra: JSON.parse('['.repeat(100) + ']'.repeat(100)) as unknown }),
      'too-deep',
      '',
    ],
    ['no object', () => 'event', 'malformed', ''],
  ])('%s is rejected alone, quarantined, counted and answered', async (_, bad, reason, path) => {
    const step = `cockpit_ingest_dropped_total{step="${reason === 'future-time' ? 'time' : reason === 'unknown-hall' || reason === 'out-of-scope' ? 'scope' : 'validate'}",reason="${reason}"}`;
    const [counted, before] = [await metric(step), await pipeline.status()];
    const { response, correlationId } = await post([issued(fresh()), bad(), issued(fresh())]);
    expect(response.status).toBe(202);
    expect(response.headers.get('x-correlation-id')).toBe(correlationId);
    const answer = await answerOf(response);
    expect(answer).toMatchObject({ accepted: 2, rejected: [{ index: 1, reason, path }] });
    expect(await quarantined(correlationId)).toMatchObject([
      { source: 'tickets', reason, path, message: answer.rejected[0]?.message, correlationId },
    ]);
    expect(await metric(step)).toBe(counted + 1);
    const after = await pipeline.status();
    expect([after.received, after.accepted, after.rejected]).toEqual([
      before.received + 3,
      before.accepted + 2,
      before.rejected + 1,
    ]);
  });

  it('older than the retention is refused only where there is one', async () => {
    expect(await answerOf((await post([issued(fresh(), {}, '1990-01-01T00:00:00Z')])).response)).toMatchObject({
      accepted: 1,
    });
  });

  it('an id with another body is quarantined, the first body stands, also when both come at once', async () => {
    const id = fresh();
    const { response, correlationId } = await post([issued(id), issued(id, { queue: 'traffic' })]);
    expect(await answerOf(response)).toMatchObject({ accepted: 1, rejected: [{ index: 1, id, reason: 'id-reused' }] });
    expect(await quarantined(correlationId)).toHaveLength(1);
    const racing = fresh();
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, i) =>
        answerOf((await post([issued(racing, { number: `N${String(i)}` })])).response),
      ),
    );
    expect(answers.filter((answer) => answer.accepted === 1)).toHaveLength(1);
    expect(answers.filter((answer) => answer.rejected[0]?.reason === 'id-reused')).toHaveLength(19);
  });

  it('the order of fields does not make another body', async () => {
    const event = issued(fresh());
    const turned = { ...event, data: Object.fromEntries(Object.entries(event.data).reverse()) };
    expect(await answerOf((await post([event, turned])).response)).toEqual({ accepted: 2, rejected: [] });
  });
});

describe('ways to send', () => {
  it('takes one structured event', async () => {
    expect(await answerOf((await post(issued(fresh()))).response)).toEqual({ accepted: 1, rejected: [] });
    expect(
      await answerOf((await raw(JSON.stringify(issued(fresh())), 'application/json; charset=utf-8')).response),
    ).toEqual({ accepted: 1, rejected: [] });
    expect(await answerOf((await raw('[]', 'application/json')).response)).toEqual({ accepted: 0, rejected: [] });
  });

  it('takes binary mode', async () => {
    const { data, ...event } = issued(fresh());
    const headers = Object.fromEntries(
      Object.entries(event).map(([name, value]) => [`ce-${name}`, encodeURIComponent(value)]),
    );
    expect(await answerOf((await raw(JSON.stringify(data), 'application/json', headers)).response)).toEqual({
      accepted: 1,
      rejected: [],
    });
    const { response } = await raw(JSON.stringify(data), 'application/json', {
      ...headers,
      'ce-id': fresh(),
      'ce-type': 'hall.ticket.eaten',
    });
    expect(await answerOf(response)).toMatchObject({ accepted: 0, rejected: [{ index: 0, reason: 'unknown-type' }] });
  });

  it('takes NDJSON, a bad line alone being rejected and kept sealed', async () => {
    const lines = [issued(fresh()), null, issued(fresh())]
      .map((event) => (event === null ? '{"id": "张三 13812345678", ' : JSON.stringify(event)))
      .join('\n');
    const { response, correlationId } = await raw(`${lines}\n\n`, 'application/x-ndjson');
    expect(await answerOf(response)).toMatchObject({
      accepted: 2,
      rejected: [{ index: 1, id: null, reason: 'malformed' }],
    });
    expect(await quarantined(correlationId)).toMatchObject([{ reason: 'malformed', body: null }]);
  });

  it('takes gzip for all of them', async () => {
    for (const [type, body] of [
      ['application/cloudevents+json', JSON.stringify(issued(fresh()))],
      ['application/cloudevents-batch+json', JSON.stringify([issued(fresh())])],
      ['application/x-ndjson', JSON.stringify(issued(fresh()))],
    ] as const) {
      const response = await fetch(`${pipeline.running.url}/v1/events`, {
        method: 'POST',
        body: gzipSync(body),
        headers: { authorization: `Bearer ${pipeline.key}`, 'content-type': type, 'content-encoding': 'gzip' },
      });
      expect(await answerOf(response)).toEqual({ accepted: 1, rejected: [] });
    }
  });
});

describe('requests that are refused as a whole', () => {
  it.each([
    ['a body that is no JSON', () => raw('{"id": "张三'), 400, 'unparsable'],
    ['an empty body', () => raw(''), 400, 'unparsable'],
    ['a bare number', () => raw('7'), 400, 'unparsable'],
    ['200,000 brackets that are never closed', () => raw('['.repeat(200_000)), 400, 'unparsable'],
    ['broken gzip', () => raw('not gzip', 'application/json', { 'content-encoding': 'gzip' }), 400, 'broken-gzip'],
    ['another media type', () => raw('<a/>', 'application/xml'), 415, 'unsupported-media-type'],
    ['another charset', () => raw('[]', 'application/json; charset=gbk'), 415, 'unsupported-media-type'],
    [
      'another encoding',
      () => raw('[]', 'application/json', { 'content-encoding': 'br' }),
      415,
      'unsupported-encoding',
    ],
    ['a wrong key', () => post([], { headers: { authorization: 'Bearer hcs_wrong' } }), 401, 'invalid-key'],
    ['no key', () => post([], { headers: { authorization: '' } }), 401, 'missing-key'],
    [
      'a token of a person',
      () => post([], { headers: { authorization: `Bearer ${pipeline.token}` } }),
      401,
      'invalid-key',
    ],
    [
      'more than 8 MiB',
      () => raw(JSON.stringify([issued(fresh(), { extra: 'x'.repeat(9 * 1024 * 1024) })])),
      413,
      'too-large',
    ],
  ])('%s', async (_, send, status, code) => {
    const before = await pipeline.status();
    const { response, correlationId } = await send();
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await problemOf(response)).toMatchObject({ status, code, correlationId });
    expect((await pipeline.status()).accepted).toBe(before.accepted);
  });

  it('a gzip bomb, stopped while it inflates', async () => {
    const bomb = gzipSync(Buffer.alloc(300 * 1024 * 1024, 32));
    expect(bomb.length).toBeLessThan(1024 * 1024);
    const memory = process.memoryUsage().rss;
    const response = await fetch(`${pipeline.running.url}/v1/events`, {
      method: 'POST',
      body: bomb,
      headers: {
        authorization: `Bearer ${pipeline.key}`,
        'content-type': 'application/json',
        'content-encoding': 'gzip',
      },
    });
    expect(response.status).toBe(413);
    expect(process.memoryUsage().rss - memory).toBeLessThan(200 * 1024 * 1024);
  });

  it('a revoked key', async () => {
    const sources = pipeline.running.app.get(Sources);
    const created = await sources.create({ name: fresh(), halls: ['H32'], sandbox: false }, ACTOR);
    const send = () => post([issued(fresh())], { headers: { authorization: `Bearer ${created.key.secret}` } });
    expect((await send()).response.status).toBe(202);
    await sources.revoke(created.name, created.key.id, ACTOR);
    expect((await until(send, ({ response }) => response.status !== 202, 3000)).response.status).toBe(401);
  });

  it('nesting without end, closed properly, rejects one event and stalls nobody', async () => {
    const began = performance.now();
    const { response } = await raw(`[${'['.repeat(200_000)}${']'.repeat(200_000)},${JSON.stringify(issued(fresh()))}]`);
    expect(await answerOf(response)).toMatchObject({ accepted: 1, rejected: [{ index: 0, reason: 'too-deep' }] });
    const inside = JSON.stringify(issued(fresh())).replace(
      '"walk-in"',
      `"walk-in","deep":${'['.repeat(200_000)}${']'.repeat(200_000)}`,
    );
    expect(await answerOf((await raw(inside)).response)).toMatchObject({
      accepted: 0,
      rejected: [{ reason: 'too-deep' }],
    });
    expect(performance.now() - began).toBeLessThan(5000);
    expect((await fetch(`${pipeline.running.url}/health/live`)).status).toBe(200);
  });
});

describe('privacy at the door', () => {
  const SECRETS = ['11010519491231002X', '13812345678', 'E12345678', '张三'];

  it('lets nothing that names a person into log or quarantine', async () => {
    const id = fresh();
    const good = issued(id, { visitorRef: '11010519491231002X', extra: { 姓名: '张三' } });
    const cancelled = cloudEvent({
      id: fresh(),
      type: 'hall.ticket.cancelled',
      time: '2026-03-04T09:00:00Z',
      data: { hallId: 'H32', ticketId: '13812345678', reason: '护照 E12345678 电话 13812345678' },
    });
    const bad = {
      ...issued(fresh(), { queue: 3, name: '张三', notes: [{ a: '身份证11010519491231002X' }, 13812345678] }),
      id: '13812345678',
      subject: '护照 E12345678',
    };
    const { response, correlationId } = await post([good, cancelled, bad]);
    expect(await answerOf(response)).toMatchObject({ accepted: 2, rejected: [{ id: '13812345678' }] });
    const unreadable = await raw('{"name": "张三 13812345678 11010519491231002X E12345678');
    expect(unreadable.response.status).toBe(400);

    const everything = await wholeDatabases();
    for (const secret of SECRETS) expect(everything.includes(secret)).toBe(false);
    expect(JSON.stringify(await quarantined(correlationId))).toContain('[证件号]');
    expect(await quarantined(unreadable.correlationId)).toMatchObject([
      { reason: 'malformed', body: null, eventId: null },
    ]);
  });

  /** everything in Redis and the whole quarantine, as text */
  async function wholeDatabases(): Promise<string> {
    const postgres = new Client({ connectionString: pipeline.stores.postgresUrl });
    await postgres.connect();
    const rows = await postgres.query<Record<string, unknown>>(
      "SELECT *, encode(sealed, 'escape') AS opened FROM quarantine",
    );
    await postgres.end();
    return (await wholeLog()) + JSON.stringify(rows.rows.map((row) => ({ ...row, sealed: null })));
  }

  it('keeps an unreadable body sealed, openable with the key and only with it', async () => {
    const secret = `{"broken ${randomBytes(8).toString('hex')}`;
    const { correlationId } = await raw(secret);
    const postgres = new Client({ connectionString: pipeline.stores.postgresUrl });
    await postgres.connect();
    const { rows } = await postgres.query<{ sealed: Buffer }>(
      'SELECT sealed FROM quarantine WHERE correlation_id = $1',
      [correlationId],
    );
    await postgres.end();
    expect(unseal(rows[0]?.sealed ?? Buffer.alloc(0), deriveKey(pipeline.stores.settings, 'sealing')).toString()).toBe(
      secret,
    );
  });
});

describe('quarantine', () => {
  it('gives an event another try as it is or corrected', async () => {
    const id = fresh();
    const { correlationId } = await post([issued(id, { queue: 5, visitorRef: '张三' })]);
    const [held] = await quarantined(correlationId);
    if (held === undefined) throw new Error('nothing in quarantine');
    const again = (body: unknown) =>
      fetch(`${pipeline.running.url}/v1/quarantine/${held.id}/resubmit`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { authorization: `Bearer ${pipeline.token}`, 'content-type': 'application/json' },
      });
    expect(await answerOf(await again({}))).toMatchObject({ accepted: 0, rejected: [{ reason: 'invalid' }] });
    const corrected = held.body as { data: Record<string, unknown> };
    expect(await answerOf(await again({ ...corrected, data: { ...corrected.data, queue: 'household' } }))).toEqual({
      accepted: 1,
      rejected: [],
    });
    expect((await quarantined(correlationId))[0]?.resubmittedAt).not.toBeNull();
    // the pseudonym of the person is the one an event sent right away would have got
    const direct = issued(fresh(), { visitorRef: '张三' });
    await post([direct]);
    const refs = [...(await wholeLog()).matchAll(/ref-[0-9a-f]{32}/g)].map(([ref]) => ref);
    expect(refs.at(-1)).toBe(refs.at(-2));
  });

  it('lists by source and reason, page by page', async () => {
    const page = (await (await pipeline.get('/v1/quarantine?source=tickets&reason=invalid&limit=2')).json()) as {
      items: QuarantinedEvent[];
      next: string;
    };
    expect(page.items).toHaveLength(2);
    const next = (await (
      await pipeline.get(`/v1/quarantine?source=tickets&reason=invalid&limit=2&cursor=${page.next}`)
    ).json()) as { items: QuarantinedEvent[] };
    expect(next.items[0]?.id).not.toBe(page.items[1]?.id);
    expect((await pipeline.get('/v1/quarantine?cursor=nonsense')).status).toBe(400);
  });
});
