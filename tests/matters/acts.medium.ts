import {
  ActAnswer,
  ActAnswers,
  CreatedMatter,
  MatterCandidates,
  MatterDetail,
  MatterFile,
  OrganisationDoc,
} from '@cockpit/contracts';
import { Users } from '@cockpit/access';
import { FileTidying, MatterRebuild } from '@cockpit/matters';
import { MetricsApiModule } from '@cockpit/metrics';
import { Module } from '@nestjs/common';
import { createClient } from '@clickhouse/client';
import { OrganisationService } from '@cockpit/organisation';
import { ACTOR } from '../ingestion/support';
import { Desk, WithWorker, caseEvent, organisation, until } from './support';

@Module({ imports: [WithWorker, MetricsApiModule] })
class WithMetrics {}

let desk: Desk;
let people: Record<'chief' | 'bureau' | 'unit' | 'officer', string>;
beforeAll(async () => {
  desk = await Desk.open(WithMetrics);
  people = {
    chief: await desk.person('chief', 'supervisor', ['H32']),
    bureau: await desk.person('bureau', 'manager', 'all'),
    unit: await desk.person('unit-hz', 'unit', 'all', { units: ['户政科'] }),
    officer: await desk.person('officer-1', 'officer', ['H32'], { officerId: 'o1' }),
  };
  // by the sign-in name in a comment, by the own name on rosters
  await desk.running.app.get(Users).add({ name: 'wang', displayName: '王主任', role: 'manager', halls: 'all' }, ACTOR);
  await desk.send(
    ['f1', 'f2', 'f3', 'f4'].map((caseId) =>
      caseEvent('hall.case.accepted', caseId, '2026-03-02T10:00:00+08:00', {
        kind: 'finding',
        channel: 'online',
        unit: '户政科',
        hallId: 'H32',
      }),
    ),
  );
  await desk.settled();
});
afterAll(async () => {
  await desk.close();
});

let serial = 0;
const key = (): string => `test-key-${String(++serial)}`;
const post = (path: string, body: object, token = people.bureau) => desk.call(path, { method: 'POST', body, token });
async function act(id: string, asked: Record<string, unknown>, token = people.bureau) {
  const { revision } = await desk.detail(id);
  return post(`/v1/matters/${id}/acts`, { key: key(), revision, ...asked }, token);
}
const done = async (...asked: Parameters<typeof act>): Promise<ActAnswer> =>
  ActAnswer.parse((await act(...asked)).body);
/** What a person reads of a matter that no clock moves. */
const told = ({
  path,
  step,
  revision,
  urged,
  verifiedAt,
  struckOffAt,
  closedAt,
  result,
  unit,
  officerId,
}: MatterDetail) => ({ path, step, revision, urged, verifiedAt, struckOffAt, closedAt, result, unit, officerId });

