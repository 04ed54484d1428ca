import { CompressionReport, PackageReport } from '@cockpit/contracts';
import { Desk, caseEvent, until, type Sent } from './support';

let desk: Desk;
let tick: (time: string) => Promise<void>;
beforeAll(async () => {
  desk = await Desk.open();
  tick = await desk.feed();
  await tick('2026-03-03T10:00:00+08:00');
});
afterAll(async () => {
  await desk.close();
});

const accepted = (caseId: string, time: string, more: object): Sent =>
  caseEvent('hall.case.accepted', caseId, time, {
    kind: 'case',
    channel: 'window',
    unit: 'approval',
    hallId: 'H32',
    ...more,
  });
const part = (caseId: string, item: string, time: string): Sent =>
  accepted(caseId, time, { item, packageId: 'move', parentId: 'm1' });
const closed = (caseId: string, time: string): Sent =>
  caseEvent('hall.case.closed', caseId, time, { result: 'granted' });
const packages = async (query = '') => PackageReport.parse((await desk.call(`/v1/packages${query}`)).body);

describe('packages of the catalogue', () => {
  it('say which part is missing, follow the last, stand still with one and end with the last', async () => {
    await desk.send([
      accepted('m1', '2026-03-02T09:00:00+08:00', { packageId: 'move' }),
      part('m1-a', 'HZ-1', '2026-03-02T09:10:00+08:00'),
    ]);
    await desk.settled();
    const clock = await desk.clock('m1');
    expect(clock).toMatchObject({ dueAt: null, overdue: false, faults: ['part-missing'] });
    expect(clock.faultDetails[0]?.reason).toBe('“一件事”的组成件尚未到达：HZ-2');
    expect((await desk.detail('m1')).package).toMatchObject({
      name: '落户一件事',
      missingItems: ['HZ-2'],
      saved: { steps: 5, trips: 2 },
    });
    expect((await packages()).items).toEqual([
      expect.objectContaining({ code: 'move', open: 1, handled: 0, incomplete: 1, onTimeShare: null }),
    ]);

    await desk.send([part('m1-b', 'HZ-2', '2026-03-02T09:20:00+08:00')]);
    await desk.settled();
    expect(await desk.clock('m1')).toMatchObject({
      dueAt: '2026-03-09T09:30:00.000Z',
      faults: [],
      limit: { from: 'parts' },
    });
    expect((await desk.detail('m1')).package?.parts.map((one) => [one.caseId, one.item, one.closedAt])).toEqual([
      ['m1-a', 'HZ-1', null],
      ['m1-b', 'HZ-2', null],
    ]);

    await desk.send([caseEvent('hall.case.paused', 'm1-b', '2026-03-03T09:00:00+08:00', { reason: 'supplement' })]);
    await desk.settled();
    expect((await desk.matters('?state=paused')).map((matter) => matter.caseId).sort()).toEqual(['m1', 'm1-b']);
    await tick('2026-03-12T10:00:00+08:00');
    const red = async () => (await desk.matters('?state=red')).map((matter) => matter.caseId);
    await until(red, (cases) => cases.join() === 'm1-a');
    // computed again by itself, when nobody has looked at the part that stands still since the third
    await desk.send([caseEvent('hall.case.assigned', 'm1', '2026-03-12T09:50:00+08:00', { unit: 'approval' })]);
    await desk.settled();
    expect(await red()).toEqual(['m1-a']);
    await until(
      () => desk.cards(),
      (cards) => cards.some(({ kind, caseId }) => kind === 'red' && caseId === 'm1-a'),
    );
    expect((await desk.cards()).map(({ kind, caseId }) => `${kind} ${caseId}`)).not.toContain('red m1');
    await desk.send([caseEvent('hall.case.resumed', 'm1-b', '2026-03-12T10:00:00+08:00', { reason: 'supplement' })]);
    await desk.settled();
    expect(await desk.clock('m1')).toMatchObject({ paused: false, overdue: false, dueAt: '2026-03-19T09:30:00.000Z' });

    await desk.send([closed('m1-a', '2026-03-12T11:00:00+08:00'), closed('m1-b', '2026-03-13T11:00:00+08:00')]);
    await desk.settled();
    expect((await desk.matters('?package=move&state=closed')).find((matter) => matter.caseId === 'm1')).toMatchObject({
      closedAt: '2026-03-13T03:00:00.000Z',
      overdue: false,
    });
    // of the days up to its due time those on which a part stood still are none: the 13th, and the four after the weekend
    const spent = await desk.clock('m1');
    expect(spent).toMatchObject({ limit: { amount: 5, unit: 'working-days', from: 'parts' } });
    expect([
      spent.elapsed,
      spent.days.reduce((sum, day) => sum + day.counted, 0),
      (spent.elapsed ?? 0) + (spent.remaining ?? 0),
    ]).toEqual([expect.closeTo(2 / 7, 6), expect.closeTo(2 / 7, 6), 5]);
    const report = await packages('?hall=H32&from=2026-03-13&to=2026-03-13');
    expect(report.items[0]).toMatchObject({
      open: 0,
      handled: 1,
      onTime: 1,
      onTimeShare: 1,
      savedTotal: { steps: 5, trips: 2 },
    });
    expect(report.total).toMatchObject({
      handled: 1,
      savedSteps: 5,
      savedTrips: 2,
      stepsShare: 5 / 9,
      tripsShare: 2 / 3,
    });
    expect((await packages('?from=2026-03-14')).total.handled).toBe(0);

    // a part that is opened again opens the package
    await desk.send([caseEvent('hall.case.reopened', 'm1-a', '2026-03-13T12:00:00+08:00', {})]);
    await desk.settled();
    expect((await desk.clock('m1')).closedAt).toBeNull();
  });

  it('tell how much shorter than the law matters were promised, and really took', async () => {
    await desk.send([
      accepted('k1', '2026-03-02T09:00:00+08:00', { item: 'HZ-1' }),
      closed('k1', '2026-03-04T17:30:00+08:00'),
      accepted('k2', '2026-03-02T09:00:00+08:00', { item: 'HZ-1' }),
      closed('k2', '2026-03-10T17:30:00+08:00'),
    ]);
    await desk.settled();
    const report = CompressionReport.parse(
      (await desk.call('/v1/items/compression?item=HZ-1&hall=H32&from=2026-03-01&to=2026-03-11')).body,
    );
    // two days and six of twenty
    expect(report.items).toEqual([
      expect.objectContaining({
        item: 'HZ-1',
        statutory: 20,
        promisedLimit: 3,
        matters: 2,
        promised: { value: 0.85, numerator: 6, denominator: 40 },
        actual: { value: 0.8, numerator: 8, denominator: 40 },
      }),
    ]);
    expect(report.total).toMatchObject({ matters: 2, promised: { value: 0.85 }, actual: { value: 0.8 } });
    const all = CompressionReport.parse((await desk.call('/v1/items/compression')).body);
    expect(all.items.find((item) => item.item === 'HZ-2')).toMatchObject({
      statutory: 60,
      promisedLimit: 5,
      matters: 1,
    });
  });

  it('are bundles too where somebody asked for several things together; ratings, orders and cases with an item are none', async () => {
    const of = (caseId: string, more: object): Sent => accepted(caseId, '2026-04-01T09:00:00+08:00', more);
    await desk.send([
      of('b1', {}),
      of('b1-a', { item: 'HZ-1', parentId: 'b1' }),
      of('b1-b', { item: 'HZ-2', parentId: 'b1' }),
      of('b1-o', { kind: 'order', parentId: 'b1', dueAt: '2026-06-01T09:00:00+08:00' }),
      of('b2', { item: 'HZ-1' }),
      of('b2-a', { item: 'HZ-2', parentId: 'b2' }),
      of('b3', {}),
      caseEvent('hall.case.closed', 'b3', '2026-04-01T10:00:00+08:00', { result: 'granted' }),
      {
        id: 'rated-b3',
        type: 'hall.ticket.rated',
        time: '2026-04-01T11:00:00+08:00',
        data: { hallId: 'H32', caseId: 'b3', stars: 1 },
      },
    ]);
    await desk.settled();
    const [last, own, alone] = [await desk.clock('b1-b'), await desk.clock('b2'), await desk.clock('b3')];
    expect(last.dueAt).not.toBeNull();
    expect(await desk.clock('b1')).toMatchObject({ dueAt: last.dueAt, limit: { from: 'parts' }, faults: [] });
    expect(own).toMatchObject({ limit: { from: 'promised' } });
    expect(own.dueAt).not.toBe((await desk.clock('b2-a')).dueAt);
    expect(alone).toMatchObject({ dueAt: null, limit: null });
    expect(alone.closedAt).not.toBeNull();
    expect((await desk.detail('b1')).package).toMatchObject({ code: null, name: null, missingItems: [], saved: null });
    expect((await desk.detail('b1')).package?.parts.map(({ caseId }) => caseId)).toEqual(['b1-a', 'b1-b']);
    expect([(await desk.detail('b2')).package, (await desk.detail('b3')).package]).toEqual([null, null]);
    await desk.send([closed('b1-a', '2026-04-02T09:00:00+08:00'), closed('b1', '2026-04-02T09:30:00+08:00')]);
    await desk.settled();
    expect((await desk.clock('b1')).closedAt).toBeNull();
    await desk.send([closed('b1-b', '2026-04-02T10:00:00+08:00')]);
    await desk.settled();
    expect((await desk.clock('b1')).closedAt).toBe('2026-04-02T02:00:00.000Z');
  });
});
