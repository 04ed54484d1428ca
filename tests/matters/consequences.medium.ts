import { ClockBook, DueConsequences, OrganisationDoc, type ClockRule, type ItemDoc } from '@cockpit/contracts';
import { Desk, caseEvent, until } from './support';

const OPENED = '2026-03-02T10:00:00+08:00';
const NOW = '2026-03-04T10:00:00+08:00';
const FROM = '2026-03-01';

describe('which open matters a change would give another due time', () => {
  let desk: Desk;
  let book: ClockBook;
  beforeAll(async () => {
    desk = await Desk.open();
    const tick = await desk.feed();
    const open = (caseId: string, more: object) =>
      caseEvent('hall.case.accepted', caseId, OPENED, {
        kind: 'case',
        channel: 'online',
        unit: 'approval',
        hallId: 'H32',
        ...more,
      });
    await desk.send([
      open('order', { kind: 'order' }),
      open('letter', { kind: 'letter' }),
      open('own', { kind: 'order', dueAt: '2026-03-09T12:00:00+08:00' }),
      open('move', { item: 'HZ-1' }),
      open('card', { item: 'HZ-2' }),
      open('done', { item: 'HZ-1' }),
      caseEvent('hall.case.closed', 'done', '2026-03-03T10:00:00+08:00', { result: 'granted' }),
    ]);
    await tick(NOW);
    await desk.settled();
    book = ClockBook.parse((await desk.call('/v1/clocks')).body);
  });
  afterAll(() => desk.close());

  const clocks = (rules: readonly ClockRule[], more: object = {}, token = desk.token) => {
    const body = { revision: book.revision, from: FROM, rules, reason: '-', ...more };
    return desk.call('/v1/clocks/consequences', { method: 'POST', body, token });
  };
  const items = (changed: readonly object[], from = FROM, token = desk.token) => {
    const body = { items: changed, reason: '-' };
    return desk.call(`/v1/items/consequences?from=${from}`, { method: 'POST', body, token });
  };
  const orderIn = (days: number): ClockRule[] =>
    book.rules.map((rule) =>
      rule.kind === 'order' ? { ...rule, contact: null, answer: null, resolution: days } : rule,
    );
  const item = async (code: string): Promise<ItemDoc> => {
    const { items: all } = OrganisationDoc.parse((await desk.call('/v1/organisation')).body);
    const found = all.find((one) => one.code === code);
    if (found === undefined) throw new Error(`no item ${code}`);
    return found;
  };
  const dues = async (): Promise<Record<string, string | null>> =>
    Object.fromEntries((await desk.matters('?limit=50')).map(({ caseId, dueAt }) => [caseId, dueAt]));
  const NOTHING = { earlier: 0, later: 0, gained: 0, lost: 0, overdue: 0, relieved: 0, matters: [] };

  it('is none where nothing changes', async () => {
    expect((await clocks(book.rules)).body).toEqual({ from: FROM, open: 5, looked: 5, ...NOTHING });
    expect((await items([await item('HZ-1')])).body).toEqual({ from: FROM, open: 0, looked: 0, ...NOTHING });
    // it holds for what is accepted from then on
    expect((await clocks(orderIn(1), { from: '2026-03-04' })).body).toMatchObject({ open: 0, ...NOTHING });
  });

  it('is what happens to them when the table is saved', async () => {
    // what time it is in the hall is believed for some seconds
    const told = await until(
      async () => DueConsequences.parse((await clocks(orderIn(1))).body),
      ({ overdue }) => overdue > 0,
    );
    expect(told).toMatchObject({ earlier: 1, later: 0, gained: 0, lost: 0, overdue: 1, relieved: 0 });
    const before = await dues();
    expect(told.matters).toEqual([
      {
        caseId: 'order',
        register: 'cases',
        kind: 'order',
        item: null,
        hall: 'H32',
        before: before['order'],
        after: '2026-03-03T09:30:00.000Z',
        overdue: true,
      },
    ]);
    expect(
      DueConsequences.parse((await clocks(book.rules.filter(({ kind }) => kind !== 'letter'))).body),
    ).toMatchObject({ earlier: 0, later: 0, lost: 1, matters: [{ caseId: 'letter', after: null }] });
    expect(await dues()).toEqual(before);

    const body = { revision: book.revision, from: FROM, rules: orderIn(1), reason: '试行' };
    expect((await desk.call('/v1/clocks', { method: 'PUT', body })).status).toBe(200);
    const after = await until(dues, (now) => now['order'] !== before['order']);
    expect(after).toEqual({ ...before, order: told.matters[0]?.after });
    book = ClockBook.parse((await desk.call('/v1/clocks')).body);
  });

  it('is what happens to them when the limit of an item is saved', async () => {
    const wanted = { ...(await item('HZ-1')), promised: 6 };
    const told = DueConsequences.parse((await items([wanted])).body);
    expect(told).toMatchObject({ open: 1, looked: 1, earlier: 0, later: 1, overdue: 0 });
    const before = await dues();
    expect(told.matters).toMatchObject([{ caseId: 'move', item: 'HZ-1', before: before['move'] }]);
    const body = { items: [wanted], reason: '放宽' };
    expect((await desk.call(`/v1/items?from=${FROM}`, { method: 'PUT', body })).status).toBe(200);
    const after = await until(dues, (now) => now['move'] !== before['move']);
    expect(after).toEqual({ ...before, move: told.matters[0]?.after });
  });

  it('is refused to whoever may not save it, and of what cannot be saved', async () => {
    const chief = await desk.person('chief', 'manager', ['H32']);
    const lead = await desk.person('lead', 'supervisor', 'all');
    expect((await clocks(book.rules, {}, chief)).status).toBe(403);
    expect((await clocks(book.rules, {}, lead)).status).toBe(403);
    expect((await items([await item('HZ-1')], FROM, chief)).status).toBe(403);
    expect(await clocks(book.rules, { revision: 99 })).toMatchObject({ status: 409, body: { code: 'clocks-changed' } });
    expect((await clocks(orderIn(-1))).status).toBe(422);
    expect(await items([{ code: 'HZ-1' }])).toMatchObject({ status: 422, body: { code: 'invalid-items' } });
  });
});