describe('acts on matters', () => {
  it('take one from assignment over reply, closing and verification to the strike-off, each an event with its actor', async () => {
    const assigned = await done('f1', { act: 'assign', officerId: 'o1', text: '请今天处理' }, people.chief);
    await until(
      () => desk.matters('', people.officer),
      (own) => own.length === 1,
    );
    const answers = [
      assigned,
      await done('f1', { act: 'urge' }, people.bureau),
      await done('f1', { act: 'supplement', text: '缺照片' }, people.officer),
      await done('f1', { act: 'resume' }, people.officer),
      await done(
        'f1',
        { act: 'reply', text: '已整改，联系人 138 1234 5678，证件 330106 19900101 123X' },
        people.officer,
      ),
      await done('f1', { act: 'close', result: '已整改', text: '见照片' }, people.officer),
      await done('f1', { act: 'verify', text: '复查合格' }, people.chief),
      await done('f1', { act: 'strike-off' }),
      await done('f1', { act: 'comment', text: '好', mentions: ['chief', 'wang'] }),
    ];
    expect(await act('f1', { act: 'comment', text: '好', mentions: ['chief', 'nobody'] })).toMatchObject({
      status: 422,
      body: { code: 'unknown-mention', detail: 'there is no account nobody' },
    });
    expect(answers.map(({ step }) => step)).toEqual([
      ...['open', 'open', 'waiting', 'open', 'answered', 'closed', 'verified', 'struck-off', 'struck-off'],
    ]);
    const now = await desk.detail('f1');
    expect(now).toMatchObject({
      step: 'struck-off',
      officerId: 'o1',
      result: '已整改',
      urged: 1,
      may: ['reopen', 'comment'],
    });
    expect(now.path.map(({ what, act }) => [what, act?.by ?? null])).toEqual([
      ['accepted', null],
      ['assigned', 'chief'],
      ['urged', 'bureau'],
      ['paused:supplement', 'officer-1'],
      ['resumed:supplement', 'officer-1'],
      ['replied', 'officer-1'],
      ['closed', 'officer-1'],
      ['verified', 'chief'],
      ['struck-off', 'bureau'],
      ['commented', 'bureau'],
    ]);
    // what names a person was masked before anything was stored
    // whole groups of the numbers: three of their digits stand in many an instant
    expect(JSON.stringify(now.path)).not.toMatch(/138 1234|1234 5678|19900101|123X/);
    const kept: { event: unknown }[] = await desk.postgres.query('SELECT event FROM matter_act');
    expect(JSON.stringify(kept)).not.toMatch(/138 1234|1234 5678|19900101|123X/);
    // whose it is now, who is urged and who is named are to hear of it; of the rest nobody is told
    const toTell: unknown = await desk.postgres.query(
      "SELECT to_tell->>'act' AS act, to_tell->>'officerId' AS officer, to_tell->'mentions' AS mentions FROM matter_act WHERE to_tell IS NOT NULL ORDER BY at",
    );
    expect(toTell).toEqual([
      { act: 'assign', officer: 'o1', mentions: [] },
      { act: 'urge', officer: 'o1', mentions: [] },
      { act: 'mention', officer: 'o1', mentions: ['chief', '王主任'] },
    ]);
  });

  it('tell the same once they are stored, and after a rebuild', async () => {
    const before = await desk.detail('f1');
    // as if whoever acted had been forgotten: the events alone tell it
    await until(
      () => desk.matters('?state=closed'),
      ([row]) => row?.closedAt === before.closedAt && row.unit === before.unit,
    );
    await desk.postgres.query('DELETE FROM matter_act');
    await until(
      () => desk.detail('f1'),
      (now) => now.revision === before.revision,
    );
    await desk.running.app.get(MatterRebuild).markAll();
    await desk.settled();
    expect(told(await desk.detail('f1'))).toEqual(told(before));
  });

  it('follow their matter into another register and back', async () => {
    const register = (to: string | null) =>
      desk.call('/v1/sources/cases/register', { method: 'PUT', body: { register: to } });
    const before = told(await desk.detail('f1'));
    for (const to of ['shared', null]) {
      expect((await register(to)).status).toBe(200);
      await desk.settled();
      const now = await until(
        () => desk.call('/v1/matters/f1'),
        ({ status }) => status === 200,
      );
      expect(told(MatterDetail.parse(now.body))).toEqual(before);
    }
  });

  it('let one of two win who close the same matter in the same second, and tell the other who and when', async () => {
    const { revision, id } = await desk.detail('f2');
    const close = (token: string) =>
      post(`/v1/matters/${id}/acts`, { key: key(), revision, act: 'close', result: 'done', text: 'x' }, token);
    const both = await Promise.all([close(people.chief), close(people.unit)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const winner = ActAnswer.parse(both.find(({ status }) => status === 200)?.body);
    expect(both.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'matter-changed',
      detail: `closed by ${winner.by} at ${winner.at}`,
    });
  });

  it('are the same act when the same key comes again, and another act is refused under it', async () => {
    const { revision, id } = await desk.detail('f3');
    const body = { key: key(), revision, act: 'reply', text: '收到' };
    const first = ActAnswer.parse((await post(`/v1/matters/${id}/acts`, body)).body);
    const again = ActAnswer.parse((await post(`/v1/matters/${id}/acts`, body)).body);
    expect(again).toEqual({ ...first, repeated: true });
    const other = await post(`/v1/matters/${id}/acts`, { ...body, text: '别的' });
    expect(other).toMatchObject({ status: 409, body: { code: 'key-reused' } });
    expect((await desk.detail('f3')).path.filter(({ what }) => what === 'replied')).toHaveLength(1);
  });

  it('are judged by role, by what one sees and by the step, one by one in bulk', async () => {
    expect(await act('f3', { act: 'urge' }, people.officer)).toMatchObject({ status: 404 });
    expect(await act('f3', { act: 'urge' }, people.unit)).toMatchObject({
      status: 403,
      body: { code: 'role-not-allowed' },
    });
    expect(await act('f3', { act: 'assign', hall: 'H12' }, people.chief)).toMatchObject({ status: 403 });
    expect(await act('f3', { act: 'assign', hall: 'NONE' })).toMatchObject({ status: 422 });
    expect(await post('/v1/matters/f3/acts', { key: key(), act: 'urge' })).toMatchObject({ status: 422 });
    const f3 = await desk.detail('f3');
    const f4 = await desk.detail('f4');
    const asked = { key: key(), act: 'urge', ids: [f3.id, (await desk.detail('f2')).id, f4.id, 'nobody'] };
    const { done: urged, refused, items } = ActAnswers.parse((await post('/v1/matters/acts', asked)).body);
    expect([urged, refused, items.map(({ answer, problem }) => answer?.step ?? problem?.code)]).toEqual([
      ...[2, 2, ['answered', 'act-not-possible', 'open', 'unknown-matter']],
    ]);
    expect((await post('/v1/matters/acts', { ...asked, ids: Array(201).fill(f3.id) })).status).toBe(422);
    // every act stands in the audit with its actor
    const audit: { n: string }[] = await desk.postgres.query(
      "SELECT count(*) AS n FROM audit_entry WHERE action = 'matter.urge' AND actor_name = 'bureau'",
    );
    expect(Number(audit[0]?.n)).toBe(3);
  });
});

describe('matters entered here', () => {
  const asked = {
    kind: 'finding',
    title: '二楼充电宝柜损坏 13812345678',
    text: '请换',
    area: '二楼',
    hall: 'H32',
    channel: 'mobile',
  };
  const entered = async (body: object, token?: string) =>
    CreatedMatter.parse((await post('/v1/matters', body, token)).body);

  it('have a clock, an owner and an answer like those of any system, and count in the metrics', async () => {
    const body = { key: key(), ...asked };
    const first = await entered(body, people.chief);
    expect(await entered(body, people.chief)).toEqual({ ...first, repeated: true });
    expect(await post('/v1/matters', { ...body, title: '别的' }, people.chief)).toMatchObject({ status: 409 });
    await until(
      () => desk.call(`/v1/matters/${first.id}`),
      ({ status }) => status === 200,
    );
    const listed = (await desk.matters('?source=matter-desk'))[0];
    expect(listed).toMatchObject({
      kind: 'finding',
      hall: 'H32',
      unit: 'H32',
    });
    expect(listed?.title).toBe('二楼充电宝柜损坏 [电话号]');
    expect(listed?.dueAt).not.toBeNull();
    await done(first.id, { act: 'assign', unit: '户政科', text: '请整改' }, people.bureau);
    await done(first.id, { act: 'close', result: '已整改', text: '换好了' }, people.chief);
    const before = await desk.detail(first.id);
    await until(
      () => desk.matters('?source=matter-desk&state=closed'),
      (closed) => closed.length === 1,
    );
    await desk.postgres.query('DELETE FROM matter_act WHERE case_id = $1', [first.caseId]);
    await desk.running.app.get(MatterRebuild).markAll();
    await desk.settled();
    expect(told(await desk.detail(first.id))).toEqual(told(before));
    const day = before.dueAt?.slice(0, 10) ?? '';
    const share = await desk.call(`/v1/metrics/on_time_rate?hall=H32&from=${day}&to=${day}&by=source`);
    expect(share.body).toMatchObject({ parts: [{ by: 'matter-desk', numerator: 1, denominator: 1 }] });
  });

  it('are due when their office closes on the day that was named, or on the last working day before it', async () => {
    const due = async (dueOn: string) => {
      const { id } = await entered({ key: key(), ...asked, dueOn });
      await until(
        () => desk.call(`/v1/matters/${id}`),
        ({ status }) => status === 200,
      );
      return (await desk.detail(id)).dueAt;
    };
    // Thursday the 31st, and Sunday the 3rd after New Year's Day
    expect(await due('2099-12-31')).toBe('2099-12-31T09:30:00.000Z');
    expect(await due('2100-01-03')).toBe('2100-01-01T09:30:00.000Z');
  });

  it('are refused for a hall, a unit or an item that is not one of ours', async () => {
    const of = (more: object, token?: string) => post('/v1/matters', { key: key(), ...asked, ...more }, token);
    expect(await of({ hall: 'H12' }, people.chief)).toMatchObject({ status: 403, body: { code: 'hall-out-of-scope' } });
    expect(await of({ hall: undefined }, people.chief)).toMatchObject({ status: 403 });
    expect(await of({ hall: 'NONE' })).toMatchObject({ status: 422, body: { code: 'event-unknown-hall' } });
    expect(await of({ item: 'NONE' })).toMatchObject({ status: 422, body: { code: 'unknown-item' } });
    expect(await of({ unit: '治安科' }, people.unit)).toMatchObject({
      status: 403,
      body: { code: 'unit-out-of-scope' },
    });
    expect(await of({ dueAt: '2026-01-01T00:00:00Z' })).toMatchObject({
      status: 422,
      body: { code: 'due-in-the-past' },
    });
    expect(await of({ unit: '户政科' }, people.officer)).toMatchObject({
      status: 403,
      body: { code: 'unit-out-of-scope' },
    });
    expect(await of({ hall: 'H12' }, people.officer)).toMatchObject({ status: 403 });
    expect(await of({}, people.officer)).toMatchObject({ status: 201 });
    expect(await of({ dueOn: '2026-01-01' })).toMatchObject({ status: 422, body: { code: 'due-in-the-past' } });
    expect(await of({ dueOn: '2099-01-01', dueAt: '2099-01-01T00:00:00Z' })).toMatchObject({ status: 422 });
  });
});

describe('to whom a matter may be given', () => {
  const candidates = async (ids: string[], token = people.chief) => {
    const { status, body } = await post('/v1/matters/candidates', { ids }, token);
    expect(status).toBe(200);
    return MatterCandidates.parse(body).items;
  };
  const accepted = (caseId: string, more: Partial<Parameters<typeof caseEvent<'hall.case.accepted'>>[3]> = {}) =>
    caseEvent('hall.case.accepted', caseId, '2026-03-02T10:00:00+08:00', {
      kind: 'case',
      channel: 'window',
      unit: '窗口',
      hallId: 'H32',
      ...more,
    });
  const assigned = (caseId: string, who: { unit: string; officerId: string }) =>
    caseEvent('hall.case.assigned', caseId, '2026-03-02T11:00:00+08:00', who);
  beforeAll(async () => {
    const officer = (id: string, hall: string, from = '2026-01-01') => ({
      id,
      hall,
      name: `警官 ${id}`,
      skills: [{ branch: 'household', from }],
    });
    await desk.running.app.get(OrganisationService).replace(
      OrganisationDoc.parse({
        ...organisation(),
        officers: [
          officer('q1', 'H32'),
          officer('q2', 'H32'),
          officer('new', 'H32', '2099-01-01'),
          officer('q3', 'H12'),
        ],
      }),
      ACTOR,
    );
    await desk.send([
      accepted('g1', { item: 'HZ-1' }),
      accepted('g2', { item: 'HZ-1' }),
      assigned('g2', { unit: '窗口', officerId: 'q1' }),
      accepted('g3', { hallId: 'H12', item: 'HZ-1' }),
      accepted('g4', { unit: '户政科' }),
      assigned('g4', { unit: '户政科', officerId: 'u9' }),
      accepted('g5', { unit: '户政科' }),
    ]);
    await desk.settled();
  });

  it('is who is qualified in its hall, whoever has least in hand first, or who works for its unit', async () => {
    const [one, two, three, five] = await Promise.all(
      ['g1', 'g2', 'g3', 'g5'].map(async (caseId) => (await desk.detail(caseId)).id),
    );
    const items = new Map((await candidates([one, two, three, five].map(String))).map((item) => [item.id, item]));
    expect(items.get(String(one))?.candidates).toEqual([
      { officerId: 'q2', name: '警官 q2', open: 0 },
      { officerId: 'q1', name: '警官 q1', open: 1 },
    ]);
    expect(items.get(String(two))?.candidates.map(({ officerId }) => officerId)).toEqual(['q2']);
    expect(items.get(String(five))?.candidates[0]).toEqual({ officerId: 'u9', name: 'u9', open: 1 });
    // of another hall, of nobody, and closed ones nothing is said
    expect(items.has(String(three))).toBe(false);
    expect(await candidates(['nobody-knows', (await desk.detail('f1')).id])).toEqual([]);
  });

  it('is named wherever a matter names officers, where the organisation knows them', async () => {
    expect((await desk.detail('g2')).officers).toEqual([{ id: 'q1', name: '警官 q1' }]);
    expect((await desk.detail('g4')).officers).toEqual([]);
  });

  it('is asked by whoever assigns, for at least one and at most 200', async () => {
    expect((await post('/v1/matters/candidates', { ids: ['x'] }, people.officer)).status).toBe(403);
    for (const ids of [[], Array.from({ length: 201 }, (_, n) => `m${String(n)}`)])
      expect((await post('/v1/matters/candidates', { ids })).status).toBe(422);
    const of = (await candidates([(await desk.detail('g5')).id, (await desk.detail('g1')).id], people.unit)).length;
    expect(of).toBe(1);
  });
});

describe('files of matters', () => {
  const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), Buffer.alloc(64, 7)]);
  const put = (content: Buffer, more: object = {}, token = people.chief) =>
    post(
      '/v1/matters/f4/files',
      { label: '照片 13812345678', mime: 'image/png', content: content.toString('base64'), ...more },
      token,
    );
  const get = (path: string, token = people.chief) =>
    fetch(`${desk.running.url}${path}`, { headers: { authorization: `Bearer ${token}` } });

  it('are proof of an act, and shown to who sees the matter, never run', async () => {
    const file = MatterFile.parse((await put(png)).body);
    expect(file).toMatchObject({ label: '照片 [电话号]', mime: 'image/png', bytes: png.length });
    expect((await put(png)).body).toEqual(file);
    await done('f4', { act: 'reply', text: '已整改', files: [file.id] }, people.chief);
    expect((await desk.detail('f4')).path.at(-1)?.act?.files).toEqual([file]);
    const answer = await get(`/v1/matters/f4/files/${file.id}`);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(png);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
    });
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    expect((await get(`/v1/matters/f4/files/${file.id}`, people.officer)).status).toBe(404);
    expect((await get(`/v1/matters/f3/files/${file.id}`)).status).toBe(404);
    expect(await act('f3', { act: 'reply', text: 'x', files: [file.id] })).toMatchObject({ status: 404 });
  });

  async function eventsWithFiles(): Promise<number> {
    const client = createClient({ url: desk.stores.clickhouseUrl, database: desk.stores.clickhouseDatabase });
    const query = "SELECT count() AS n FROM event WHERE entity = 'f4' AND JSONHas(data, 'act', 'files')";
    const [row] = await (await client.query({ query, format: 'JSONEachRow' })).json<{ n: string }>();
    await client.close();
    return Number(row?.n);
  }

  it('come with what is entered, are seen as its beginning, and are refused before anything is', async () => {
    const content = (body: Buffer) => ({ label: '现场', mime: 'image/png', content: body.toString('base64') });
    const body = { key: key(), kind: 'finding', title: '灯不亮', hall: 'H32', channel: 'mobile' };
    const lie = { ...body, files: [content(png), content(Buffer.from('<script>'))] };
    expect(await post('/v1/matters', lie, people.officer)).toMatchObject({ status: 422, body: { code: 'file-type' } });
    const asked = { ...body, files: [content(png), content(png)] };
    const first = CreatedMatter.parse((await post('/v1/matters', asked, people.officer)).body);
    expect(first.repeated).toBe(false);
    expect(CreatedMatter.parse((await post('/v1/matters', asked, people.officer)).body)).toEqual({
      ...first,
      repeated: true,
    });
    const other = { ...asked, files: [content(Buffer.concat([png, png]))] };
    expect((await post('/v1/matters', other, people.officer)).status).toBe(409);
    await until(
      () => desk.call(`/v1/matters/${first.id}`),
      ({ status }) => status === 200,
    );
    const [begun] = (await desk.detail(first.id)).path;
    const [file] = begun?.act?.files ?? [];
    expect([begun?.what, begun?.act?.by, file?.label, file?.bytes]).toEqual([
      ...['accepted', 'officer-1', '现场', png.length],
    ]);
    const shown = await get(`/v1/matters/${first.id}/files/${file?.id ?? ''}`);
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(png);
  });

  it('go after a day when no act names them, and stay when one does', async () => {
    const file = MatterFile.parse((await put(Buffer.concat([png, Buffer.from('x')]))).body);
    const tidying = desk.running.app.get(FileTidying);
    expect(await tidying.tidy()).toBe(0);
    // as if the process had died between the act and the mark: the event alone tells that the proof is one
    await until(eventsWithFiles, (events) => events > 0);
    await desk.postgres.query("UPDATE matter_file SET at = now() - interval '25 hours', used = false");
    // and what came with a matter that was refused
    expect(await tidying.tidy()).toBe(2);
    expect((await get(`/v1/matters/f4/files/${file.id}`)).status).toBe(404);
    const [proof] = (await desk.detail('f4')).path.flatMap(({ act }) => act?.files ?? []);
    expect((await get(`/v1/matters/f4/files/${proof?.id ?? ''}`)).status).toBe(200);
    expect(await tidying.tidy()).toBe(0);
  });

  it('are refused when they lie about their type, or are too large', async () => {
    expect(await put(png, { mime: 'image/jpeg' })).toMatchObject({ status: 422, body: { code: 'file-type' } });
    expect(await put(Buffer.from('<script>alert(1)</script>'))).toMatchObject({
      status: 422,
      body: { code: 'file-type' },
    });
    expect(await put(png, { mime: 'text/html' })).toMatchObject({ status: 422 });
    expect(await put(png, { content: 'no base64!' })).toMatchObject({ status: 422 });
    const six = Buffer.concat([png, Buffer.alloc(5 * 1024 * 1024 + 1)]);
    expect(await put(six)).toMatchObject({ status: 413, body: { code: 'file-too-large' } });
    const fifty = Buffer.concat([png, Buffer.alloc(50 * 1024 * 1024)]);
    expect(await put(fifty)).toMatchObject({ status: 413, body: { code: 'too-large' } });
  });
});

