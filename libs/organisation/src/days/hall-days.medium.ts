import { AuditEntry, HallDays, HallDaysChanged, OrganisationDoc, page, Problem } from '@cockpit/contracts';
import { Tokens, type Actor } from '@cockpit/access';
import { addDays } from '@cockpit/domain';
import { bootApp, freshStores, type RunningApp, type Stores } from '../../../../tests/support/engines';
import { OrganisationModule } from '../organisation.module';
import { smallOrganisation } from '../testing';

const SYSTEM: Actor = { kind: 'system', id: 'test', name: 'test' };
let stores: Stores;
let running: RunningApp;
let today: string;
const keys: Record<string, string> = {};

beforeAll(async () => {
  stores = await freshStores();
  running = await bootApp(stores, OrganisationModule);
  const tokens = running.app.get(Tokens);
  for (const [name, halls] of [
    ['boss', 'all'],
    ['of-p', ['P']],
  ] as const)
    keys[name] = (
      await tokens.add({ name, role: 'administrator', halls: halls === 'all' ? 'all' : [...halls] }, SYSTEM)
    ).secret;
  const doc = smallOrganisation();
  // one department over all of them
  const department = { code: 'D', name: '服务部', tier: 'department' };
  const halls = [department, ...doc.halls.map((hall) => ({ ...hall, parent: 'D', hours: doc.halls[0]?.hours ?? [] }))];
  expect((await call('organisation?from=2026-01-01', 'boss', 'PUT', { ...doc, halls })).status).toBe(200);
  today = (await days('D', '2026-01-01', '2026-01-01')).today;
});
afterAll(async () => {
  await running.close();
  await stores.dispose();
});

