import {
  CreatedMatter,
  MatterFile,
  Round,
  RoundAnswered,
  RoundFiguresAnswer,
  RoundInspection,
  RoundSummary,
  page,
  type RoundFigures,
} from '@cockpit/contracts';
import { MatterRebuild } from '@cockpit/matters';
import { Desk, until } from './support';

let desk: Desk;
let people: Record<'bureau' | 'other' | 'part' | 'chief' | 'next' | 'officer', string>;
beforeAll(async () => {
  desk = await Desk.open();
  people = {
    bureau: await desk.person('bureau', 'manager', 'all'),
    other: await desk.person('other', 'manager', 'all'),
    part: await desk.person('part', 'manager', ['H32']),
    chief: await desk.person('chief', 'supervisor', ['H32']),
    next: await desk.person('next', 'supervisor', ['H12']),
    officer: await desk.person('officer-1', 'officer', ['H32'], { officerId: 'o1' }),
  };
});
afterAll(async () => {
  await desk.close();
});

let serial = 0;
const key = (): string => `round-key-${String(++serial)}`;
const post = (path: string, body: object, token = people.bureau) => desk.call(path, { method: 'POST', body, token });
const put = (path: string, body: object, token = people.bureau) => desk.call(path, { method: 'PUT', body, token });
const refused = (status: number, code: string) => ({ status, body: { code } });

const plan = {
  name: '三季度督导 13812345678',
  halls: ['H32', 'H12'],
  from: '2026-07-01',
  to: '2026-09-30',
  lines: [
    { id: 'signs', area: '咨询引导区', question: '指引标识是否清楚' },
    { id: 'glasses', area: '咨询引导区', question: '是否备有老花镜' },
    { id: 'order', area: '窗口', question: '是否一次性告知' },
  ],
};
const made = async (id: string, more: object = {}): Promise<Round> =>
  Round.parse((await post('/v1/rounds', { id, ...plan, ...more })).body);
const changeOf = ({ revision, state, halls, name, from, to, lines }: Round) => ({
  revision,
  state,
  name,
  from,
  to,
  lines,
  halls: halls.map(({ code }) => code),
});
const answer = (round: string, hall: string, body: object, token = people.chief) =>
  post(
    `/v1/rounds/${round}/halls/${hall}/answers`,
    { key: key(), line: 'signs', at: '2026-07-02T02:00:00Z', ...body },
    token,
  );
const inspection = async (round: string, hall: string, token = people.bureau): Promise<RoundInspection> =>
  RoundInspection.parse((await desk.call(`/v1/rounds/${round}/halls/${hall}`, { token })).body);
const figures = async (round: string, token = people.bureau): Promise<RoundFiguresAnswer> =>
  RoundFiguresAnswer.parse((await desk.call(`/v1/rounds/${round}/figures`, { token })).body);

