import { OrganisationService } from '@cockpit/organisation';
import { ACTOR, Desk, caseEvent, organisation, until, type Sent } from './support';

let desk: Desk;
let tick: (time: string) => Promise<void>;
beforeAll(async () => {
  desk = await Desk.open();
  tick = await desk.feed();
  await tick('2026-03-04T10:00:00+08:00');
});
afterAll(async () => {
  await desk.close();
});

const accepted = (caseId: string, more: object = {}): Sent =>
  caseEvent('hall.case.accepted', caseId, '2026-03-02T10:00:00+08:00', {
    kind: 'case',
    item: 'HZ-1',
    channel: 'window',
    unit: 'approval',
    hallId: 'H32',
    ...more,
  });
const voided = (of: Sent): Sent => ({
  id: `v-${of.id}`,
  type: 'hall.notice.voided',
  time: '2026-03-04T12:00:00+08:00',
  data: { ofId: of.id, ofSource: '/cases' },
});
const told = async (caseId: string) => {
  const { faults, dueAt, overdue, card } = await desk.clock(caseId);
  return { faults, dueAt, overdue, card };
};
const SOUND = { faults: [], dueAt: '2026-03-05T09:30:00.000Z', overdue: false };

describe('what was wrong', () => {
  it('heals when what was missing arrives, or what was wrong is withdrawn', async () => {
    const early = caseEvent('hall.case.closed', 'h1', '2026-03-01T10:00:00+08:00', { result: 'granted' });
    const zero = accepted('h2', { item: undefined, dueAt: '2026-03-02T10:00:00+08:00' });
    const [decide, back] = [
      caseEvent('hall.case.stage-entered', 'h3', '2026-03-03T10:00:00+08:00', { stage: 'decide' }),
      caseEvent('hall.case.stage-entered', 'h3', '2026-03-03T11:00:00+08:00', { stage: 'review' }),
    ];
    await desk.send([
      accepted('h1'),
      early,
      zero,
      accepted('h3'),
      decide,
      back,
      accepted('h4', { item: 'HZ-9' }),
      accepted('h5'),
      caseEvent('hall.case.closed', 'h5', '2026-03-03T10:00:00+08:00', { result: 'granted' }),
      caseEvent('hall.case.resumed', 'h5', '2026-03-03T12:00:00+08:00', { reason: 'hearing' }),
    ]);
    await desk.settled();
    const faults = async () =>
      Object.fromEntries(
        (await desk.matters('?state=faulty&limit=50')).map((matter) => [matter.caseId, matter.faults]),
      );
    expect(await faults()).toEqual({
      h1: ['closed-before-accepted'],
      h2: ['limit-not-positive'],
      h3: ['stage-backwards'],
      h4: ['unknown-item'],
      h5: ['event-after-end'],
    });
    for (const id of ['h1', 'h4']) expect(await told(id)).toMatchObject({ dueAt: null, overdue: false, card: 'none' });

    const right = caseEvent('hall.case.accepted', 'h2', '2026-03-02T10:00:00+08:00', {
      kind: 'case',
      item: 'HZ-1',
      channel: 'window',
      unit: 'approval',
      hallId: 'H32',
    });
    await desk.send([
      voided(early),
      voided(zero),
      right,
      voided(decide),
      caseEvent('hall.case.reopened', 'h5', '2026-03-03T11:00:00+08:00', {}),
      caseEvent('hall.case.paused', 'h5', '2026-03-03T11:30:00+08:00', { reason: 'hearing' }),
    ]);
    const doc = organisation();
    const [item] = doc.items;
    const halls = doc.halls.map((hall) =>
      hall.code === 'H32' ? { ...hall, clock: 'feed' as const, primarySource: 'tickets' } : hall,
    );
    // the catalogue is told of an item that it had all along
    await desk.running.app
      .get(OrganisationService)
      .replace(
        { ...doc, halls, items: [...doc.items, ...(item === undefined ? [] : [{ ...item, code: 'HZ-9' }])] },
        ACTOR,
        '2026-01-01',
      );
    await until(faults, (left) => Object.keys(left).length === 0, 60_000);
    for (const id of ['h1', 'h2', 'h3', 'h4']) expect(await told(id)).toMatchObject(SOUND);
    expect(await told('h5')).toMatchObject({ ...SOUND, dueAt: '2026-03-06T09:30:00.000Z' });
  });

  it('is missed by its package when a part is withdrawn', async () => {
    const part = (caseId: string, item: string): Sent => accepted(caseId, { item, packageId: 'move', parentId: 'p1' });
    const second = part('p1-b', 'HZ-2');
    await desk.send([accepted('p1', { item: undefined, packageId: 'move' }), part('p1-a', 'HZ-1'), second]);
    await desk.settled();
    expect(await told('p1')).toMatchObject({ dueAt: '2026-03-09T09:30:00.000Z' });
    await desk.send([voided(second)]);
    const stored = async () => (await desk.matters('?package=move')).find((matter) => matter.caseId === 'p1');
    await until(stored, (matter) => matter?.faults.includes('part-missing') === true);
    expect(await stored()).toMatchObject({ dueAt: null, overdue: false, card: 'none' });
    await desk.send([part('p1-c', 'HZ-2')]);
    await until(stored, (matter) => matter?.faults.length === 0);
    expect(await stored()).toMatchObject({ dueAt: '2026-03-09T09:30:00.000Z' });
  });

  it('does not hide behind a pause: a due time that the source set runs on', async () => {
    const order = accepted('o1', { kind: 'order', item: undefined, dueAt: '2026-03-05T10:00:00+08:00' });
    await desk.send([
      order,
      caseEvent('hall.case.paused', 'o1', '2026-03-03T10:00:00+08:00', { reason: 'inspection' }),
      accepted('o2'),
      caseEvent('hall.case.paused', 'o2', '2026-03-03T10:00:00+08:00', { reason: 'inspection' }),
    ]);
    await desk.settled();
    await tick('2026-03-06T10:00:00+08:00');
    const red = async () =>
      (await desk.matters('?state=red&limit=50'))
        .map((matter) => matter.caseId)
        .filter((caseId) => caseId.startsWith('o'));
    expect(await until(red, (cases) => cases.length > 0)).toEqual(['o1']);
    const cards = await until(
      async () =>
        (await desk.cards('?state=all&limit=1000')).filter(
          (card) => card.caseId.startsWith('o') && card.kind === 'red',
        ),
      (all) => all.length > 0,
    );
    expect(cards.map((card) => [card.caseId, card.reading])).toEqual([['o1', '2026-03-05T02:00:00.000Z']]);
    expect(
      (await desk.matters('?state=overdue&limit=50'))
        .filter((matter) => matter.caseId.startsWith('o'))
        .map((matter) => [matter.caseId, matter.overdue, matter.paused]),
    ).toEqual([['o1', true, true]]);
  });
});
