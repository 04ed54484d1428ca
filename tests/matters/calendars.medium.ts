import { CalendarImport, CatalogueItem, DueConsequences, page } from '@cockpit/contracts';
import { OrganisationService } from '@cockpit/organisation';
import { ACTOR, Desk, caseEvent, organisation, until } from './support';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(async () => {
  await desk.close();
});

const accepted = (caseId: string, time: string) =>
  caseEvent('hall.case.accepted', caseId, time, {
    kind: 'case',
    item: 'HZ-1',
    channel: 'window',
    unit: 'approval',
    hallId: 'H32',
  });
const put = async (year: number, body: unknown) => desk.call(`/v1/calendars/${String(year)}`, { method: 'PUT', body });

describe('calendars in the running product', () => {
  it('ships 2024 to 2026, and refuses what is no calendar', async () => {
    expect((await desk.call('/v1/calendars')).body).toMatchObject({
      items: [{ year: 2024, published: true, version: 1 }, { year: 2025 }, { year: 2026 }],
    });
    expect((await put(2027, { year: 2027, days: [{ name: '元旦', date: '2031-01-01', isOffDay: true }] })).status).toBe(
      422,
    );
    expect((await put(2027, { year: 2026, days: [] })).status).toBe(422);
  });

  it('shows a deadline in an unpublished year as provisional, and recomputes and logs it when the notice comes', async () => {
    // 2023 is as unknown to the product as a year to come, and the door takes nothing from the future:
    // three working days from Wednesday 27 December are 28, 29 and 2 January, the first not being worked in 2024
    await desk.send([accepted('p1', '2023-12-27T10:00:00+08:00')]);
    await desk.settled();
    const before = await desk.clock('p1');
    expect(before).toMatchObject({ provisional: true });
    const days = [{ name: '调休', date: '2023-12-28', isOffDay: true }];
    // the page says beforehand what saving does, and saves nothing
    const told = DueConsequences.parse(
      (await desk.call('/v1/calendars/2023/consequences', { method: 'POST', body: { year: 2023, days } })).body,
    );
    expect(told).toMatchObject({ open: 1, looked: 1, later: 1, earlier: 0 });
    expect(told.matters).toMatchObject([
      { caseId: 'p1', before: '2024-01-02T09:30:00.000Z', after: '2024-01-03T09:30:00.000Z' },
    ]);
    expect((await desk.clock('p1')).dueAt).toBe(before.dueAt);
    const done = CalendarImport.parse((await put(2023, { year: 2023, days })).body);
    expect(done).toMatchObject({ year: 2023, version: 1, changed: true, recomputing: 1 });
    await desk.settled();
    const after = await until(
      () => desk.clock('p1'),
      (clock) => clock.changes.length > 0,
    );
    expect([before.dueAt, after.dueAt]).toEqual(['2024-01-02T09:30:00.000Z', '2024-01-03T09:30:00.000Z']);
    expect(after).toMatchObject({ provisional: false, calendar: { revision: done.revision } });
    expect(after.changes).toEqual([
      expect.objectContaining({ cause: 'calendar', from: before.dueAt, to: after.dueAt, revision: done.revision }),
    ]);
    expect((await put(2023, { year: 2023, days })).body).toMatchObject({ changed: false, recomputing: 0 });
  });

  it('tells the second of two who was faster, and is written by nobody who runs but some halls', async () => {
    const notice = (name: string) => ({ year: 2028, days: [{ name, date: '2028-01-03', isOffDay: true }] });
    expect((await put(2028, { ...notice('元旦'), madeFrom: 0, reason: '通知' })).body).toMatchObject({ version: 1 });
    expect(await put(2028, { ...notice('新年'), madeFrom: 0, reason: '更正' })).toMatchObject({
      status: 409,
      body: { code: 'calendar-changed' },
    });
    expect((await put(2028, { ...notice('新年'), madeFrom: 1, reason: '更正' })).body).toMatchObject({ version: 2 });
    const one = await desk.person('runs-one', 'administrator', ['H32']);
    for (const [path, method] of [
      ['/v1/calendars/2028', 'PUT'],
      ['/v1/calendars/2028/consequences', 'POST'],
    ] as const)
      expect((await desk.call(path, { method, body: notice('某日'), token: one })).status).toBe(403);
  });

  it('lets the promise at acceptance stand, and recomputes where the catalogue of those days is restated', async () => {
    await desk.send([accepted('p2', '2026-03-02T10:00:00+08:00')]);
    await desk.settled();
    expect((await desk.clock('p2')).dueAt).toBe('2026-03-05T09:30:00.000Z');
    const service = desk.running.app.get(OrganisationService);
    // one day from April on, and two today: neither shortens what was promised in March
    await service.replace(organisation(1), ACTOR, '2026-04-01');
    await service.replace(organisation(2), ACTOR);
    await desk.send([accepted('p3', '2026-04-13T10:00:00+08:00')]);
    await desk.settled();
    expect([(await desk.clock('p2')).dueAt, (await desk.clock('p3')).dueAt]).toEqual([
      '2026-03-05T09:30:00.000Z',
      '2026-04-14T09:30:00.000Z',
    ]);
    const { items } = page(CatalogueItem).parse((await desk.call('/v1/items?branch=household')).body);
    expect(
      items.map(({ code, selfService, mobile, skills, halls, packages }) => ({
        code,
        selfService,
        mobile,
        skills,
        halls,
        packages,
      })),
    ).toEqual([
      {
        code: 'HZ-1',
        selfService: false,
        mobile: false,
        skills: ['household'],
        halls: ['H32', 'H12'],
        packages: ['move'],
      },
      {
        code: 'HZ-2',
        selfService: true,
        mobile: false,
        skills: ['household'],
        halls: ['H32', 'H12'],
        packages: ['move'],
      },
    ]);
    expect(items.find((item) => item.code === 'HZ-1')?.versions.map(({ from, promised }) => [from, promised])).toEqual([
      ['0001-01-01', 3],
      ['2026-04-01', 1],
      [expect.any(String), 2],
    ]);
    expect(
      page(CatalogueItem)
        .parse((await desk.call('/v1/items?at=2026-03-31')).body)
        .items.find((item) => item.code === 'HZ-1'),
    ).toMatchObject({ promised: 3, compression: 0.85 });
    // said to have been five days since January
    await service.replace(organisation(5), ACTOR, '2026-01-01');
    const [row] = await until(
      async () => (await desk.matters('?source=cases')).filter((matter) => matter.caseId === 'p2'),
      ([matter]) => matter?.dueAt === '2026-03-09T09:30:00.000Z',
    );
    expect(row?.overdue).toBe(true);
    await until(
      () => desk.clock('p2'),
      (clock) => clock.changes.some((change) => change.cause === 'catalogue'),
    );
  });

  it('keeps to the hours of each day when a hall changes them', async () => {
    await desk.send([accepted('p4', '2026-03-02T10:00:00+08:00'), accepted('p5', '2026-03-09T10:00:00+08:00')]);
    await desk.settled();
    const doc = organisation(5);
    const halls = doc.halls.map((hall) => ({
      ...hall,
      hours: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '12:00' }],
    }));
    await desk.running.app.get(OrganisationService).replace({ ...doc, halls }, ACTOR, '2026-03-11');
    await until(
      () => desk.clock('p5'),
      (clock) =>
        clock.changes.some((change) => change.cause === 'catalogue' && change.to === '2026-03-16T04:00:00.000Z'),
    );
    expect((await desk.clock('p4')).dueAt).toBe('2026-03-09T09:30:00.000Z');
    expect((await desk.clock('p5')).days.map((day) => day.why)).toContain('工作日（自当日起调整办公时间）');
  });

  it('closes halls on holidays and opens them on make-up days as soon as the notice is there', async () => {
    const service = desk.running.app.get(OrganisationService);
    const day = async (on: string) => {
      const config = await service.hallConfig('H32', on);
      return [config?.open.length, config?.exception?.code];
    };
    // a Wednesday and a Saturday of a year of which nothing is known
    expect([await day('2031-01-01'), await day('2031-01-04')]).toEqual([
      [1, undefined],
      [0, undefined],
    ]);
    const days = [
      { name: '元旦', date: '2031-01-01', isOffDay: true },
      { name: '元旦', date: '2031-01-04', isOffDay: false },
    ];
    expect((await put(2031, { year: 2031, days })).status).toBe(200);
    expect([await day('2031-01-01'), await day('2031-01-04')]).toEqual([
      [0, 'day.off'],
      [1, 'day.make-up'],
    ]);
  });
});
