import { AuditEntry, ItemsChanged, OrganisationDoc, PartVersion, page, Problem } from '@cockpit/contracts';
import { Tokens, type Actor } from '@cockpit/access';
import { bootApp, freshStores, type RunningApp, type Stores } from '../../../../tests/support/engines';
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
    ['of-p', ['P']],
  ] as const)
    keys[name] = (
      await tokens.add({ name, role: 'administrator', halls: halls === 'all' ? 'all' : [...halls] }, SYSTEM)
    ).secret;
  expect((await call('organisation?from=2026-01-01', 'boss', 'PUT', smallOrganisation())).status).toBe(200);
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
const put = (items: unknown[], query = '', as = 'boss'): Promise<Response> =>
  call(`items?${query}`, as, 'PUT', { reason: '提速', items });
const exported = async (at?: string): Promise<OrganisationDoc> =>
  OrganisationDoc.parse(await (await call(`organisation${at === undefined ? '' : `?at=${at}`}`)).json());
const [first, second, ...others] = smallOrganisation().items;
const faster = {
  ...first,
  promised: 10,
  approval: 'delegated',
  highVolume: true,
  materials: [{ name: '照片', submission: 'exempt' }, { name: '户口簿' }],
};
const another = { code: 'JG-9', name: '通行证', branch: 'traffic', category: 'JG', materials: [], mode: 'promised' };

describe('items of the catalogue', () => {
  it('change from a day on and are added, and everything else stays in its order', async () => {
    const told = ItemsChanged.parse(await (await put([another, faster], 'check=true&from=2026-06-01')).json());
    expect(told.changes.map(({ key, change }) => [key, change])).toEqual([
      ['HZ-1', 'changed'],
      ['JG-9', 'added'],
    ]);
    expect(await exported()).toEqual(smallOrganisation());
    const done = ItemsChanged.parse(await (await put([another, faster], 'from=2026-06-01')).json());
    expect(done).toEqual({ ...told, version: told.version + 1 });
    const now = await exported();
    const changed = OrganisationDoc.shape.items.parse([faster, second, ...others, another]);
    expect(now).toEqual({ ...smallOrganisation(), items: changed });
    expect((await exported('2026-05-31')).items[0]).toEqual(first);
    // the same again is nothing new
    expect(ItemsChanged.parse(await (await put([faster], 'from=2026-06-01')).json())).toMatchObject({
      version: done.version,
      changes: [],
    });
    const { items } = page(AuditEntry).parse(await (await call('audit?target=items')).json());
    expect(items[0]).toMatchObject({
      action: 'items.change',
      after: { reason: '提速', version: done.version },
      before: { items: [{ promised: 15 }, null] },
    });
    // who, when and why, for those who run halls
    const changes = page(PartVersion).parse(await (await call('items/HZ-1/changes', 'boss')).json());
    expect(changes.items[0]).toMatchObject({ version: done.version, reason: '提速', validFrom: '2026-06-01' });
    expect(changes.items).toHaveLength(2);
    // what was exported is imported without a change
    const again = await (await call('organisation?from=2026-06-01', 'boss', 'PUT', now)).json();
    expect(again).toMatchObject({ changed: false });
  });

  it('are refused whole, with every fault at its place in the change', async () => {
    const response = await put([
      { ...first, promised: 61 },
      { ...another, branch: 'nowhere', materials: [{ name: 'a' }, { name: 'a', submission: 'maybe' }] },
      { ...second, materials: [{ name: 'b' }, { name: 'b' }], approval: 'by-word-of-mouth' },
      { ...first },
      'no item',
    ]);
    const { status, code, errors = [] } = Problem.parse(await response.json());
    expect([status, code]).toEqual([422, 'invalid-items']);
    expect(errors.map(({ path, code: why }) => `${path} ${String(why)}`).sort()).toEqual([
      'items.0.promised too-big',
      'items.1.materials.1.submission not-one-of',
      'items.2.approval not-one-of',
      'items.3.code twice',
      'items.4 not-object',
    ]);
    const doubled = Problem.parse(await (await put([{ ...second, materials: [{ name: 'b' }, { name: 'b' }] }])).json());
    expect(doubled.errors?.map(({ path, code: why }) => [path, why])).toEqual([['items.0.materials.1.name', 'twice']]);
    expect(await exported()).toEqual(smallOrganisation());
  });

  it('belong to all halls: an administrator of some does not change them', async () => {
    const response = await put([faster], '', 'of-p');
    expect([response.status, Problem.parse(await response.json()).code]).toEqual([403, 'hall-out-of-scope']);
  });
});
