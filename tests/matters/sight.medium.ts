import {
  MATTER_STATES,
  MatterCard,
  MatterNames,
  MatterSummaryBy,
  OrganisationDoc,
  SUMMARY_BY,
  page,
} from '@cockpit/contracts';
import { Users } from '@cockpit/access';
import { OrganisationService } from '@cockpit/organisation';
import { ACTOR, Desk, caseEvent, organisation, until } from './support';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
  const order = (caseId: string, unit: string, hallId: string, officerId?: string) => [
    caseEvent('hall.case.accepted', caseId, '2026-03-02T10:00:00+08:00', {
      kind: 'order',
      channel: 'phone',
      unit,
      hallId,
      dueAt: '2026-03-05T10:00:00+08:00',
    }),
    ...(officerId === undefined
      ? []
      : [caseEvent('hall.case.assigned', caseId, '2026-03-02T11:00:00+08:00', { unit, officerId })]),
  ];
  await desk.send([
    ...order('n1', '户政科', 'H32', 'o1'),
    ...order('n2', '户政科', 'H12', 'o2'),
    ...order('n3', '治安科', 'H32', 'o1'),
    ...order('n4', '交管科', 'H12'),
    ...order('n5', '交管科', 'H32'),
    caseEvent('hall.case.closed', 'n5', '2026-03-06T10:00:00+08:00', { result: 'answered' }),
    caseEvent('hall.case.accepted', 'n6', '2026-03-02T10:00:00+08:00', {
      kind: 'case',
      item: 'HZ-1',
      channel: 'window',
      unit: '户政科',
      hallId: 'H32',
    }),
    caseEvent('hall.case.stage-entered', 'n6', '2026-03-02T11:00:00+08:00', { stage: 'review' }),
    caseEvent('hall.case.paused', 'n6', '2026-03-12T11:00:00+08:00', { reason: 'supplement' }),
    caseEvent('hall.case.accepted', 'n7', '2026-03-02T10:00:00+08:00', {
      kind: 'case',
      item: 'NONE',
      channel: 'window',
      unit: '户政科',
      hallId: 'H32',
    }),
  ]);
  await desk.settled();
  await until(
    () => desk.cards('?kind=red&limit=1000'),
    (cards) => cards.length === 5,
  );
});
afterAll(async () => {
  await desk.close();
});

const matters = async (token: string, query = '') =>
  (await desk.matters(query, token)).map((matter) => matter.caseId).sort();
const cards = async (token: string) =>
  page(MatterCard)
    .parse((await desk.call('/v1/cards?state=all&kind=red&limit=1000', { token })).body)
    .items.map((card) => card.caseId)
    .sort();

