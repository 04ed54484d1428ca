import { EnterpriseVisit, Enterprises, OrganisationDoc, page } from '@cockpit/contracts';
import { OrganisationService } from '@cockpit/organisation';
import { ACTOR, Desk, caseEvent, organisation, until } from './support';

const HOUR = 3_600_000;
const at = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();
const daysAgo = (days: number): string => at(-24 * days).slice(0, 10);

let desk: Desk;
let people: Record<'bureau' | 'chief' | 'unit' | 'officer', string>;
beforeAll(async () => {
  desk = await Desk.open();
  const officers = [{ id: 'o12', name: '李红', hall: 'H12', skills: [] }];
  await desk.running.app
    .get(OrganisationService)
    .replace(OrganisationDoc.parse({ ...organisation(), officers }), ACTOR);
  people = {
    bureau: await desk.person('bureau', 'manager', 'all'),
    chief: await desk.person('chief', 'supervisor', ['H12']),
    unit: await desk.person('approval', 'unit', [], { units: ['B'] }),
    officer: await desk.person('lihong', 'officer', ['H12'], { officerId: 'o12' }),
  };
  const need = (caseId: string, enterpriseRef: string, hallId: string, due: number) =>
    caseEvent('hall.case.accepted', caseId, at(-24 * 10), {
      kind: 'enterprise-need',
      channel: 'online',
      unit: 'A',
      hallId,
      enterpriseRef,
      dueAt: at(due),
    });
  await desk.send([
    ...[
      need('n1', '云江造船', 'H32', -24),
      need('n2', '云江造船', 'H32', 24 * 30),
      need('n3', '青石茶业', 'H12', 24 * 30),
    ],
    caseEvent('hall.case.assigned', 'n3', at(-24 * 9), { unit: 'B' }),
    caseEvent('hall.case.closed', 'n2', at(-24), { result: 'answered' }),
  ]);
  await desk.call('/v1/liaisons/%E6%B5%B7%E7%BA%B3%E7%89%A9%E6%B5%81', { method: 'PUT', body: { officerId: 'o12' } });
  await desk.settled();
  // the organisation is remembered for a moment as it was before
  await until(
    () => list(),
    ({ items }) => items.some(({ officerName }) => officerName === '李红'),
  );
});
afterAll(async () => {
  await desk.close();
});

const list = async (query = '', token = people.bureau): Promise<Enterprises> =>
  Enterprises.parse((await desk.call(`/v1/enterprises${query}`, { token })).body);
const path = (ref: string): string => `/v1/enterprises/${encodeURIComponent(ref)}/visits`;
const visits = async (ref: string, token = people.bureau): Promise<EnterpriseVisit[]> =>
  page(EnterpriseVisit).parse((await desk.call(`${path(ref)}?limit=50`, { token })).body).items;
const enter = (ref: string, body: object, token = people.bureau) =>
  desk.call(path(ref), { method: 'POST', body, token });
const visit = {
  key: 'visit-key-1',
  day: daysAgo(3),
  hall: 'H32',
  who: '王明',
  found: '联系 13812345678，需要岸线证明',
};

