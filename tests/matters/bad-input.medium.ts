import { ActAnswer, CreatedMatter, type MatterActKind } from '@cockpit/contracts';
import { createClient } from '@clickhouse/client';
import { Desk, caseEvent, until } from './support';

const ACCEPTED = '2026-03-02T10:00:00+08:00';
/** a resident's number and a phone number, as somebody may type them; nothing of them may be kept */
const NUMBERS = '证件 330106 19900101 123X，电话 138-1234-5678';
const KEPT = /19900101|123X|1234-?5678/;

let desk: Desk;
let people: Record<'chief' | 'bureau' | 'unit', string>;
beforeAll(async () => {
  desk = await Desk.open();
  people = {
    chief: await desk.person('chief', 'supervisor', ['H32']),
    bureau: await desk.person('bureau', 'manager', 'all'),
    unit: await desk.person('approval', 'unit', 'all', { units: ['户政科'] }),
  };
  const order = (caseId: string, more: object = {}) =>
    caseEvent('hall.case.accepted', caseId, ACCEPTED, {
      kind: 'order',
      channel: 'phone',
      unit: '户政科',
      hallId: 'H32',
      ...more,
    });
  const tenYears = (caseId: string, nth: number) => ({
    ...caseEvent('hall.case.extended', caseId, `2026-03-0${String(nth)}T11:00:00+08:00`, {
      days: 3650,
      approvedBy: 'li',
    }),
    id: `ten-years-${String(nth)}`,
  });
  await desk.send([
    ...['reopened', 'elsewhere', 'masked'].map((caseId) => order(caseId)),
    // beyond every year that a calendar is laid out for
    ...[order('for-ever', { kind: 'case', item: 'HZ-1' }), ...[3, 4, 5].map((nth) => tenYears('for-ever', nth))],
    order('beside', { kind: 'case', item: 'HZ-1' }),
  ]);
  await desk.settled();
});
afterAll(async () => {
  await desk.close();
});

let serial = 0;
const post = (path: string, body: object, token: string) => desk.call(path, { method: 'POST', body, token });
const act = (id: string, revision: string, token: string, asked: { act: MatterActKind } & Record<string, unknown>) =>
  post(`/v1/matters/${id}/acts`, { key: `bad-input-${String(++serial)}`, revision, ...asked }, token);
async function acted(caseId: string, token: string, asked: Parameters<typeof act>[3]): Promise<ActAnswer> {
  const { id, revision } = await desk.detail(caseId);
  const { status, body } = await act(id, revision, token, asked);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return ActAnswer.parse(body);
}

