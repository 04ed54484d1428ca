import { DateTime } from 'luxon';
import { MATTER_ORDERS, type MatterSummary } from '@cockpit/contracts';
import { Desk, caseEvent, until, type Sent } from './support';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(async () => {
  await desk.close();
});

const zone = 'Asia/Shanghai';
const accepted = (caseId: string, time: string, data: object = {}): Sent =>
  caseEvent('hall.case.accepted', caseId, time, {
    kind: 'case',
    item: 'HZ-1',
    channel: 'window',
    unit: 'approval',
    hallId: 'H32',
    ...data,
  });

describe('matters through the pipeline', () => {
  it('follows a case from acceptance to closure, with the same figures on list and explanation', async () => {
    const events = [
      accepted('c1', '2025-09-26T10:00:00+08:00'),
      caseEvent('hall.case.assigned', 'c1', '2025-09-26T11:00:00+08:00', { unit: 'approval', officerId: 'o7' }),
      caseEvent('hall.case.stage-entered', 'c1', '2025-09-26T12:00:00+08:00', { stage: 'review' }),
      caseEvent('hall.case.paused', 'c1', '2025-09-28T09:00:00+08:00', { reason: 'supplement' }),
      caseEvent('hall.case.resumed', 'c1', '2025-09-28T10:00:00+08:00', { reason: 'supplement' }),
      caseEvent('hall.case.closed', 'c1', '2025-10-10T16:00:00+08:00', { result: 'granted' }),
    ];
    // reversed, twice, and one by one: nothing of that matters
    expect((await desk.send([...events].reverse())).rejected).toEqual([]);
    await desk.send([events[0], events[3], events[0]].flatMap((event) => (event ? [event] : [])));
    await desk.settled();
    const [matter] = await desk.matters('?hall=H32&kind=case');
    // Sunday 28 September is made up but the clock stood still; 29, 30, then the holiday, 9 October
    expect(matter).toMatchObject({
      caseId: 'c1',
      kind: 'case',
      item: 'HZ-1',
      acceptedAt: '2025-09-26T02:00:00.000Z',
      dueAt: '2025-10-09T09:30:00.000Z',
      closedAt: '2025-10-10T08:00:00.000Z',
      card: 'red',
      overdue: true,
      provisional: false,
      stage: 'review',
      officerId: 'o7',
      faults: [],
    });
    const clock = await desk.clock('c1');
    expect(clock).toMatchObject({
      elapsedDays: matter?.elapsedDays,
      remainingDays: matter?.remainingDays,
      dueAt: matter?.dueAt,
      limit: { amount: 3, from: 'promised', statutory: 20 },
    });
    expect(clock.days.reduce((sum, day) => sum + day.counted, 0)).toBeCloseTo(clock.elapsed ?? NaN, 9);
    expect(clock.days.find((day) => day.date === '2025-09-28')).toEqual({
      date: '2025-09-28',
      counted: 0,
      why: '暂停：supplement',
      words: { code: 'day.paused', params: { reasons: ['supplement'] } },
    });
    // names come with the organisation, which the list may believe to be empty for a moment after the first import
    await until(
      () => desk.matters('?hall=H32&kind=case'),
      ([one]) => one?.itemName === '迁移',
    );
    const { resultName } = await desk.detail('c1');
    expect([clock.pauses[0]?.reasonName, resultName]).toEqual(['补正', '准予']);
    expect((await desk.detail('c1')).path.map((step) => step.what)).toEqual([
      'accepted',
      'assigned',
      'stage-entered:review',
      'paused:supplement',
      'resumed:supplement',
      'closed',
    ]);
  });

  it('opens exactly one matter for a bad rating, and none for a good one', async () => {
    const rating = (id: string, stars: number): Sent => ({
      id,
      type: 'hall.ticket.rated',
      time: '2026-03-04T10:00:00+08:00',
      data: { hallId: 'H12', ticketId: 't1', stars },
    });
    await desk.send([rating('r1', 2), rating('r2', 3)]);
    await desk.send([rating('r1', 2)]);
    await desk.settled();
    const bad = await desk.matters('?kind=bad-rating');
    expect(bad).toHaveLength(1);
    expect(bad[0]).toMatchObject({ hall: 'H12', unit: 'H12', dueAt: '2026-03-11T09:30:00.000Z', overdue: true });

    await until(
      () => desk.cards('?state=live'),
      (cards) => cards.some((card) => card.kind === 'red' && card.caseId === bad[0]?.caseId),
    );
    await desk.send([
      {
        id: 'v1',
        type: 'hall.notice.voided',
        time: '2026-03-05T10:00:00+08:00',
        data: { ofId: 'r1', ofSource: '/cases' },
      },
    ]);
    await desk.settled();
    expect(await desk.matters('?kind=bad-rating')).toEqual([]);
    expect(
      (await desk.cards()).filter((card) => card.caseId.startsWith('rating-')).map((card) => [card.kind, card.state]),
    ).toEqual(expect.arrayContaining([['red', 'withdrawn']]));
  });

  it('reports impossible histories with their reason, and heals when the missing event comes', async () => {
    const late = (caseId: string) =>
      caseEvent('hall.case.closed', caseId, '2026-03-04T10:00:00+08:00', { result: 'granted' });
    await desk.send([
      late('x1'),
      late('x2'),
      accepted('x2', '2026-03-05T10:00:00+08:00'),
      accepted('x3', '2026-03-02T10:00:00+08:00', { item: 'NOWHERE' }),
      accepted('x4', '2026-03-02T10:00:00+08:00', { dueAt: '2026-03-02T10:00:00+08:00' }),
      accepted('x5', '2026-03-02T10:00:00+08:00'),
      caseEvent('hall.case.resumed', 'x5', '2026-03-03T10:00:00+08:00', { reason: 'hearing' }),
      accepted('x6', '2026-03-02T10:00:00+08:00'),
      caseEvent('hall.case.stage-entered', 'x6', '2026-03-03T10:00:00+08:00', { stage: 'decide' }),
      caseEvent('hall.case.stage-entered', 'x6', '2026-03-03T11:00:00+08:00', { stage: 'review' }),
      accepted('x7', '2026-03-02T10:00:00+08:00'),
      late('x7'),
      caseEvent('hall.case.assigned', 'x7', '2026-03-05T10:00:00+08:00', { unit: 'other' }),
    ]);
    await desk.settled();
    const faults = async () =>
      Object.fromEntries(
        (await desk.matters('?state=faulty&limit=50')).map((matter) => [matter.caseId, matter.faults]),
      );
    expect(await faults()).toEqual({
      x1: ['never-accepted'],
      x2: ['closed-before-accepted'],
      x3: ['unknown-item'],
      x4: ['limit-not-positive'],
      x5: ['resumed-without-pause'],
      x6: ['stage-backwards'],
      x7: ['event-after-end'],
    });
    for (const id of ['x1', 'x2', 'x3'])
      expect(await desk.clock(id)).toMatchObject({
        dueAt: null,
        elapsed: null,
        remaining: null,
        card: 'none',
        overdue: false,
      });
    expect((await desk.clock('x2')).faultDetails[0]?.reason).toContain('办结');

    await desk.send([
      accepted('x1', '2026-03-02T10:00:00+08:00'),
      caseEvent('hall.case.paused', 'x5', '2026-03-02T11:00:00+08:00', { reason: 'hearing' }),
      caseEvent('hall.case.reopened', 'x7', '2026-03-04T11:00:00+08:00', {}),
    ]);
    await desk.settled();
    const healed = await faults();
    expect(Object.keys(healed).sort()).toEqual(['x2', 'x3', 'x4', 'x6']);
    expect((await desk.clock('x1')).dueAt).toBe('2026-03-05T09:30:00.000Z');
  });

  it('issues each card once, to one officer, and withdraws what a late pause undoes', async () => {
    const start = DateTime.fromISO('2026-03-02T00:30', { zone });
    const at = (hours: number): string => start.plus({ hours }).toISO() ?? '';
    await desk.send([
      accepted('k1', at(0)),
      caseEvent('hall.case.assigned', 'k1', at(1), { unit: 'approval', officerId: 'o7' }),
    ]);
    await desk.settled();
    const red = await until(
      async () => (await desk.cards()).filter((card) => card.caseId === 'k1' && card.kind === 'red'),
      (cards) => cards.length > 0,
    );
    expect(red).toHaveLength(1);
    expect(red[0]).toMatchObject({ state: 'issued', officerId: 'o7', unit: 'approval', hall: 'H32' });

    const pause = caseEvent('hall.case.paused', 'k1', at(2), { reason: 'hearing' });
    await desk.send([pause]);
    await desk.settled();
    expect(
      (await desk.cards())
        .filter((card) => card.caseId === 'k1' && card.kind === 'red')
        .map((card) => [card.state, card.note]),
    ).toEqual([['withdrawn', '时限重新计算，红牌撤回']]);
    expect((await desk.clock('k1')).card).toBe('none');

    // the pause was a mistake: the card stands again, and it is the same card
    await desk.send([
      { id: 'v2', type: 'hall.notice.voided', time: at(3), data: { ofId: pause.id, ofSource: '/cases' } },
    ]);
    await desk.settled();
    const again = (await desk.cards()).filter((card) => card.caseId === 'k1' && card.kind === 'red');
    expect(again.map((card) => [card.id, card.state])).toEqual([[red[0]?.id, 'issued']]);
    const id = again[0]?.id ?? '';
    expect((await desk.call(`/v1/cards/${id}/ack`, { method: 'POST' })).status).toBe(200);
    expect((await desk.call(`/v1/cards/${id}/ack`, { method: 'POST' })).status).toBe(409);
    expect(
      (await desk.call(`/v1/cards/${id}/explain`, { method: 'POST', body: { reason: '等待公安部数据' } })).body,
    ).toMatchObject({ state: 'explained', note: '等待公安部数据', handledBy: 'admin' });
  });

  it('keeps cases of different sources apart, and shows nobody more than their halls', async () => {
    const other = await desk.source('elsewhere');
    await desk.send([{ ...accepted('c1', '2026-03-02T10:00:00+08:00', { hallId: 'H12' }), id: 'o1' }], other);
    await desk.settled();
    await until(
      () => desk.matters('?source=elsewhere'),
      (matters) => matters.length === 1,
    );
    expect((await desk.call('/v1/matters/c1')).status).toBe(409);
    expect((await desk.call('/v1/matters/c1?source=elsewhere')).body).toMatchObject({ hall: 'H12' });
    const token = await desk.person('chief', 'supervisor', ['H12']);
    const seen = await desk.matters('', token);
    expect([...new Set(seen.map((matter) => matter.hall))]).toEqual(['H12']);
    expect((await desk.call('/v1/matters/x1', { token })).status).toBe(404);
    expect((await desk.call('/v1/matters?hall=H32', { token })).status).toBe(403);
  });

  it('lets the clock of a package follow its parts, and says which is missing', async () => {
    const part = (caseId: string, time: string) => accepted(caseId, time, { packageId: 'newborn', parentId: 'pkg' });
    await desk.send([
      caseEvent('hall.case.accepted', 'pkg', '2026-03-02T09:00:00+08:00', {
        kind: 'case',
        channel: 'window',
        unit: 'approval',
        hallId: 'H32',
        packageId: 'newborn',
      }),
    ]);
    await desk.settled();
    expect(await desk.clock('pkg')).toMatchObject({ dueAt: null, overdue: false, faults: ['part-missing'] });
    await desk.send([
      part('pkg-1', '2026-03-02T10:00:00+08:00'),
      part('pkg-2', '2026-03-04T10:00:00+08:00'),
      caseEvent('hall.case.closed', 'pkg', '2026-03-06T10:00:00+08:00', { result: 'granted' }),
    ]);
    await desk.settled();
    expect(await desk.clock('pkg')).toMatchObject({
      dueAt: '2026-03-09T09:30:00.000Z',
      faults: ['closed-before-parts'],
      limit: { from: 'parts' },
    });
    await desk.send(
      ['pkg-1', 'pkg-2'].map((caseId) =>
        caseEvent('hall.case.closed', caseId, '2026-03-05T10:00:00+08:00', { result: 'granted' }),
      ),
    );
    await desk.settled();
    const [row] = (await desk.matters('?state=closed&limit=500')).filter((matter) => matter.caseId === 'pkg');
    expect(row).toMatchObject({ dueAt: '2026-03-09T09:30:00.000Z', overdue: false, faults: [] });
  });

  it.each(MATTER_ORDERS.flatMap((order) => [order, `${order}&reversed=true`]))(
    'pages without gaps or repeats in the order %s, and begins anywhere',
    async (order) => {
      const all = await desk.matters(`?limit=5000&order=${order}`);
      const paged: string[] = [];
      let next: string | null = '';
      while (next !== null) {
        const one: { items: { id: string }[]; next: string | null } = await desk.page(
          `?limit=3&order=${order}${next === '' ? '' : `&cursor=${next}`}`,
        );
        paged.push(...one.items.map((matter) => matter.id));
        next = one.next;
      }
      expect(paged).toEqual(all.map((matter) => matter.id));
      expect(new Set(paged).size).toBe(paged.length);
      expect(paged.length).toBeGreaterThan(8);
      const middle: { items: { id: string }[] } = await desk.page(`?limit=3&order=${order}&offset=5`);
      expect(middle.items.map(({ id }) => id)).toEqual(paged.slice(5, 8));
    },
  );

  it('goes both ways, and what has no value stands last in both', async () => {
    for (const order of MATTER_ORDERS) {
      if (order === 'remaining') continue;
      const of = async (way: string): Promise<(string | null)[]> =>
        (await desk.matters(`?limit=5000&order=${order}${way}`)).map((matter) => {
          const { caseId, item, unit, stage, dueAt, acceptedAt } = matter;
          return { case: caseId, item, unit, stage, due: dueAt, newest: acceptedAt }[order];
        });
      const [there, back] = [await of(''), await of('&reversed=true')];
      const known = (values: (string | null)[]) => values.filter((value) => value !== null);
      if (order !== 'newest') {
        expect(known(there)).toEqual([...known(there)].sort());
        for (const way of [there, back])
          expect(way.slice(known(way).length)).toEqual(Array(way.length - known(way).length).fill(null));
      }
      expect(known(back)).toEqual(known(there).reverse());
    }
  });

  it('goes by what is left, then by what was left of clocks that stand still, then by what was used', async () => {
    const group = ({ closedAt, paused, dueAt, remainingDays, elapsedDays }: MatterSummary): [number, number] => {
      const inThousandths = (days: number) => Math.floor(days * 1000);
      if (closedAt !== null) return elapsedDays === null ? [3, 0] : [2, inThousandths(elapsedDays)];
      if (remainingDays === null || dueAt === null) return [3, 0];
      return paused ? [1, inThousandths(remainingDays)] : [0, Date.parse(dueAt)];
    };
    const of = async (way: string) => (await desk.matters(`?limit=5000&order=remaining${way}`)).map(group);
    const [there, back] = [await of(''), await of('&reversed=true')];
    expect(new Set(there.map(([one]) => one)).size).toBeGreaterThan(2);
    expect(there).toEqual([...there].sort(([a, x], [b, y]) => a - b || x - y));
    expect(back).toEqual([...back].sort(([a, x], [b, y]) => a - b || y - x));
  });

  it('refuses a cursor of another order, and a place beyond any list', async () => {
    const one: { next: string | null } = await desk.page('?limit=1&order=case');
    for (const query of [
      `order=due&cursor=${String(one.next)}`,
      'offset=-1',
      'offset=1000001',
      'reversed=yes',
      'order=luck',
    ])
      expect((await desk.call(`/v1/matters?${query}`)).status).toBe(400);
  });

  it('lists by due time, what has none last', async () => {
    const closed = await desk.matters('?state=closed&limit=5000&order=due');
    const due = closed.map(({ dueAt }) => (dueAt === null ? Number.POSITIVE_INFINITY : Date.parse(dueAt)));
    expect(due).toEqual([...due].sort((a, b) => a - b));
    expect(new Set(due).size).toBeGreaterThan(1);
  });
});
