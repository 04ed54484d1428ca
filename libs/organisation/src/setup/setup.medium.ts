import { AuditEntry, HallChanged, HallSetup, OrganisationDoc, page, Problem, type HallDoc } from '@cockpit/contracts';
import { Tokens, type Actor } from '@cockpit/access';
import { REDIS } from '@cockpit/platform';
import type { Redis } from 'ioredis';
import { bootApp, freshStores, type RunningApp, type Stores } from '../../../../tests/support/engines';
import { snapshotKey } from '../hall-clock';
import { OrganisationModule } from '../organisation.module';
import { smallOrganisation } from '../testing';

const SYSTEM: Actor = { kind: 'system', id: 'test', name: 'test' };
let stores: Stores;
let running: RunningApp;
const keys: Record<string, string> = {};

beforeEach(async () => {
  stores = await freshStores();
  running = await bootApp(stores, OrganisationModule);
  const tokens = running.app.get(Tokens);
  for (const [name, halls] of [
    ['boss', 'all'],
    ['deputy', 'all'],
    ['of-p', ['P']],
  ] as const)
    keys[name] = (
      await tokens.add({ name, role: 'administrator', halls: halls === 'all' ? 'all' : [...halls] }, SYSTEM)
    ).secret;
});
afterEach(async () => {
  await running.close();
  await stores.dispose();
});