describe('a matter that is reopened while somebody is verifying it', () => {
  it('by a person here is told to whoever verifies, who decides anew on what it is now', async () => {
    await acted('reopened', people.unit, { act: 'close', result: 'done', text: '已办' });
    const open = await desk.detail('reopened');
    await acted('reopened', people.bureau, { act: 'reopen', text: '来电：没有解决' });
    // what was opened before does not fit any more, and by what it is now there is nothing to verify
    const verify = { act: 'verify', text: '回访满意' } as const;
    expect(await act(open.id, open.revision, people.chief, verify)).toMatchObject({
      status: 409,
      body: { code: 'matter-changed' },
    });
    const now = await desk.detail('reopened');
    expect(await act(now.id, now.revision, people.chief, verify)).toMatchObject({
      status: 409,
      body: { code: 'act-not-possible' },
    });
    expect([now.step, now.verifiedAt, now.may.includes('verify')]).toEqual(['open', null, false]);
    // it goes the whole way once more
    await acted('reopened', people.unit, { act: 'close', result: 'done', text: '这次办好了' });
    expect(await acted('reopened', people.chief, verify)).toMatchObject({ step: 'verified' });
  });

  it('by its own system too, also when both happen in the same second', async () => {
    await acted('elsewhere', people.unit, { act: 'close', result: 'done', text: '已办' });
    const open = await desk.detail('elsewhere');
    const since = open.path.at(-1)?.at ?? '';
    await desk.send([
      caseEvent('hall.case.reopened', 'elsewhere', new Date(Date.parse(since) + 1000).toISOString(), {}),
    ]);
    await desk.settled();
    await until(
      () => desk.detail('elsewhere'),
      ({ step }) => step === 'open',
    );
    expect(await act(open.id, open.revision, people.chief, { act: 'verify', text: '满意' })).toMatchObject({
      status: 409,
      body: { code: 'matter-changed' },
    });
    await acted('elsewhere', people.unit, { act: 'close', result: 'done', text: '再次办结' });
    const { id, revision } = await desk.detail('elsewhere');
    const both = await Promise.all([
      act(id, revision, people.chief, { act: 'verify', text: '满意' }),
      act(id, revision, people.bureau, { act: 'reopen', text: '不满意' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const won = ActAnswer.parse(both.find(({ status }) => status === 200)?.body);
    expect((await desk.detail('elsewhere')).step).toBe(won.step);
  });
});

describe('a matter for which no calendar reaches far enough', () => {
  it('has no clock and says why, keeps nothing else from its own, and gets one when that is withdrawn', async () => {
    const [far] = (await desk.matters('?state=faulty')).filter(({ caseId }) => caseId === 'for-ever');
    expect(far).toMatchObject({ dueAt: null, overdue: false, card: 'none' });
    expect((await desk.detail('for-ever')).faults).toEqual(['calendar-ends']);
    expect(await desk.clock('for-ever')).toMatchObject({ dueAt: null, elapsed: null, remaining: null });
    expect((await desk.clock('beside')).dueAt).toBe('2026-03-05T09:30:00.000Z');
    const withdrawn = { ofId: 'ten-years-5', ofSource: '/cases' };
    await desk.send([
      { id: 'withdrawn', type: 'hall.notice.voided', time: '2026-03-06T11:00:00+08:00', data: withdrawn },
    ]);
    const healed = await until(
      () => desk.clock('for-ever'),
      ({ dueAt }) => dueAt !== null,
    );
    expect(healed).toMatchObject({ provisional: true, limit: { amount: 7303, extensionDays: 7300 } });
    expect(healed.dueAt?.slice(0, 4)).toMatch(/^205\d$/);
    expect((await desk.detail('for-ever')).faults).toEqual([]);
  });
});

describe('numbers of papers and phones', () => {
  it('are in nothing that is kept of what people write: titles, texts, results, reasons, comments, names of files', async () => {
    const created = CreatedMatter.parse(
      (
        await post(
          '/v1/matters',
          {
            key: 'bad-input-new',
            kind: 'pain-point',
            hall: 'H32',
            channel: 'phone',
            title: `标题 ${NUMBERS}`,
            text: `内容 ${NUMBERS}`,
            area: `位置 ${NUMBERS}`,
          },
          people.bureau,
        )
      ).body,
    );
    const acts: [string, Parameters<typeof act>[3]][] = [
      [people.chief, { act: 'assign', unit: '户政科', text: NUMBERS }],
      [people.bureau, { act: 'urge', text: NUMBERS }],
      [people.unit, { act: 'contact', text: NUMBERS }],
      [people.unit, { act: 'supplement', text: NUMBERS }],
      [people.unit, { act: 'resume', text: NUMBERS }],
      [people.unit, { act: 'reply', text: NUMBERS }],
      [people.unit, { act: 'close', result: NUMBERS, text: NUMBERS }],
      [people.chief, { act: 'verify', text: NUMBERS }],
      [people.bureau, { act: 'strike-off', text: NUMBERS }],
      [people.bureau, { act: 'reopen', text: NUMBERS }],
      [people.bureau, { act: 'comment', text: NUMBERS }],
    ];
    for (const [token, asked] of acts) await acted('masked', token, asked);
    const [card] = await until(
      () => desk.cards('?state=all&limit=1000'),
      (all) => all.some(({ caseId, kind }) => caseId === 'beside' && kind === 'red'),
    ).then((all) => all.filter(({ caseId, kind }) => caseId === 'beside' && kind === 'red'));
    const answered = [
      await post(`/v1/cards/${card?.id ?? ''}/explain`, { reason: NUMBERS }, people.unit),
      await post(`/v1/cards/${card?.id ?? ''}/appeal`, { reason: NUMBERS }, people.unit),
      await post(`/v1/cards/${card?.id ?? ''}/appeal/decide`, { decision: 'rejected', reason: NUMBERS }, people.bureau),
      await post(
        `/v1/matters/${(await desk.detail('masked')).id}/files`,
        { label: NUMBERS, mime: 'application/pdf', content: Buffer.from('%PDF-1.7\n').toString('base64') },
        people.chief,
      ),
      await post(
        '/v1/enterprises/%E4%BA%91%E6%B1%9F/visits',
        { key: 'bad-input-visit', day: '2026-03-02', hall: 'H32', who: NUMBERS, found: NUMBERS },
        people.chief,
      ),
    ];
    expect(answered.map(({ status }) => status < 300)).toEqual(answered.map(() => true));
    await desk.settled();

    const read = JSON.stringify([
      await desk.detail('masked'),
      (await desk.call(`/v1/matters/${created.id}`)).body,
      (await desk.call(`/v1/cards/${card?.id ?? ''}`)).body,
      answered.map(({ body }) => body),
    ]);
    expect(read).toContain('证件');
    expect(read).not.toMatch(KEPT);
    for (const table of [
      'matter_act',
      'matter_file',
      'matter_card_step',
      'matter_appeal_step',
      'enterprise_visit',
      'audit_entry',
    ]) {
      const rows: unknown = await desk.postgres.query(`SELECT to_jsonb(t) - 'content' AS row FROM ${table} t`);
      expect([table, JSON.stringify(rows)]).toEqual([table, expect.not.stringMatching(KEPT)]);
      expect(JSON.stringify(rows)).not.toBe('[]');
    }
    const client = createClient({ url: desk.stores.clickhouseUrl, database: desk.stores.clickhouseDatabase });
    for (const table of ['event', 'matter']) {
      const rows = await (await client.query({ query: `SELECT * FROM ${table}`, format: 'JSONEachRow' })).text();
      expect([table, rows.length > 0, KEPT.test(rows)]).toEqual([table, true, false]);
    }
    await client.close();
  });
});