describe('rounds', () => {
  it('are made once by those who see all of their halls, and shown to each with their own', async () => {
    const first = await post('/v1/rounds', { id: 'q3', ...plan });
    expect([first.status, (await post('/v1/rounds', { id: 'q3', ...plan })).status]).toEqual([201, 200]);
    expect(first.body).toMatchObject({ name: '三季度督导 [电话号]', state: 'open', revision: 1, madeBy: 'bureau' });
    expect(await post('/v1/rounds', { id: 'q3', ...plan, to: '2026-10-31' })).toMatchObject(
      refused(409, 'round-exists'),
    );
    expect(await post('/v1/rounds', { id: 'q4', ...plan }, people.part)).toMatchObject(
      refused(403, 'hall-out-of-scope'),
    );
    expect(await post('/v1/rounds', { id: 'q4', ...plan }, people.chief)).toMatchObject(
      refused(403, 'role-not-allowed'),
    );
    const unknown = await post('/v1/rounds', { id: 'q4', ...plan, halls: ['H32', 'NONE'] });
    expect(unknown).toMatchObject({ status: 422, body: { code: 'unknown-hall', errors: [{ path: 'halls.1' }] } });
    for (const more of [
      { to: '2026-06-30' },
      { halls: ['H32', 'H32'] },
      { lines: [...plan.lines, { id: 'signs', area: 'x', question: 'y' }] },
      { lines: [] },
    ])
      expect((await post('/v1/rounds', { id: 'q4', ...plan, ...more })).status).toBe(422);

    const seen = async (token: string) =>
      page(RoundSummary)
        .parse((await desk.call('/v1/rounds', { token })).body)
        .items.map(({ id, halls, lines }) => [id, halls.map(({ code }) => code), lines]);
    expect(await seen(people.bureau)).toEqual([['q3', ['H32', 'H12'], 6]]);
    expect(await seen(people.chief)).toEqual([['q3', ['H32'], 3]]);
    await made('only-h32', { halls: ['H32'] });
    expect(await desk.call('/v1/rounds/only-h32', { token: people.next })).toMatchObject(refused(404, 'unknown-round'));
    expect(await desk.call('/v1/rounds/q3/halls/H12', { token: people.chief })).toMatchObject(
      refused(403, 'hall-out-of-scope'),
    );
    expect(await desk.call('/v1/rounds/only-h32/halls/H12')).toMatchObject(refused(404, 'hall-not-in-round'));
  });

  it('come in pages, the latest first', async () => {
    await made('paged-1', { halls: ['H12'] });
    await made('paged-2', { halls: ['H12'] });
    const list = async (query: string) => page(RoundSummary).parse((await desk.call(`/v1/rounds${query}`)).body);
    const all = (await list('')).items.map(({ id }) => id);
    expect(all.slice(0, 2)).toEqual(['paged-2', 'paged-1']);
    const walked: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const one: Awaited<ReturnType<typeof list>> = await list(`?limit=1${next === '' ? '' : `&cursor=${next}`}`);
      walked.push(...one.items.map(({ id }) => id));
      next = one.next;
    }
    expect(walked).toEqual(all);
  });

  it('are changed by one editor at a time, and keep what was answered', async () => {
    const round = await made('edited');
    const change = changeOf(round);
    expect((await answer('edited', 'H32', { answer: 'ok' })).status).toBe(200);
    const [one, two] = await Promise.all([
      put('/v1/rounds/edited', { ...change, name: '一' }),
      put('/v1/rounds/edited', { ...change, name: '二' }, people.other),
    ]);
    expect([one.status, two.status].sort()).toEqual([200, 409]);
    expect([one, two].find(({ status }) => status === 409)).toMatchObject(refused(409, 'round-changed'));
    const now = { ...change, revision: 2 };
    expect(await put('/v1/rounds/edited', now, people.part)).toMatchObject(refused(403, 'hall-out-of-scope'));
    expect(await put('/v1/rounds/edited', { ...now, halls: ['H12'] })).toMatchObject(refused(409, 'round-answered'));
    expect(await put('/v1/rounds/edited', { ...now, lines: now.lines.slice(1) })).toMatchObject(
      refused(409, 'round-answered'),
    );
    // what nobody has answered may go
    const fewer = await put('/v1/rounds/edited', { ...now, halls: ['H32'], lines: now.lines.slice(0, 1) });
    expect(fewer).toMatchObject({ status: 200, body: { revision: 3, lines: [{ id: 'signs' }] } });
    const told: unknown = await desk.postgres.query(
      "SELECT action, actor_name AS by, after->>'state' AS state FROM audit_entry WHERE target = 'round/edited' ORDER BY id",
    );
    expect(told).toMatchObject([
      { action: 'round.create', by: 'bureau' },
      { action: 'round.answer', by: 'chief' },
      { action: 'round.change', state: 'open' },
      { action: 'round.change', by: 'bureau', state: 'open' },
    ]);
  });
});

