import { ClockBook, MATTER_KINDS, type MatterKind } from '@cockpit/contracts';
import { Desk, caseEvent, until, type Sent } from './support';

/** Every kind is due on Monday 9 March at 17:30; bad ratings are by themselves, five working days after Monday the 2nd. */
const DUE = '2026-03-09T17:30:00+08:00';
const OPENED = '2026-03-02T10:00:00+08:00';

/** Without a due time and an item: closing time of the working day that the table gives, counted from the day after the 2nd. */
const BY_TABLE: Partial<Record<MatterKind, string>> = {
  order: '2026-03-09T17:30:00+08:00',
  letter: '2026-03-23T17:30:00+08:00',
  finding: '2026-03-23T17:30:00+08:00',
  'pain-point': '2026-03-30T17:30:00+08:00',
  'difficult-matter': '2026-03-16T17:30:00+08:00',
  'enterprise-need': '2026-03-16T17:30:00+08:00',
};
const instant = (time: string): string => new Date(time).toISOString();

describe('every kind of matter', () => {
  let desk: Desk;
  afterEach(async () => {
    await desk.close();
  });

  it('gets its yellow and its red card once, each addressed to one officer', async () => {
    desk = await Desk.open();
    const tick = await desk.feed();
    await desk.call('/v1/liaisons/E-1', { method: 'PUT', body: { officerId: 'o-enterprise-need' } });
    const open = (kind: MatterKind): Sent[] => {
      if (kind === 'bad-rating')
        return [
          { id: 'r1', type: 'hall.ticket.rated', time: OPENED, data: { hallId: 'H32', ticketId: 't0', stars: 1 } },
        ];
      const events = [
        caseEvent('hall.case.accepted', kind, OPENED, {
          kind,
          channel: 'online',
          unit: 'approval',
          hallId: 'H32',
          dueAt: DUE,
          ...(kind === 'enterprise-need' ? { enterpriseRef: 'E-1' } : {}),
        }),
      ];
      return kind === 'enterprise-need'
        ? events
        : [...events, caseEvent('hall.case.assigned', kind, OPENED, { unit: 'approval', officerId: `o-${kind}` })];
    };
    await desk.send(MATTER_KINDS.flatMap(open));
    await desk.settled();
    const rating = (await desk.matters('?kind=bad-rating')).map((matter) => matter.caseId);
    expect(rating).toHaveLength(1);
    await desk.send([
      caseEvent('hall.case.assigned', rating[0] ?? '', OPENED, { unit: 'H32', officerId: 'o-bad-rating' }),
    ]);
    await desk.settled();
    const addressed = async (kind: 'yellow' | 'red') =>
      (await desk.cards(`?state=all&kind=${kind}&limit=1000`)).map((card) => card.officerId).sort();
    const everybody = MATTER_KINDS.map((kind) => `o-${kind}`).sort();
    await tick('2026-03-06T09:00:00+08:00');
    expect(await addressed('yellow')).toEqual([]);
    await tick('2026-03-09T10:00:00+08:00');
    expect(
      await until(
        () => addressed('yellow'),
        (cards) => cards.length >= everybody.length,
      ),
    ).toEqual(everybody);
    expect(await addressed('red')).toEqual([]);
    await tick('2026-03-09T17:30:01+08:00');
    expect(
      await until(
        () => addressed('red'),
        (cards) => cards.length >= everybody.length,
      ),
    ).toEqual(everybody);
    for (const kind of MATTER_KINDS)
      expect(
        (
          await until(
            () => desk.matters(`?state=red&kind=${kind}`),
            (matters) => matters.length > 0,
          )
        ).map((matter) => matter.overdue),
      ).toEqual([true]);
  });

  it('gets its clock from the table where nobody else gives it one, and another one when the table is changed', async () => {
    desk = await Desk.open();
    const tick = await desk.feed();
    const manager = await desk.person('boss', 'manager', 'all');
    const local = await desk.person('chief', 'manager', ['H32']);
    const open = (kind: MatterKind, caseId: string, more: object = {}): Sent =>
      caseEvent('hall.case.accepted', caseId, OPENED, {
        kind,
        channel: 'online',
        unit: 'approval',
        hallId: 'H32',
        ...more,
      });
    await desk.send([
      ...MATTER_KINDS.map((kind) => open(kind, kind)),
      open('order', 'own', { dueAt: '2026-03-09T12:00:00+08:00' }),
      caseEvent('hall.case.stage-entered', 'letter', '2026-03-03T10:00:00+08:00', { stage: 'contact' }),
    ]);
    await tick('2026-03-04T10:00:00+08:00');
    await desk.settled();
    const dues = async () =>
      Object.fromEntries((await desk.matters('?limit=50')).map(({ caseId, dueAt }) => [caseId, dueAt]));
    expect(await dues()).toEqual({
      ...Object.fromEntries(Object.entries(BY_TABLE).map(([kind, due]) => [kind, instant(due)])),
      case: null,
      'bad-rating': instant(DUE),
      own: '2026-03-09T04:00:00.000Z',
    });
    expect(await desk.clock('letter')).toMatchObject({
      limit: { amount: 15, unit: 'working-days', from: 'kind' },
      phases: [
        { phase: 'contact', dueAt: '2026-03-03T09:30:00.000Z', doneAt: '2026-03-03T02:00:00.000Z', overdue: false },
        { phase: 'answer', dueAt: '2026-03-09T09:30:00.000Z', doneAt: null, overdue: false },
      ],
      workingDays: null,
    });
    // its own due time is at noon of the fifth working day; one and a bit of them are over
    const own = await until(
      () => desk.clock('own'),
      ({ workingDays }) => (workingDays?.elapsed ?? 0) > 1,
    );
    expect(own).toMatchObject({
      limit: { from: 'source', unit: 'calendar-days' },
      phases: [{ phase: 'contact', overdue: true }],
    });
    expect(own.workingDays?.limit).toBeGreaterThan(4);
    expect(own.workingDays?.limit).toBeLessThan(5);

    const book = ClockBook.parse((await desk.call('/v1/clocks', { token: manager })).body);
    expect(book).toMatchObject({ revision: 0, from: null, author: null, rules: book.shipped });
    const change = {
      revision: 0,
      from: '2026-03-01',
      reason: '热线要求，证件 330106199001011237',
      rules: [
        ...book.rules,
        { kind: 'order', unit: 'approval', channel: 'online', contact: null, answer: null, resolution: 3 },
      ],
    };
    const put = (body: object, token: string) => desk.call('/v1/clocks', { method: 'PUT', body, token });
    expect((await put(change, local)).body).toMatchObject({ status: 403, code: 'hall-out-of-scope' });
    expect((await put({ ...change, rules: [...change.rules, ...book.rules] }, manager)).status).toBe(422);
    const saved = ClockBook.parse((await put(change, manager)).body);
    expect(saved).toMatchObject({ revision: 1, from: '2026-03-01', author: 'boss', rules: change.rules });
    expect(saved.reason).not.toContain('330106199001011237');
    expect((await put(change, manager)).body).toMatchObject({ status: 409, code: 'clocks-changed' });
    await until(dues, (now) => now['order'] === instant('2026-03-05T17:30:00+08:00'));
    expect((await desk.call('/v1/clocks/history', { token: local })).body).toMatchObject({
      items: [
        { revision: 1, author: 'boss' },
        { revision: 0, author: null },
      ],
      next: null,
    });
    // what was reopened, and what was asked for together of which nothing has a limit, have lines of their own
    await desk.send([
      caseEvent('hall.case.closed', 'finding', '2026-03-03T10:00:00+08:00', { result: 'done' }),
      caseEvent('hall.case.reopened', 'finding', '2026-03-04T09:00:00+08:00', {}),
      open('case', 'bundle'),
      open('case', 'bundle-a', { parentId: 'bundle' }),
      open('case', 'bundle-b', { parentId: 'bundle' }),
    ]);
    await desk.settled();
    expect(await dues()).toMatchObject({ finding: instant('2026-03-25T17:30:00+08:00'), bundle: null });
    const any = { unit: null, channel: null, contact: null, answer: null };
    const lines = [
      ...change.rules,
      { ...any, kind: 'reopened', contact: 1, resolution: 2 },
      { ...any, kind: 'bundle', resolution: 4 },
    ];
    expect((await put({ ...change, revision: 1, rules: lines }, manager)).status).toBe(200);
    await until(dues, (now) => now['bundle'] === instant('2026-03-06T17:30:00+08:00'));
    expect((await dues())['finding']).toBe(instant('2026-03-06T17:30:00+08:00'));
    expect(await desk.clock('finding')).toMatchObject({
      limit: { from: 'kind', amount: 2 },
      runsFrom: instant('2026-03-04T09:00:00+08:00'),
      phases: [
        { phase: 'contact', days: 1, dueAt: instant('2026-03-05T17:30:00+08:00') },
        { phase: 'answer', days: 5 },
      ],
    });
    expect((await desk.clock('bundle')).limit).toMatchObject({ from: 'kind', amount: 4 });
    // what was accepted before its first day keeps the limit it had
    await put({ ...change, revision: 2, from: '2026-03-03', rules: book.shipped }, manager);
    await desk.send([open('order', 'later')]);
    await desk.settled();
    expect((await dues())['later']).toBe(instant('2026-03-05T17:30:00+08:00'));
  });
});
