import { MatterRebuild, OverdueForecaster } from '@cockpit/matters';
import { Desk, caseEvent, until } from './support';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(async () => {
  await desk.close();
});

const HOUR = 3_600_000;
const ago = (hours: number): string => new Date(Date.now() - hours * HOUR).toISOString();
const order = (caseId: string, opened: number, due: number, more: object = {}) =>
  caseEvent('hall.case.accepted', caseId, ago(opened), {
    kind: 'order',
    channel: 'phone',
    unit: 'approval',
    hallId: 'H32',
    dueAt: ago(due),
    ...more,
  });

describe('matters and the people they belong to', () => {
  it('addresses what an enterprise needs to its liaison officer, also one appointed later', async () => {
    await desk.send([order('n1', 48, 1, { kind: 'enterprise-need', enterpriseRef: 'E-77' })]);
    await desk.settled();
    expect(await desk.call('/v1/liaisons/E-77', { method: 'PUT', body: { officerId: 'o9' } })).toMatchObject({
      status: 200,
    });
    await until(
      () => desk.cards('?kind=red'),
      (cards) => cards.some((card) => card.caseId === 'n1' && card.officerId === 'o9'),
    );
    expect((await desk.detail('n1')).officerId).toBe('o9');
  });

  it('finds what nobody looks after, and is content when somebody does', async () => {
    await desk.send([order('u1', 24 * 20, -24 * 20)]);
    await desk.settled();
    await until(
      () => desk.cards('?kind=unattended'),
      (cards) => cards.some((card) => card.caseId === 'u1'),
    );
    expect((await desk.matters('?state=unattended')).map((matter) => matter.caseId)).toContain('u1');
    await desk.send([caseEvent('hall.case.assigned', 'u1', ago(1), { unit: 'approval', officerId: 'o7' })]);
    await desk.settled();
    const cards = await until(
      () => desk.cards('?state=all&kind=unattended'),
      (all) => all.some((card) => card.caseId === 'u1' && card.state === 'over'),
    );
    expect(cards.filter((card) => card.caseId === 'u1').map((card) => card.note)).toEqual(['已有办理动作，失管解除']);
    expect((await desk.matters('?state=unattended')).map((matter) => matter.caseId)).not.toContain('u1');
  });

  it('is done with a yellow card when the matter is closed in time', async () => {
    await desk.send([order('y1', 240, -2)]);
    await desk.settled();
    await until(
      () => desk.cards('?kind=yellow'),
      (cards) => cards.some((card) => card.caseId === 'y1'),
    );
    expect((await desk.matters('?state=yellow')).map((matter) => matter.caseId)).toContain('y1');
    await desk.send([caseEvent('hall.case.closed', 'y1', ago(0.01), { result: 'done' })]);
    await desk.settled();
    expect(
      (await desk.cards('?state=all&kind=yellow'))
        .filter((card) => card.caseId === 'y1')
        .map((card) => [card.state, card.note]),
    ).toEqual([['over', '已在期限内办结']]);
  });

  it('joins cases of sources that share a register, and parts them again', async () => {
    const other = await desk.source('middle-platform');
    await desk.send([order('s1', 30, -30)]);
    await desk.send([{ ...caseEvent('hall.case.closed', 's1', ago(2), { result: 'granted' }), id: 'shared-1' }], other);
    await until(
      () => desk.matters('?source=middle-platform'),
      (matters) => matters.length === 1,
    );
    const declare = (name: string, register: string | null) =>
      desk.call(`/v1/sources/${name}/register`, { method: 'PUT', body: { register } });
    const named = async () =>
      (await desk.matters('?limit=500'))
        .filter((matter) => matter.caseId === 's1')
        .map((matter) => [matter.closedAt !== null, matter.faults]);
    for (const name of ['cases', 'middle-platform'])
      expect(await declare(name, 'district')).toMatchObject({ status: 200 });
    await until(named, (matters) => matters.length === 1 && matters[0]?.[0] === true);
    expect(await named()).toEqual([[true, []]]);
    await declare('middle-platform', null);
    await until(named, (matters) => matters.length === 2);
    expect((await named()).sort()).toEqual([
      [false, []],
      [true, ['never-accepted']],
    ]);
  });

  it('leaves every card, answer and appeal where it was when a source writes to another register and back', async () => {
    const other = await desk.source('portal');
    const declare = async (name: string, register: string | null): Promise<void> => {
      expect(await desk.call(`/v1/sources/${name}/register`, { method: 'PUT', body: { register } })).toMatchObject({
        status: 200,
      });
      await desk.settled();
    };
    const unit = await desk.person('approval', 'unit', 'all', { units: ['approval'] });
    await declare('cases', null);
    // overdue and explained; overdue and taken away by an appeal; nearly due and acknowledged; overdue and never answered
    await desk.send([order('r1', 48, 1), order('r2', 48, 1), order('r3', 240, -2), order('r4', 48, 1)]);
    await desk.settled();
    const of = async () =>
      (await desk.cards('?state=all&limit=1000')).filter(
        ({ caseId, kind }) => /^r\d$/.test(caseId) && kind !== 'unattended',
      );
    const issued = await until(of, (cards) => cards.length >= 4);
    const post = (caseId: string, path: string, body: object, token = desk.token) =>
      desk.call(`/v1/cards/${issued.find((card) => card.caseId === caseId)?.id ?? ''}/${path}`, {
        method: 'POST',
        body,
        token,
      });
    for (const answered of [
      await post('r1', 'explain', { reason: '等待原件' }),
      await post('r2', 'appeal', { reason: '系统故障' }, unit),
      await post('r2', 'appeal/decide', { decision: 'upheld', reason: '故障属实' }),
      await post('r3', 'ack', {}),
    ])
      expect(answered.status).toBeLessThan(300);
    // the portal knows of the first, which it closed in time, and calls another one by the name of the third
    await desk.send(
      [
        { ...caseEvent('hall.case.closed', 'r1', ago(2), { result: 'granted' }), id: 'portal-1' },
        { ...order('r3', 300, -200), id: 'portal-2' },
      ],
      other,
    );
    const whole = async () =>
      Promise.all(
        issued.map(async ({ id }) => [
          (await desk.call(`/v1/cards/${id}`)).body,
          (await desk.call(`/v1/cards/${id}/appeal`)).body,
        ]),
      );
    const mine = async (state: string) =>
      (await desk.matters(`?state=${state}&limit=500`)).map(({ caseId }) => caseId).filter((id) => /^r\d$/.test(id));
    await desk.settled();
    const [before, listed] = [await whole(), (await of()).map(({ id, state }) => [id, state])];
    expect(await mine('red')).toEqual(expect.arrayContaining(['r1', 'r4']));

    await declare('cases', 'city');
    expect((await of()).map(({ id, state }) => [id, state])).toEqual(listed);
    expect((await mine('red')).sort()).toEqual(['r1', 'r4']);
    expect(await mine('yellow')).toEqual(['r3']);
    await declare('portal', 'city');
    // told of by both, the first was closed in time: there its card is none, and no step is written of it
    expect((await of()).find(({ caseId }) => caseId === 'r1')?.state).toBe('withdrawn');
    expect((await mine('red')).sort()).toEqual(['r4']);
    await declare('cases', 'district');
    await declare('portal', null);
    await declare('cases', null);
    expect(await whole()).toEqual(before);
    expect((await of()).map(({ id, state }) => [id, state])).toEqual(listed);
    expect((await mine('red')).sort()).toEqual(['r1', 'r4']);
    await desk.running.app.get(MatterRebuild).markAll();
    await desk.settled();
    expect(await whole()).toEqual(before);
  });

  it('tells of open matters how likely they are to miss their time', async () => {
    const past = Array.from({ length: 60 }, (_, i) => {
      const opened = 300 + i;
      const slow = i % 2 === 0;
      return [
        order(`f${String(i)}`, opened, opened - 48, { item: slow ? 'slow' : 'quick' }),
        caseEvent('hall.case.closed', `f${String(i)}`, ago(opened - (slow ? 70 : 20)), { result: 'done' }),
      ];
    }).flat();
    await desk.send([
      ...past,
      order('q-slow', 12, -36, { item: 'slow' }),
      order('q-quick', 12, -36, { item: 'quick' }),
    ]);
    await desk.settled();
    await desk.running.app.get(OverdueForecaster).refresh();
    const told = new Map(
      (await desk.matters('?state=open&limit=500')).map((matter) => [matter.caseId, matter.predictedOverdue]),
    );
    expect(told.get('q-slow')).toBeGreaterThan(0.7);
    expect(told.get('q-quick')).toBeLessThan(0.3);
    expect(told.get('n1')).toBeNull(); // past its time already
    const risky = (await desk.matters('/at-risk')).map((matter) => matter.predictedOverdue ?? NaN);
    expect(risky.length).toBeGreaterThan(1);
    expect(risky).toEqual([...risky].sort((a, b) => b - a));
  });
});
