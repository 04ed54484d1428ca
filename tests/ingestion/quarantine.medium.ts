import { QuarantinedEvent, QuarantineSummary, ResubmitAnswer, page } from '@cockpit/contracts';
import { OrganisationService } from '@cockpit/organisation';
import { CLOCK, type Clock } from '@cockpit/platform';
import { Redis } from 'ioredis';
import { DataSource } from 'typeorm';
import { Quarantine, QuarantineWorker } from '@cockpit/ingestion';
import { ACTOR, DoorModule, ORGANISATION, answerOf, issued, openPipeline, until, type Pipeline } from './support';

const DAY_MS = 86_400_000;

describe('quarantine', () => {
  let pipeline: Pipeline;
  beforeAll(async () => {
    pipeline = await openPipeline(DoorModule);
  });
  afterAll(async () => {
    await pipeline.close();
  });

  const send = (path: string, method: string, body: unknown) =>
    fetch(`${pipeline.running.url}/v1/quarantine${path}`, {
      method,
      body: JSON.stringify(body),
      headers: { authorization: `Bearer ${pipeline.token}`, 'content-type': 'application/json' },
    });
  const list = async (query: string) =>
    page(QuarantinedEvent).parse(await (await pipeline.get(`/v1/quarantine?${query}`)).json()).items;
  const summary = async (query = '') =>
    QuarantineSummary.parse(await (await pipeline.get(`/v1/quarantine/summary?${query}`)).json());

  it('counts by source and reason', async () => {
    await pipeline.post([
      issued('u1', { hallId: 'H99' }),
      issued('u2', { hallId: 'H99' }),
      issued('s1', { hallId: 'H08' }),
      issued('i1', { channel: 'boat' }),
      issued('ok'),
    ]);
    expect(await summary()).toMatchObject({
      total: 4,
      open: 4,
      resubmitted: 0,
      discarded: 0,
      items: [
        { source: 'tickets', reason: 'unknown-hall', total: 2, open: 2 },
        { reason: 'invalid', total: 1 },
        { reason: 'out-of-scope', total: 1 },
      ],
      retention: { days: 90, lastDeleted: 0 },
    });
    expect((await summary('hall=H08')).items.map(({ reason }) => reason)).toEqual(['out-of-scope']);
  });

  it('says why as codes too; what was rejected before there were codes has its text alone', async () => {
    expect(await list('reason=invalid')).toMatchObject([
      {
        path: 'data.channel',
        message: expect.stringContaining('channel') as string,
        causes: [{ path: 'data.channel', code: 'not-one-of', params: { values: 'walk-in, booking, transfer' } }],
      },
    ]);
    expect(await list('reason=unknown-hall&limit=1')).toMatchObject([
      { causes: [{ path: 'data.hallId', code: 'no-such-hall', params: {} }] },
    ]);
    await pipeline.running.app
      .get(DataSource)
      .query("UPDATE quarantine SET causes = NULL WHERE reason = 'out-of-scope'");
    expect(await list('reason=out-of-scope')).toMatchObject([
      { message: 'this key does not speak for this hall', causes: null },
    ]);
  });

  it('lets an event be mended in place and tried again; what is refused again stays the same one', async () => {
    const [bad] = await list('reason=invalid');
    const id = bad?.id ?? '';
    const better = issued('i1', { channel: 'plane', visitorRef: '13812345678' });
    const mended = QuarantinedEvent.parse(await (await send(`/${id}/body`, 'PUT', { body: better })).json());
    expect(mended).toMatchObject({ id, editedBy: 'admin', resubmittedAt: null });
    expect(JSON.stringify(mended.body)).not.toContain('13812345678');
    expect(await answerOf(await send(`/${id}/resubmit`, 'POST', {}))).toMatchObject({
      accepted: 0,
      rejected: [{ reason: 'invalid', path: 'data.channel' }],
    });
    expect(await list('reason=invalid')).toMatchObject([{ id, attempts: 1, path: 'data.channel' }]);
    expect(await answerOf(await send(`/${id}/resubmit`, 'POST', issued('i1')))).toMatchObject({ accepted: 1 });
    expect(await list('state=resubmitted')).toMatchObject([{ id }]);
    expect((await send(`/${id}/discard`, 'POST', { reason: 'too late' })).status).toBe(409);
  });

  it('tries many again once their reason is gone, and says what is left', async () => {
    const filter = { source: 'tickets', reason: 'unknown-hall' };
    const before = ResubmitAnswer.parse(await (await send('/resubmit', 'POST', { filter })).json());
    expect(before).toMatchObject({ tried: 2, accepted: 0, rejectedTotal: 2, left: 0 });
    const { halls } = ORGANISATION;
    await pipeline.running.app.get(OrganisationService).replace(
      {
        ...ORGANISATION,
        halls: [...halls, { ...halls[0], code: 'H99', name: '大厅 H99' } as (typeof halls)[number]],
      },
      ACTOR,
    );
    const scoped = ResubmitAnswer.parse(await (await send('/resubmit', 'POST', { filter })).json());
    // there is such a hall now, but the key does not speak for it
    expect(scoped).toMatchObject({ tried: 2, accepted: 0, rejectedTotal: 2 });
    expect(scoped.rejected[0]).toMatchObject({ reason: 'out-of-scope' });
    await pipeline.running.app.get(DataSource).query(`UPDATE event_source SET halls = halls || '{H99}'`);
    const after = ResubmitAnswer.parse(
      await (
        await send('/resubmit', 'POST', { filter: { ...filter, reason: 'out-of-scope', hall: 'H99' }, limit: 1 })
      ).json(),
    );
    expect(after).toMatchObject({ tried: 1, accepted: 1, left: 1 });
    expect((await pipeline.status()).accepted).toBe(3);
  });

  it('refuses to mean everything by saying nothing', async () => {
    expect((await send('/resubmit', 'POST', { filter: {} })).status).toBe(422);
    expect((await send('/discard', 'POST', { filter: {}, reason: 'x' })).status).toBe(422);
    expect((await send('/discard', 'POST', { filter: { reason: 'invalid' } })).status).toBe(422);
  });

  it('gives up with a reason, one or many, and not again', async () => {
    const [one] = await list('reason=out-of-scope&hall=H08');
    const given = QuarantinedEvent.parse(
      await (await send(`/${one?.id ?? ''}/discard`, 'POST', { reason: 'test system of the supplier' })).json(),
    );
    expect(given).toMatchObject({ discardedBy: 'admin', discardReason: 'test system of the supplier' });
    await pipeline.post([issued('g1', { hallId: 'nowhere' }), issued('g2', { hallId: 'nowhere' })]);
    expect(
      await (await send('/discard', 'POST', { filter: { hall: 'nowhere' }, reason: 'no such hall' })).json(),
    ).toEqual({ discarded: 2 });
    expect(
      await (await send('/discard', 'POST', { filter: { hall: 'nowhere' }, reason: 'no such hall' })).json(),
    ).toEqual({ discarded: 0 });
    expect(await list('state=open&hall=nowhere')).toEqual([]);
    expect((await summary()).discarded).toBe(3);
  });

  it('is deleted when its time is over, and says so', async () => {
    const clock = pipeline.running.app.get<Clock>(CLOCK);
    const { total } = await summary();
    const later = jest.spyOn(clock, 'now').mockReturnValue(Date.now() + 91 * DAY_MS);
    expect(await pipeline.running.app.get(QuarantineWorker, { strict: false }).sweep()).toBe(total);
    later.mockRestore();
    expect(await summary()).toMatchObject({ total: 0, items: [], retention: { lastDeleted: total } });
    expect(await (await pipeline.get('/metrics', 'text/plain')).text()).toContain(
      `cockpit_quarantine_deleted_total ${String(total)}`,
    );
  });

  describe('while Postgres cannot write', () => {
    const bad = (name: string, n: number) =>
      Array.from({ length: n }, (_, i) => issued(`${name}-${String(i)}`, { hallId: 'H77' }));
    const rename = (from: string, to: string) =>
      pipeline.running.app.get(DataSource).query(`ALTER TABLE ${from} RENAME TO ${to}`);
    const lying = async () =>
      (await summary('reason=unknown-hall')).items.find(({ source }) => source === pipeline.source)?.total ?? 0;

    it('holds them back and writes down every one of them afterwards, whoever is at it', async () => {
      const before = await lying();
      await rename('quarantine', 'quarantine_away');
      try {
        for (const name of ['p', 'q', 'r']) expect((await pipeline.post(bad(name, 500))).status).toBe(202);
      } finally {
        await rename('quarantine_away', 'quarantine');
      }
      const quarantine = pipeline.running.app.get(Quarantine);
      await Promise.all(Array.from({ length: 5 }, () => quarantine.drain()));
      expect(await lying()).toBe(before + 1500);
    });

    it('holds up nothing behind an event with half a character in it, or cut in the midst of one', async () => {
      const unknown = async () => (await list('reason=unknown-type')).length;
      const redis = new Redis(pipeline.stores.redisUrl);
      try {
        const halves: object[] = [
          issued('half\ud800', { number: '\udfff' }),
          { ...issued('key'), 'k\ud800': 1 },
          ...[0, 1].map((n) => ({ x: 'y'.repeat(n) + '🏛'.repeat(40_000) })),
        ];
        expect((await pipeline.post(halves.map((event) => ({ ...event, type: 'hall.no.such' })))).status).toBe(202);
        expect([
          await unknown(),
          (await list('reason=invalid&limit=2')).length,
          await redis.llen('quarantine:waiting'),
        ]).toEqual([2, 2, 0]);
      } finally {
        redis.disconnect();
      }
    });

    it('writes them down without being asked again, and holds back no more than it may', async () => {
      const before = await lying();
      const redis = new Redis(pipeline.stores.redisUrl);
      await rename('quarantine', 'quarantine_away');
      try {
        expect((await pipeline.post(bad('s', 10))).status).toBe(202);
        const [one = ''] = await redis.lrange('quarantine:waiting', 0, 0);
        await redis.rpush('quarantine:waiting', ...Array.from({ length: 19_990 }, () => one));
        const refused = await pipeline.post(bad('t', 1));
        expect([refused.status, Number(refused.headers.get('retry-after')) > 0, await refused.json()]).toEqual([
          503,
          true,
          expect.objectContaining({ code: 'quarantine-full' }),
        ]);
        await redis.ltrim('quarantine:waiting', 0, 9);
        await redis.incrby('quarantine:waiting:bytes', 64 * 1024 * 1024);
        expect((await pipeline.post(bad('t', 1))).status).toBe(503);
        await redis.decrby('quarantine:waiting:bytes', 64 * 1024 * 1024);
      } finally {
        await rename('quarantine_away', 'quarantine');
      }
      await until(lying, (n) => n === before + 10, 30_000);
      expect(
        await until(
          () => redis.exists('quarantine:waiting', 'quarantine:waiting:bytes'),
          (n) => n === 0,
          5000,
        ),
      ).toBe(0);
      redis.disconnect();
    });
  });

  it('keeps what cannot be read only so far as a source may fill it in a day, and says so', async () => {
    const redis = new Redis(pipeline.stores.redisUrl);
    const sealed = async () =>
      pipeline.running.app
        .get(DataSource)
        .query<{ message: string; kept: boolean }[]>(
          `SELECT message, sealed IS NOT NULL AS kept FROM quarantine WHERE reason = 'malformed' ORDER BY received_at`,
        );
    const broken = () => pipeline.post('{"broken', { raw: true });
    expect((await broken()).status).toBe(400);
    const [key = ''] = await redis.keys('quarantine:sealed:*');
    await redis.incrby(key, 256 * 1024 * 1024);
    expect((await broken()).status).toBe(400);
    redis.disconnect();
    expect(await sealed()).toEqual([
      { message: 'the body is not JSON', kept: true },
      { message: expect.stringContaining('not kept: more than 256 MiB') as string, kept: false },
    ]);
  });
});