describe('answers to a check list', () => {
  it('count once however often they are sent, and never for another entry', async () => {
    await made('answers');
    const entry = { key: key(), line: 'signs', answer: 'ok', note: '电话 13812345678', at: '2026-07-02T02:00:00Z' };
    const sent = () => post('/v1/rounds/answers/halls/H32/answers', entry, people.chief);
    const both = await Promise.all([sent(), sent()]);
    expect(both.map(({ body }) => RoundAnswered.parse(body).repeated).sort()).toEqual([false, true]);
    const [signs, glasses] = (await inspection('answers', 'H32')).lines;
    expect(signs?.answers).toMatchObject([
      { answer: 'ok', note: '电话 [电话号]', by: 'chief', at: '2026-07-02T02:00:00.000Z' },
    ]);
    expect(glasses?.answers).toEqual([]);
    for (const more of [{ answer: 'not-applicable' }, { line: 'glasses' }])
      expect(await answer('answers', 'H32', { ...entry, ...more })).toMatchObject(refused(409, 'key-reused'));
    expect(await answer('answers', 'H32', entry, people.bureau)).toMatchObject(refused(409, 'key-reused'));
    expect(await answer('answers', 'H12', { answer: 'ok' })).toMatchObject(refused(403, 'hall-out-of-scope'));
    expect(await answer('answers', 'H32', { answer: 'ok', line: 'none' })).toMatchObject(
      refused(422, 'unknown-round-line'),
    );
    expect((await answer('answers', 'H32', { answer: 'finding' })).status).toBe(422);
    expect((await answer('answers', 'H32', { answer: 'ok' }, people.officer)).status).toBe(403);
  });

  it('of two inspectors the last to be entered stands, whichever arrives last, and both are kept', async () => {
    await made('two');
    await answer('two', 'H32', { answer: 'not-applicable', at: '2026-07-02T03:00:00Z' }, people.bureau);
    await answer('two', 'H32', { answer: 'ok', at: '2026-07-02T02:00:00Z' });
    const standing = async () =>
      (await inspection('two', 'H32')).lines[0]?.answers.map(({ answer: is, by }) => [is, by]);
    expect(await standing()).toEqual([
      ['not-applicable', 'bureau'],
      ['ok', 'chief'],
    ]);
    // a telephone whose clock is years ahead has the last word only until somebody enters something else
    await answer('two', 'H32', { answer: 'ok', at: '2099-01-01T00:00:00Z' });
    await answer('two', 'H32', { answer: 'not-applicable', at: '2099-01-01T00:00:00Z' }, people.bureau);
    expect((await standing())?.[0]).toEqual(['not-applicable', 'bureau']);
    expect(await standing()).toHaveLength(4);
    expect((await figures('two')).total).toMatchObject({ lines: 6, checked: 1 });
  });

  it('are refused when the round has ended, but for those that had arrived before', async () => {
    const round = await made('ended');
    const entry = { key: key(), line: 'signs', answer: 'ok', at: '2026-07-02T02:00:00Z' };
    await answer('ended', 'H32', entry);
    const ended = await put('/v1/rounds/ended', { ...changeOf(round), state: 'ended' });
    expect(ended).toMatchObject({ status: 200, body: { state: 'ended', revision: 2 } });
    expect(await answer('ended', 'H32', entry)).toMatchObject({ status: 200, body: { repeated: true } });
    expect(await answer('ended', 'H32', { answer: 'ok' })).toMatchObject(refused(409, 'round-ended'));
    const finding = { kind: 'finding', title: '晚了', hall: 'H32', channel: 'mobile' };
    const of = { id: 'ended', line: 'order', at: '2026-07-02T02:00:00Z' };
    const late = await post('/v1/matters', { key: key(), ...finding, round: of }, people.chief);
    expect(late).toMatchObject(refused(409, 'round-ended'));
  });
});