const call = (path: string, as = 'boss', method = 'GET', body?: unknown): Promise<Response> =>
  fetch(`${running.url}/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${keys[as] ?? ''}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const setup = async (hall = 'A'): Promise<HallSetup> =>
  HallSetup.parse(await (await call(`halls/${hall}/setup`)).json());
const change = (body: object, query = '', hall = 'A', as = 'boss'): Promise<Response> =>
  call(`halls/${hall}/setup?${query}`, as, 'PUT', { reason: '装修', ...body });
const changed = async (body: object, query = '', hall = 'A'): Promise<HallChanged> =>
  HallChanged.parse(await (await change(body, query, hall)).json());
const refused = async (response: Promise<Response>): Promise<Problem> => Problem.parse(await (await response).json());
const exported = async (at?: string): Promise<OrganisationDoc> =>
  OrganisationDoc.parse(await (await call(`organisation${at === undefined ? '' : `?at=${at}`}`)).json());
const hallOf = (doc: Pick<OrganisationDoc, 'halls'>, code = 'A'): HallDoc => {
  const hall = doc.halls.find((one) => one.code === code);
  if (hall === undefined) throw new Error(`no hall ${code}`);
  return structuredClone(hall);
};
const without = (window: string): HallDoc => {
  const hall = hallOf(smallOrganisation());
  return { ...hall, windows: hall.windows.filter(({ id }) => id !== window) };
};

describe('the setup of a hall', () => {
  beforeEach(async () => {
    expect((await call('organisation?from=2026-01-01', 'boss', 'PUT', smallOrganisation())).status).toBe(200);
  });

  it('is changed from a day on, with who, when and why, and says beforehand what that does', async () => {
    const { revision } = await setup();
    const body = { revision, hall: { ...without('w2'), name: '新名' } };
    const told = await changed(body, 'check=true&from=2026-06-01');
    expect(told.changes.map(({ kind, change: how }) => [kind, how])).toEqual([
      ['hall', 'changed'],
      ['window', 'removed'],
      ['roster', 'removed'],
    ]);
    expect(told.changes[0]).toMatchObject({ before: { name: '大厅 A' }, after: { name: '新名' } });
    expect(await exported()).toEqual(smallOrganisation());
    expect(await changed(body, 'from=2026-06-01')).toEqual({ ...told, revision: revision + 1 });
    expect(hallOf(await exported('2026-05-31')).windows).toHaveLength(2);
    expect(hallOf(await exported('2026-06-01'))).toMatchObject({ name: '新名', windows: [{ id: 'w1' }] });
    expect((await exported()).halls.slice(1)).toEqual(smallOrganisation().halls.slice(1));
    expect((await setup()).versions[0]).toMatchObject({ by: 'boss', reason: '装修', validFrom: '2026-06-01' });
    const { items } = page(AuditEntry).parse(await (await call('audit?target=hall/A')).json());
    expect(items[0]).toMatchObject({
      action: 'hall.change',
      before: { parts: [{ name: '大厅 A' }, { id: 'w2' }, { window: 'w2' }] },
      after: { reason: '装修', validFrom: '2026-06-01', parts: [{ name: '新名' }] },
    });
  });

  it('is as it was after its last change is undone, rosters and all', async () => {
    const first = await setup();
    await changed({ revision: first.revision, hall: without('w2') }, 'from=2026-06-01');
    const { previous, revision, versions } = await setup();
    const { hall, officers, rosters, travelTimes } = first;
    expect(previous).toEqual({ hall, officers, rosters, travelTimes });
    await changed({ revision, ...previous }, `from=${versions[0]?.validFrom ?? ''}`);
    const again = await setup();
    expect([again.hall, again.officers, again.rosters]).toEqual([first.hall, first.officers, first.rosters]);
    expect(await exported('2026-06-01')).toEqual(smallOrganisation());
    // and what was undone can be had again
    expect(again.previous?.hall?.windows.map(({ id }) => id)).toEqual(['w1']);
  });

  it('is not overwritten by whoever comes second, who is told by whom', async () => {
    const { revision } = await setup();
    await changed({ revision, hall: without('w2') });
    const problem = await refused(change({ revision, hall: without('w1') }, '', 'A', 'deputy'));
    expect([problem.status, problem.code, problem.detail]).toEqual([
      409,
      'hall-changed',
      expect.stringContaining('boss'),
    ]);
    expect(hallOf(await exported()).windows.map(({ id }) => id)).toEqual(['w1']);
    const at = (await setup()).revision;
    const both = await Promise.all(
      [1, 2, 3].map((n) => change({ revision: at, hall: { ...without('w2'), name: String(n) } })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it('leaves what is said of later days alone unless it is about it', async () => {
    const [spring, { revision }] = [hallOf(smallOrganisation()), await setup()];
    const later = { ...spring, windows: [...spring.windows, { id: 'w3', number: '3', queues: ['hz'] }] };
    await changed({ revision, hall: later }, 'from=2026-09-01');
    const now = await setup();
    await changed({ revision: now.revision, hall: { ...now.hall, name: '新名' } }, 'from=2026-03-01');
    expect(hallOf(await exported('2026-03-01'))).toMatchObject({ name: '新名', windows: [{}, {}] });
    expect(hallOf(await exported('2026-09-01'))).toMatchObject({ name: '新名', windows: [{}, {}, { id: 'w3' }] });
  });

  it('asks once more where people wait or are being served', async () => {
    const snapshot = {
      hall: 'A',
      queues: [
        { code: 'hz', waiting: 0 },
        { code: 'jg', waiting: 4 },
      ],
      windows: [{ windowId: 'w2', state: 'serving' }],
    };
    await running.app.get<Redis>(REDIS).set(snapshotKey('A'), JSON.stringify(snapshot));
    const { revision } = await setup();
    const hall = without('w2');
    hall.queues = hall.queues.filter(({ code }) => code === 'hz');
    // its twin has the same queues
    await changed(
      { revision: (await setup('A2')).revision, hall: { ...hallOf(smallOrganisation(), 'A2'), twinOf: undefined } },
      '',
      'A2',
    );
    const told = await changed({ revision, hall }, 'check=true');
    expect(told.inUse).toEqual([
      { kind: 'queue', code: 'jg', people: 4 },
      { kind: 'window', code: 'w2', people: 1 },
    ]);
    expect((await changed({ revision, hall }, 'check=true&from=2199-01-01')).inUse).toEqual([]);
    expect(await refused(change({ revision, hall }))).toMatchObject({ status: 409, code: 'hall-in-use' });
    expect(hallOf(await exported()).windows).toHaveLength(2);
    expect((await changed({ revision, hall }, 'anyway=true')).revision).toBeGreaterThan(revision);
  });

  it('is refused with every fault at its place, and changes nothing', async () => {
    const hall = { ...hallOf(smallOrganisation()), timeZone: 'Mars/Olympus', parent: 'P' };
    const problem = await refused(change({ revision: (await setup()).revision, hall, rosters: [{ hall: 'A' }] }));
    expect(problem).toMatchObject({ status: 422, code: 'invalid-setup' });
    expect(problem.errors?.map(({ path, code }) => [path, code])).toEqual(
      expect.arrayContaining([
        ['hall.timeZone', 'no-such'],
        ['hall.parent', 'parent-cycle'],
        ['rosters.0.officer', 'missing'],
      ]),
    );
    expect(await refused(change({ revision: 1, hall: { ...hall, code: 'B' }, reason: ' ' }))).toMatchObject({
      status: 422,
    });
    expect(await exported()).toEqual(smallOrganisation());
  });

  it('gives people dated skills, moves them, and takes them back where they moved to another hall', async () => {
    const { revision, officers } = await setup();
    const [first, ...others] = officers;
    const moved = [{ ...first, hall: 'A2' }, ...others];
    await changed({ revision, hall: hallOf(smallOrganisation()), officers: moved }, 'from=2026-06-01');
    expect((await setup()).officers.map(({ id }) => id)).toEqual(['o2', 'o3']);
    expect((await exported('2026-05-31')).officers[0]?.hall).toBe('A');
    expect((await exported('2026-05-31')).rosters).toHaveLength(2);
    expect((await exported('2026-06-01')).rosters).toHaveLength(1);
    const there = await setup('A2');
    expect(there.previous?.officers).toEqual([first]);
    await changed({ revision: there.revision, hall: there.hall, officers: there.previous?.officers }, '', 'A2');
    expect((await setup()).officers.map(({ id }) => id)).toEqual(['o1', 'o2', 'o3']);
  });

  it('does not let a roster that is written now hold before its day', async () => {
    const { revision, hall, rosters } = await setup();
    const [first, second] = rosters;
    await changed({ revision, hall, rosters: [{ ...first, to: '16:00', days: [1, 2] }, second] }, 'from=2026-06-01');
    expect((await exported('2026-05-31')).rosters).toEqual(smallOrganisation().rosters);
    expect((await exported('2026-06-01')).rosters.map(({ to }) => to).sort()).toEqual(['12:00', '16:00']);
  });

  it('has travel times that both ends of a way change, with who, undo and a fault at its place', async () => {
    const [there, back] = smallOrganisation().travelTimes;
    const [first, other] = [await setup(), await setup('P')];
    expect([first.travelTimes, other.travelTimes]).toEqual([
      [there, back],
      [there, back],
    ]);
    const next = [
      { ...there, minutes: 9 },
      { from: 'A', to: 'A2', minutes: 3 },
    ];
    const body = { revision: first.revision, hall: first.hall, travelTimes: next };
    expect((await changed(body, 'check=true')).changes.map(({ kind, key, change: how }) => [kind, key, how])).toEqual([
      ['travel-time', 'A/P', 'changed'],
      ['travel-time', 'A/A2', 'added'],
      ['travel-time', 'P/A', 'removed'],
    ]);
    await changed(body, 'from=2026-06-01');
    // a road is not there before its day, and is forgotten no sooner
    expect((await exported('2026-05-31')).travelTimes).toEqual([there, back]);
    expect((await exported('2026-06-01')).travelTimes).toEqual(next);
    // whoever had the other end open is told, and does not put it back unseen
    expect(
      await refused(change({ revision: other.revision, hall: other.hall, travelTimes: [] }, '', 'P')),
    ).toMatchObject({ status: 409, code: 'hall-changed' });
    const now = await setup('P');
    expect([now.travelTimes, now.previous?.travelTimes]).toEqual([[next[0]], [there, back]]);
    const again = { revision: now.revision, hall: now.hall, travelTimes: now.previous?.travelTimes };
    await changed(again, 'from=2026-06-01', 'P');
    expect((await setup()).travelTimes).toEqual([there, next[1], back]);
    const { revision, hall } = await setup();
    const wrong = [there, { from: 'P', to: 'A2', minutes: 4 }, { from: 'A', to: 'X', minutes: 4 }];
    expect((await refused(change({ revision, hall, travelTimes: wrong }))).errors).toEqual([
      expect.objectContaining({ path: 'travelTimes.1.from', code: 'code-stays' }),
      expect.objectContaining({ path: 'travelTimes.2.to', code: 'no-such' }),
    ]);
  });

  it('is an administrator of that hall’s to change, and nobody else’s', async () => {
    const { revision, hall, officers } = await setup('P');
    expect((await change({ revision: 1, hall: hallOf(smallOrganisation()) }, '', 'A', 'of-p')).status).toBe(403);
    expect((await change({ revision, hall, branches: [{ code: 'x', name: 'x' }] }, '', 'P', 'of-p')).status).toBe(403);
    const stolen = [...officers, { ...smallOrganisation().officers[0], hall: 'P' }];
    expect((await change({ revision, hall, officers: stolen }, '', 'P', 'of-p')).status).toBe(403);
    expect((await change({ revision, hall: { ...hall, name: '新点' } }, '', 'P', 'of-p')).status).toBe(200);
    expect((await call('halls/none/setup')).status).toBe(404);
  });
});

it('begins with the first hall of all', async () => {
  const { bureau, branches } = smallOrganisation();
  const hall = { ...hallOf(smallOrganisation()), terminals: [] };
  expect(await changed({ revision: 0, hall, bureau, branches })).toMatchObject({ revision: 1 });
  expect(await exported()).toMatchObject({ bureau, branches, halls: [{ code: 'A' }] });
  // as if it had never been
  const { revision, previous } = await setup();
  expect(previous?.hall).toBeNull();
  expect(await refused(change({ revision, hall: null }))).toMatchObject({
    errors: [{ path: 'halls', code: 'too-few' }],
  });
});