describe('an enterprise', () => {
  it('stands in the list for its needs, its officer and its visits, the most urgent first', async () => {
    const { items, total } = await list();
    expect(total).toBe(3);
    expect(items.map(({ enterpriseRef, needs, open, overdue }) => [enterpriseRef, needs, open, overdue])).toEqual([
      ['云江造船', 2, 1, 1],
      ['青石茶业', 1, 1, 0],
      ['海纳物流', 0, 0, 0],
    ]);
    expect(items[2]).toMatchObject({ officerId: 'o12', officerName: '李红', visits: 0, lastVisit: null });
    for (const { enterpriseRef, needs, open } of items) {
      const of = `?desk=enterprise&enterprise=${encodeURIComponent(enterpriseRef)}`;
      expect(await desk.matters(of)).toHaveLength(needs);
      expect(await desk.matters(`${of}&state=open`)).toHaveLength(open);
    }
    expect((await list('?q=%E8%8C%B6')).items.map(({ enterpriseRef }) => enterpriseRef)).toEqual(['青石茶业']);
    expect((await list('?limit=1')).items).toHaveLength(1);
  });

  it('is visited: each visit once, masked, in the audit, with what was found', async () => {
    const both = await Promise.all([enter('云江造船', visit), enter('云江造船', visit)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(both[0].body).toEqual(both[1].body);
    await enter('云江造船', { ...visit, key: 'visit-key-2', day: daysAgo(30) });
    const all = await visits('云江造船');
    expect(all.map(({ day }) => day)).toEqual([daysAgo(3), daysAgo(30)]);
    expect(all[0]).toMatchObject({ hall: 'H32', who: '王明', by: 'bureau' });
    expect(all[0]?.found).toContain('需要岸线证明');
    expect(all[0]?.found).not.toContain('1234');
    expect((await list()).items[0]).toMatchObject({ visits: 2, lastVisit: { day: daysAgo(3) } });
    const audit: { action: string; target: string }[] = await desk.postgres.query(
      "SELECT action, target FROM audit_entry WHERE action = 'enterprise.visit'",
    );
    expect(audit).toEqual(Array(2).fill({ action: 'enterprise.visit', target: 'enterprise/云江造船' }));
    // page by page it is the same
    const [first] = page(EnterpriseVisit).parse((await desk.call(`${path('云江造船')}?limit=1`)).body).items;
    const { next } = page(EnterpriseVisit).parse((await desk.call(`${path('云江造船')}?limit=1`)).body);
    const rest = page(EnterpriseVisit).parse(
      (await desk.call(`${path('云江造船')}?limit=1&cursor=${encodeURIComponent(next ?? '')}`)).body,
    );
    expect([first?.id, ...rest.items.map(({ id }) => id)]).toEqual(all.map(({ id }) => id));
    expect(rest.next).toBeNull();
  });

  it('refuses a visit that is to come, another one under the same key, and a number of a person', async () => {
    expect(await enter('云江造船', { ...visit, key: 'visit-key-3', day: at(72).slice(0, 10) })).toMatchObject({
      status: 422,
      body: { code: 'visit-ahead' },
    });
    expect(await enter('云江造船', { ...visit, found: 'x' })).toMatchObject({
      status: 409,
      body: { code: 'key-reused' },
    });
    expect((await enter('青石茶业', visit)).status).toBe(409);
    expect((await enter('云江造船', { ...visit, key: 'visit-key-4', who: ' ' })).status).toBe(422);
    expect((await enter('11010519491231002X', { ...visit, key: 'visit-key-5' })).status).toBe(400);
    expect(await visits('云江造船')).toHaveLength(2);
  });

  it('is known to a hall by what that hall has to do with it', async () => {
    expect((await list('', people.chief)).items.map(({ enterpriseRef }) => enterpriseRef)).toEqual([
      ...['青石茶业', '海纳物流'],
    ]);
    expect(await visits('云江造船', people.chief)).toEqual([]);
    expect((await enter('云江造船', { ...visit, key: 'visit-key-6' }, people.chief)).status).toBe(403);
    const { hall: _hall, ...without } = visit;
    expect((await enter('云江造船', { ...without, key: 'visit-key-7' }, people.chief)).status).toBe(403);
    expect((await enter('云江造船', { ...visit, key: 'visit-key-8', hall: 'H12' }, people.chief)).status).toBe(200);
    expect(
      (await list('', people.chief)).items.find(({ enterpriseRef }) => enterpriseRef === '云江造船'),
    ).toMatchObject({ needs: 0, visits: 1 });
    expect((await list('?hall=H12')).items.map(({ enterpriseRef }) => enterpriseRef)).toHaveLength(3);
  });

  it('is known to its liaison officer, who enters visits to it and to no other', async () => {
    const own = '海纳物流';
    expect((await enter(own, { ...visit, key: 'visit-key-9', hall: 'H12', who: '李红' }, people.officer)).status).toBe(
      200,
    );
    expect((await enter(own, { ...visit, key: 'visit-key-10', hall: 'H32' }, people.officer)).status).toBe(403);
    expect(await enter('云江造船', { ...visit, key: 'visit-key-11', hall: 'H12' }, people.officer)).toMatchObject({
      status: 403,
      body: { code: 'enterprise-of-others' },
    });
    // what the bureau found there is theirs to read, too
    expect((await enter(own, { ...visit, key: 'visit-key-12' })).status).toBe(200);
    expect(await visits(own, people.officer)).toHaveLength(2);
    expect((await desk.call(path('云江造船'), { token: people.officer })).status).toBe(403);
    const { items } = await list('', people.officer);
    expect(items).toMatchObject([{ enterpriseRef: own, officerId: 'o12', visits: 2 }]);
    expect(items).toHaveLength(1);
  });

  it('is known to an approval unit by the needs that are its own, without visits', async () => {
    expect(await list('', people.unit)).toMatchObject({
      total: 1,
      items: [{ enterpriseRef: '青石茶业', needs: 1, open: 1, visits: 0, lastVisit: null }],
    });
    expect((await desk.call(path('青石茶业'), { token: people.unit })).status).toBe(403);
    expect((await enter('青石茶业', { ...visit, key: 'visit-key-13' }, people.unit)).status).toBe(403);
  });

  it('has the regular contact that is due next, as its last visit agreed it', async () => {
    const agreed = { ...visit, key: 'contact-key-1', day: daysAgo(5), nextBy: daysAgo(-25) };
    const answer = await enter('新城物流', agreed);
    expect([answer.status, answer.body]).toMatchObject([200, { nextBy: daysAgo(-25) }]);
    const firm = (await list()).items.find(({ enterpriseRef }) => enterpriseRef === '新城物流');
    expect(firm).toMatchObject({ nextBy: daysAgo(-25), lastVisit: { nextBy: daysAgo(-25) } });
    // the same key with another date is another visit
    expect((await enter('新城物流', { ...agreed, nextBy: daysAgo(-30) })).status).toBe(409);
    const before = await enter('新城物流', { ...agreed, key: 'contact-key-2', nextBy: daysAgo(5) });
    expect([before.status, before.body]).toMatchObject([422, { code: 'contact-before-visit' }]);
    // a later visit that agrees nothing leaves nothing due
    await enter('新城物流', { ...visit, key: 'contact-key-3', day: daysAgo(1) });
    expect((await list()).items.find(({ enterpriseRef }) => enterpriseRef === '新城物流')?.nextBy).toBeNull();
  });
});