const call = (path: string, as = 'boss', method = 'GET', body?: unknown): Promise<Response> =>
  fetch(`${running.url}/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${keys[as] ?? ''}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const days = async (hall: string, from: string, to: string): Promise<HallDays> =>
  HallDays.parse(await (await call(`halls/${hall}/days?from=${from}&to=${to}`)).json());
const put = (hall: string, body: object, query = '', as = 'boss'): Promise<Response> =>
  call(`halls/${hall}/days?${query}`, as, 'PUT', { reason: '国庆安排', ...body });
const changed = async (hall: string, body: object, query = ''): Promise<HallDaysChanged> =>
  HallDaysChanged.parse(await (await put(hall, body, query)).json());
const refused = async (response: Promise<Response>): Promise<Problem> => Problem.parse(await (await response).json());
const exported = async (): Promise<OrganisationDoc> => OrganisationDoc.parse(await (await call('organisation')).json());
/** The next day of a weekday, far enough ahead to be to come in every hall. */
const next = (weekday: number): string => {
  let day = addDays(today, 7);
  while ((new Date(day).getUTCDay() || 7) !== weekday) day = addDays(day, 1);
  return day;
};

describe('the days of halls', () => {
  it('close every hall of a department at once, say what that does, and can be taken back', async () => {
    const [monday, sunday] = [next(1), next(7)];
    const before = await days('D', monday, monday);
    expect(before.days[0]?.groups.map(({ by }) => by)).toContain('weekly');
    // the department itself is none of its halls
    expect(before.days[0]?.groups.flatMap(({ names }) => names)).not.toContain('服务部');
    const wish = { revision: before.revision, days: [{ day: monday, hours: [], reason: '搬迁' }] };
    const told = await changed('D', wish, 'check=true');
    expect(told.changes).toMatchObject([{ day: monday, halls: before.halls, after: [{ by: 'special', hours: [] }] }]);
    expect(told.changes[0]?.shiftsLost).toBeGreaterThan(0);
    expect(await days('D', monday, monday)).toEqual(before);

    const done = await changed('D', wish);
    expect(done).toEqual({ ...told, revision: before.revision + 1 });
    const after = await days('D', monday, monday);
    expect(after.days[0]?.groups).toEqual([
      expect.objectContaining({
        halls: before.halls,
        hours: [],
        exception: { code: 'day.special-closed', params: { reason: '搬迁' } },
      }),
    ]);
    expect(after).toMatchObject({ undoable: true, versions: [{ reason: '国庆安排', by: 'boss' }, {}] });
    const audit = page(AuditEntry).parse(await (await call('audit?target=hall/D')).json());
    expect(audit.items[0]).toMatchObject({ action: 'hall-days.change', after: { reason: '国庆安排' } });

    // a Sunday of one hall, which the others do not get
    const opening = { day: sunday, hours: [{ from: '09:00', to: '12:00' }], reason: '加班' };
    const one = await days('A', sunday, sunday);
    const opened = await changed('A', { revision: one.revision, days: [opening] });
    expect((await days('D', sunday, sunday)).days[0]?.groups.find(({ by }) => by === 'special')).toMatchObject({
      halls: 1,
      hours: opening.hours,
    });
    const back = await changed('A', { revision: opened.revision, undo: true });
    expect(back.changes.map(({ day }) => day)).toEqual([sunday]);
    expect((await days('A', monday, monday)).days[0]?.groups[0]?.reason).toBe('搬迁');
    expect((await exported()).halls.find(({ code }) => code === 'A')?.specialDays).toHaveLength(1);
  });

  it('refuse what is over, what overlaps, a reason that is missing and a day named twice, each at its place', async () => {
    const { revision } = await days('A', today, today);
    const day = next(2);
    const problem = await refused(
      put('A', {
        revision,
        days: [
          { day: addDays(today, -1), hours: [], reason: 'r' },
          {
            day,
            hours: [
              { from: '09:00', to: '12:00' },
              { from: '11:00', to: '13:00' },
              { from: '18:00', to: '17:00' },
            ],
          },
          { day, hours: null },
        ],
      }),
    );
    expect([problem.status, problem.code]).toEqual([422, 'invalid-days']);
    expect(problem.errors?.map(({ path, code }) => `${path} ${String(code)}`).sort()).toEqual([
      'days.0.day day-over',
      'days.1.hours.1 overlaps',
      'days.1.hours.2.to ends-first',
      'days.1.reason missing',
      'days.2.day twice',
    ]);
  });

  it('are said of single halls beneath a department in one change, all of them or with one fault none', async () => {
    // whatever day it is today, the one follows the other
    const tuesday = addDays(next(2), 14);
    const wednesday = addDays(tuesday, 1);
    const { revision } = await days('D', tuesday, wednesday);
    const all = { day: tuesday, hours: [], reason: '停电' };
    const own = { hall: 'A', day: tuesday, hours: [{ from: '09:00', to: '11:00' }], reason: '只上午' };
    const stray = await refused(put('D', { revision, days: [all, { ...own, hall: 'none' }] }));
    expect(stray.errors).toMatchObject([{ path: 'days.1.hall', code: 'no-such', params: { value: 'none' } }]);
    const twice = await refused(put('D', { revision, days: [own, own] }));
    expect(twice.errors).toMatchObject([{ path: 'days.1.day', code: 'twice' }]);
    // a hall beside the place is not reached this way
    const { revision: ofA } = await days('A', tuesday, tuesday);
    expect((await refused(put('A', { revision: ofA, days: [{ ...own, hall: 'P' }] }))).errors).toMatchObject([
      { path: 'days.0.hall', code: 'no-such' },
    ]);
    expect((await days('D', tuesday, wednesday)).revision).toBe(revision);
    const done = await changed('D', { revision, days: [all, own, { ...all, hall: 'P', day: wednesday }] });
    expect(done.changes.map(({ day }) => day)).toEqual([tuesday, wednesday].sort());
    const said = (hall: string, day: string) =>
      days(hall, day, day).then(({ days: [one] }) => one?.groups.map(({ hours, reason }) => ({ hours, reason })));
    expect(await said('A', tuesday)).toEqual([{ hours: own.hours, reason: '只上午' }]);
    expect(await said('P', tuesday)).toEqual([{ hours: [], reason: '停电' }]);
    expect(await said('P', wednesday)).toEqual([{ hours: [], reason: '停电' }]);
    expect((await said('A', wednesday))?.[0]?.reason).toBeNull();
  });

  it('let the second of two administrators know of the first, and keep everybody to their halls', async () => {
    const day = next(3);
    const wish = { days: [{ day, hours: [], reason: 'r' }] };
    const { revision } = await days('P', day, day);
    expect((await put('P', { revision, ...wish }, '', 'of-p')).status).toBe(200);
    expect(await refused(put('P', { revision, ...wish }))).toMatchObject({ status: 409, code: 'hall-changed' });
    expect((await put('D', { revision: 1, ...wish }, '', 'of-p')).status).toBe(403);
    expect((await call(`halls/A/days?from=${day}&to=${day}`, 'of-p')).status).toBe(403);
    expect((await call(`halls/none/days?from=${day}&to=${day}`)).status).toBe(404);
    expect((await call(`halls/A/days?from=${day}&to=${addDays(day, -1)}`)).status).toBe(422);
    expect((await call(`halls/A/days?from=${day}&to=${addDays(day, 400)}`)).status).toBe(422);
  });
});