describe('findings of a round', () => {
  const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), Buffer.alloc(64, 7)]);
  const finding = (line: string, more: object = {}) => ({
    key: key(),
    kind: 'finding',
    title: `${line} 不合格`,
    channel: 'mobile',
    hall: 'H32',
    area: '窗口',
    round: { id: 'found', line, at: '2026-07-02T02:00:00Z' },
    ...more,
  });
  const enter = async (body: object, token = people.bureau) =>
    CreatedMatter.parse((await post('/v1/matters', body, token)).body);
  const there = (id: string) =>
    until(
      () => desk.call(`/v1/matters/${id}`),
      ({ status }) => status === 200,
    );
  const act = async (id: string, asked: object, token = people.bureau): Promise<void> => {
    const { revision } = await desk.detail(id);
    expect(await post(`/v1/matters/${id}/acts`, { key: key(), revision, ...asked }, token)).toMatchObject({
      status: 200,
    });
  };
  const reached = (expected: Partial<RoundFigures>) =>
    until(
      () => figures('found'),
      ({ total }) => Object.entries(expected).every(([field, value]) => total[field as keyof RoundFigures] === value),
    );
  let first: CreatedMatter;

  it('are matters that answer their line, once', async () => {
    await made('found');
    const body = finding('glasses');
    first = await enter(body);
    expect(await enter(body)).toEqual({ ...first, repeated: true });
    await there(first.id);
    expect((await desk.detail(first.id)).about).toMatchObject({
      area: '窗口',
      round: { id: 'found', line: 'glasses' },
    });
    const line = (await inspection('found', 'H32')).lines[1];
    expect(line?.answers).toMatchObject([{ answer: 'finding', by: 'bureau', note: 'glasses 不合格' }]);
    const kept: unknown[] = await desk.postgres.query("SELECT 1 FROM inspection_answer WHERE round = 'found'");
    expect(kept).toHaveLength(1);

    const of = (more: object) => ({ id: 'found', line: 'signs', at: '2026-07-02T02:00:00Z', ...more });
    const wrong = (more: object, token?: string) => post('/v1/matters', finding('signs', more), token);
    expect(await wrong({ round: of({ line: 'none' }) })).toMatchObject(refused(422, 'unknown-round-line'));
    expect(await wrong({ round: of({ id: 'none' }) })).toMatchObject(refused(404, 'unknown-round'));
    expect((await wrong({ kind: 'order' })).status).toBe(422);
    expect((await wrong({ hall: undefined })).status).toBe(422);
    expect(await wrong({ unit: 'H32' }, people.officer)).toMatchObject(refused(403, 'role-not-allowed'));
    expect(await wrong({ hall: 'H12' }, people.chief)).toMatchObject(refused(403, 'hall-out-of-scope'));
  });

  it('are rectified with proof, verified and struck off, and the figures follow', async () => {
    const second = await enter(finding('order', { hall: 'H12' }));
    const third = await enter(finding('signs'));
    for (const { id } of [second, third]) await there(id);
    await answer('found', 'H12', { answer: 'ok' }, people.next);
    await reached({ lines: 6, checked: 4, findings: 3, rectified: 0, overdue: 0 });
    const file = MatterFile.parse(
      (
        await post(
          `/v1/matters/${first.id}/files`,
          { label: '整改照片', mime: 'image/png', content: png.toString('base64') },
          people.chief,
        )
      ).body,
    );
    await act(first.id, { act: 'close', result: '已整改', text: '已摆放', files: [file.id] }, people.chief);
    await act(second.id, { act: 'close', result: '已整改', text: '已培训' }, people.next);
    await reached({ rectified: 2, onTime: 2, verified: 0 });
    await act(first.id, { act: 'verify', text: '复查合格' });
    await act(second.id, { act: 'verify' });
    await act(first.id, { act: 'strike-off' });
    await reached({ rectified: 2, verified: 2, struckOff: 1 });
    // what comes back is not rectified any more
    await act(second.id, { act: 'reopen', text: '又发现' });
    await reached({ findings: 3, rectified: 1, onTime: 1, verified: 1, struckOff: 1 });
  });

  it('sum by hall, by area and by both to the whole, and agree with the list of matters', async () => {
    const { total, halls, areas, cells } = await figures('found');
    const fields = Object.keys(total) as (keyof RoundFigures)[];
    for (const parts of [halls, areas, cells])
      for (const field of fields)
        expect([field, parts.reduce((sum, part) => sum + part[field], 0)]).toEqual([field, total[field]]);
    expect(areas.map(({ area, lines, findings }) => [area, lines, findings])).toEqual([
      ['咨询引导区', 4, 2],
      ['窗口', 2, 1],
    ]);
    expect(total.findings).toBe((await desk.matters('?round=found')).length);
    for (const { hall, name, findings, rectified, overdue } of halls) {
      const list = async (state: string) =>
        (await desk.matters(`?round=found&hall=${hall ?? ''}&state=${state}`)).length;
      expect([name, findings, rectified, overdue]).toEqual([
        ...[`大厅 ${hall ?? ''}`, await list('all'), await list('closed'), await list('overdue')],
      ]);
    }
    // each with their own halls: the parts of two supervisors are the whole
    const parts = await Promise.all([people.chief, people.next].map((token) => figures('found', token)));
    for (const field of fields)
      expect([field, parts.reduce((sum, part) => sum + part.total[field], 0)]).toEqual([field, total[field]]);
    const summary = page(RoundSummary)
      .parse((await desk.call('/v1/rounds?state=open')).body)
      .items.find(({ id }) => id === 'found');
    const { lines, checked, findings, rectified } = total;
    expect(summary).toMatchObject({ lines, checked, findings, rectified });
  });

  it('keep their round when everything is computed anew', async () => {
    const before = [await figures('found'), (await desk.detail(first.id)).about];
    await desk.postgres.query('DELETE FROM matter_act');
    await desk.running.app.get(MatterRebuild).markAll();
    await desk.settled();
    expect([await figures('found'), (await desk.detail(first.id)).about]).toEqual(before);
  });
});