describe('the usual acts', () => {
  it('have addresses of their own for systems that have not seen the matter before', async () => {
    const data = { kind: 'finding', channel: 'online', unit: '户政科', hallId: 'H32' } as const;
    await desk.send([caseEvent('hall.case.accepted', 'f9', '2026-03-02T11:00:00+08:00', data)]);
    await desk.settled();
    const to = (act: string, body: object, token = people.bureau) => post(`/v1/matters/f9/${act}`, body, token);
    const steps: [act: string, body: object, step: string, by?: string][] = [
      ['assign', { officerId: 'o1' }, 'open'],
      ['urge', {}, 'open'],
      ['reply', { text: '已整改' }, 'answered'],
      ['close', { result: '已整改', text: '见照片' }, 'closed'],
      ['verify', {}, 'verified', people.chief],
      ['reopen', { text: '又坏了' }, 'open'],
    ];
    for (const [act, body, step, by] of steps) {
      const { status, body: answer } = await to(act, body, by);
      expect([act, status, answer]).toMatchObject([act, 200, { act, step }]);
    }
    expect((await desk.detail('f9')).path.map(({ what }) => what)).toEqual([
      ...['accepted', 'assigned', 'urged', 'replied', 'closed', 'verified', 'reopened'],
    ]);
    // with a key it is the same act however often it is sent, and with a revision only on what was seen
    const once = { key: key(), text: '已换' };
    const [first, again] = [await to('reply', once), await to('reply', once)].map(({ body }) => ActAnswer.parse(body));
    expect([first?.repeated, again?.repeated, again?.eventId]).toEqual([false, true, first?.eventId]);
    const late = { text: 'x', result: 'y', revision: '0'.repeat(16) };
    expect(await to('close', late)).toMatchObject({ status: 409 });
    expect(await to('close', { text: 'x' })).toMatchObject({
      status: 422,
      body: { code: 'invalid-body', errors: [{ path: 'result' }] },
    });
    expect(await to('strike-off', {})).toMatchObject({ status: 400, body: { errors: [{ path: 'act' }] } });
  });
});
