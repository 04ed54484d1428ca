import { AuditEntry, SavedView, SavedViews, page } from '@cockpit/contracts';
import { House } from './support';
import { z } from 'zod';

const AT = '/analysis?metric=wait_mean&hall=H1&days=28';
const BUREAU = '/analysis?metric=arrivals';

let house: House;
beforeAll(async () => {
  house = await House.open();
});
afterAll(async () => {
  await house.close();
});

async function send(method: string, path: string, body?: object, token = house.token) {
  const response = await fetch(`${house.running.url}/v1/views${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer: unknown = text === '' ? null : JSON.parse(text);
  return { status: response.status, body: answer, code: z.object({ code: z.string() }).safeParse(answer).data?.code };
}
const make = async (more: object, token?: string): Promise<SavedView> => {
  const { status, body } = await send('POST', '', { name: '等候', address: AT, shared: false, ...more }, token);
  expect([status, body]).toEqual([201, expect.anything()]);
  return SavedView.parse(body);
};
const seen = async (token?: string): Promise<SavedView[]> =>
  SavedViews.parse((await send('GET', '', undefined, token)).body).items;
const ids = async (token?: string): Promise<string[]> => (await seen(token)).map(({ id }) => id);
const entriesOf = async (id: string): Promise<AuditEntry[]> =>
  page(AuditEntry).parse(await (await house.get(`/v1/audit?target=view/${id}`)).json()).items;

describe('views that people save', () => {
  it('are for oneself, or for everybody who may see the hall', async () => {
    const [here, there] = [await house.tokenOf(['H1']), await house.tokenOf(['H2'])];
    const own = await make({}, here);
    const shared = await make({ name: '共享', shared: true }, here);
    expect(own).toMatchObject({ place: 'H1', own: true, mayChange: true, start: false, revision: 1 });
    expect(await ids(here)).toEqual(expect.arrayContaining([own.id, shared.id]));
    const others = await ids();
    expect(others).toContain(shared.id);
    expect(others).not.toContain(own.id);
    // whoever cannot see the hall does not see the view, and is told why by name
    expect(await ids(there)).not.toContain(shared.id);
    expect((await send('GET', `/${shared.id}`, undefined, there)).code).toBe('hall-out-of-scope');
    expect((await send('GET', `/${own.id}`)).code).toBe('unknown-view');
    expect((await send('POST', '', { name: 'x', address: AT, shared: false }, there)).code).toBe('hall-out-of-scope');
    expect((await send('POST', '', { name: 'x', address: BUREAU, shared: true }, here)).code).toBe('hall-out-of-scope');
    for (const { id } of [own, shared])
      expect((await send('DELETE', `/${id}?revision=1`, undefined, here)).status).toBe(204);
  });

  it('of no single hall are shared by the bureau, with everybody, who see their own halls there', async () => {
    const view = await make({ address: BUREAU, shared: true });
    const supervisor = await house.tokenOf(['H2']);
    const found = (await seen(supervisor)).find(({ id }) => id === view.id);
    expect(found).toMatchObject({ place: null, own: false, mayChange: false });
    const change = { name: 'x', address: BUREAU, shared: true, revision: 1 };
    expect((await send('PUT', `/${view.id}`, change, supervisor)).code).toBe('hall-out-of-scope');
    expect((await send('DELETE', `/${view.id}?revision=1`, undefined, supervisor)).code).toBe('not-own-view');
    await send('DELETE', `/${view.id}?revision=1`);
  });

  it('are changed by one of two who change them at once; the audit has what is shared, and nothing else', async () => {
    const supervisor = await house.tokenOf(['H1']);
    const view = await make({}, supervisor);
    expect(await entriesOf(view.id)).toEqual([]);
    const change = (more: object, token?: string) =>
      send('PUT', `/${view.id}`, { name: '等候', address: AT, shared: true, revision: 1, ...more }, token);
    expect((await change({}, supervisor)).status).toBe(200);
    const both = await Promise.all([
      change({ revision: 2, name: '甲' }, supervisor),
      change({ revision: 2, name: '乙'.repeat(60) }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.code).toBe('view-changed');
    // a manager may change what is shared, but not take it away from the others into somebody's own
    expect((await change({ revision: 3, shared: false })).code).toBe('not-own-view');
    expect((await change({ revision: 3, shared: false }, supervisor)).status).toBe(200);
    expect((await send('DELETE', `/${view.id}?revision=3`, undefined, supervisor)).status).toBe(409);
    expect((await send('DELETE', `/${view.id}?revision=4`, undefined, supervisor)).status).toBe(204);
    expect((await entriesOf(view.id)).map(({ action }) => action)).toEqual([
      'view.unshare',
      'view.change',
      'view.share',
    ]);
  });

  it('may be what the analysis begins with, for each person apart', async () => {
    const supervisor = await house.tokenOf(['H1']);
    const view = await make({ shared: true });
    expect((await send('PUT', '/start', { id: view.id }, supervisor)).status).toBe(204);
    const started = async (token?: string) => (await seen(token)).filter(({ start }) => start).map(({ id }) => id);
    expect([await started(supervisor), await started()]).toEqual([[view.id], []]);
    const hidden = await make({});
    expect((await send('PUT', '/start', { id: hidden.id }, supervisor)).code).toBe('unknown-view');
    expect((await send('PUT', '/start', { id: null }, supervisor)).status).toBe(204);
    expect(await started(supervisor)).toEqual([]);
    await send('PUT', '/start', { id: view.id }, supervisor);
    await send('DELETE', `/${view.id}?revision=1`);
    await send('DELETE', `/${hidden.id}?revision=1`);
    expect(await started(supervisor)).toEqual([]);
  });

  it('are as many as a list holds, also when they are saved at once', async () => {
    const token = await house.tokenOf(['H1']);
    const saved: Awaited<ReturnType<typeof send>>[] = [];
    // a few at once: they follow one another in the store, and a busy machine would let a hundred wait too long
    for (let first = 0; first < 102; first += 6)
      saved.push(
        ...(await Promise.all(
          Array.from({ length: 6 }, (_, n) =>
            send('POST', '', { name: `第 ${String(first + n)} 个`, address: AT, shared: false }, token),
          ),
        )),
      );
    expect(saved.filter(({ status }) => status === 201)).toHaveLength(100);
    expect(saved.filter(({ status }) => status !== 201).map(({ code }) => code)).toEqual([
      'too-many-views',
      'too-many-views',
    ]);
  });

  it('say what is wrong with them', async () => {
    const wrong = async (more: object) =>
      (await send('POST', '', { name: '等候', address: AT, shared: false, ...more })).status;
    expect(await wrong({ address: '//evil.example/analysis' })).toBe(422);
    expect(await wrong({ address: '/admin/system' })).toBe(422);
    expect(await wrong({ address: '/analysis?hall=nowhere' })).toBe(404);
    expect(await wrong({ name: '名'.repeat(61) })).toBe(422);
    expect(await wrong({ name: ' ' })).toBe(422);
  });
});