describe('who sees which matters', () => {
  it('shows a unit exactly what is of its units, and an officer exactly their own', async () => {
    const unit = await desk.person('unit-hz', 'unit', 'all', { units: ['户政科', '治安科'] });
    expect([await matters(unit), await cards(unit)]).toEqual([
      ['n1', 'n2', 'n3', 'n6', 'n7'],
      ['n1', 'n2', 'n3', 'n6'],
    ]);
    expect((await desk.call('/v1/matters/n4', { token: unit })).status).toBe(404);
    const names = MatterNames.parse((await desk.call('/v1/matters/names', { token: unit })).body).items;
    expect(names.flatMap(({ by, key }) => (by === 'unit' ? [key] : []))).toEqual(['户政科', '治安科'].sort());
    expect(
      MatterSummaryBy.parse((await desk.call('/v1/matters/summary?by=unit', { token: unit })).body)
        .items.map((item) => item.key)
        .sort(),
    ).toEqual(['户政科', '治安科'].sort());
    // a unit is bound to no hall: no wall of any hall is its business
    expect((await desk.call('/v1/halls', { token: unit })).body).toMatchObject({ items: [] });
    // yet it may ask which of its matters are in one, and never sees more than its own
    expect([
      await matters(unit, '?hall=H12'),
      (await desk.call('/v1/matters/summary?by=hall&hall=H12', { token: unit })).body,
    ]).toMatchObject([['n2'], { total: { total: 1 } }]);
    expect(
      page(MatterCard)
        .parse((await desk.call('/v1/cards?state=all&kind=red&hall=H12', { token: unit })).body)
        .items.map((card) => card.caseId),
    ).toEqual(['n2']);
    expect((await desk.call('/v1/packages?hall=H12', { token: unit })).status).toBe(200);
    for (const path of ['/v1/halls/H12', '/v1/visits?hall=H12&day=2026-03-02'])
      expect((await desk.call(path, { token: unit })).status).toBe(403);
    const officer = await desk.person('officer-1', 'officer', ['H32', 'H12'], { officerId: 'o1' });
    expect([await matters(officer), await cards(officer)]).toEqual([
      ['n1', 'n3'],
      ['n1', 'n3'],
    ]);
    const chief = await desk.person('chief', 'supervisor', ['H12']);
    expect([await matters(chief), await cards(chief)]).toEqual([
      ['n2', 'n4'],
      ['n2', 'n4'],
    ]);
    expect((await desk.call('/v1/matters?hall=H32', { token: chief })).status).toBe(403);
  });

  it('lets somebody of a unit sign in, and no other role speak for units', async () => {
    await desk.running.app
      .get(Users)
      .add({ name: 'li', role: 'unit', halls: 'all', units: ['交管科'], password: 'long-enough-for-a-test' }, ACTOR);
    const signIn = await fetch(`${desk.running.url}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'li', password: 'long-enough-for-a-test' }),
    });
    expect(await signIn.json()).toMatchObject({ role: 'unit', halls: [], units: ['交管科'] });
    const cookie = signIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    const seen = await fetch(`${desk.running.url}/v1/matters?state=open`, { headers: { cookie } });
    expect(await seen.json()).toMatchObject({ items: [{ caseId: 'n4' }], next: null });
    expect(
      (
        await desk.call('/v1/tokens', {
          method: 'POST',
          body: { name: 'x', role: 'supervisor', halls: ['H32'], units: ['u'] },
        })
      ).status,
    ).toBe(422);
    expect((await desk.call('/v1/tokens', { method: 'POST', body: { name: 'x', role: 'unit' } })).status).toBe(422);
  });

  it('counts what the list shows, state by state and key by key', async () => {
    const fields = {
      all: 'total',
      'stage-yellow': 'stageYellow',
      'stage-red': 'stageRed',
      'at-risk': 'atRisk',
    } as const;
    for (const by of SUMMARY_BY) {
      const { items, total } = MatterSummaryBy.parse((await desk.call(`/v1/matters/summary?by=${by}`)).body);
      for (const state of MATTER_STATES) {
        const field =
          state === 'all' || state === 'stage-yellow' || state === 'stage-red' || state === 'at-risk'
            ? fields[state]
            : state;
        const listed = await desk.matters(`?state=${state}&limit=5000`);
        expect([by, state, total[field]]).toEqual([by, state, listed.length]);
        if (by === 'unit')
          for (const item of items)
            expect([item.key, state, item[field]]).toEqual([
              item.key,
              state,
              listed.filter((matter) => matter.unit === item.key).length,
            ]);
      }
    }
    expect((await desk.matters('?state=stage-red')).map((matter) => matter.stageCard)).toEqual(['red']);
    expect(await matters(desk.token, '?officer=')).toEqual(['n4', 'n5', 'n6', 'n7']);
    expect(await matters(desk.token, '?item=HZ-1&stage=review')).toEqual(['n6']);
  });

  it('gives the whole list as a table', async () => {
    const response = await fetch(`${desk.running.url}/v1/matters?unit=${encodeURIComponent('交管科')}`, {
      headers: { authorization: `Bearer ${desk.token}`, accept: 'text/csv' },
    });
    const [head, ...rows] = (await response.text()).trim().split('\r\n');
    expect(head?.split(',')).toEqual(expect.arrayContaining(['caseId', 'dueAt', 'card', 'stageCard', 'packageId']));
    expect(rows).toHaveLength(2);
  });

  it('shows whoever is bound to a department every place beneath it, and no other', async () => {
    const [hall] = organisation().halls;
    await desk.running.app.get(OrganisationService).replace(
      OrganisationDoc.parse({
        ...organisation(),
        halls: [
          { code: 'D1', name: '分局一', tier: 'department' },
          { code: 'D1-A', name: '片区', tier: 'department', parent: 'D1' },
          { ...hall, parent: 'D1-A' },
        ],
      }),
      ACTOR,
    );
    const manager = await desk.person('of-department', 'manager', ['D1']);
    expect([await matters(manager), await cards(manager)]).toEqual([
      ['n1', 'n3', 'n5', 'n6', 'n7'],
      ['n1', 'n3', 'n6'],
    ]);
    expect(await matters(manager, '?hall=H32')).toEqual(['n1', 'n3', 'n5', 'n6', 'n7']);
    expect((await desk.call('/v1/session', { token: manager })).body).toMatchObject({ halls: ['D1', 'D1-A', 'H32'] });
    for (const path of ['/v1/halls/H12', '/v1/matters?hall=H12'])
      expect((await desk.call(path, { token: manager })).status).toBe(403);
  });
});
