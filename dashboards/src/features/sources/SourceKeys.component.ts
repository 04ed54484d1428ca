import type { Caller, KeyRecord, SourceHealth } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted, type Mounted } from '../../testing/mounted';
import { inSequence, phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import SourceKeys from './SourceKeys.vue';

const ADMIN: Caller = { kind: 'user', id: 'a', name: '管理', role: 'administrator', halls: 'all' };
const AT = '2026-03-02T02:00:00.000Z';
const key = (id: string, given: Partial<KeyRecord> = {}): KeyRecord => ({
  id,
  createdAt: AT,
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
  ...given,
});
const NONE = { received: 0, rejected: 0, share: null };
const source = (name: string, given: Partial<SourceHealth> = {}): SourceHealth => ({
  name,
  received: 0,
  accepted: 0,
  rejected: 0,
  landed: 0,
  lastEventAt: null,
  clockSkewMs: null,
  backlog: 0,
  halls: 'all',
  types: ['hall.ticket.', 'hall.case.'],
  sandbox: false,
  createdAt: AT,
  state: 'live',
  keys: [key('k1'), key('k2', { revokedAt: AT }), key('k3', { expiresAt: AT })],
  lastReceivedAt: null,
  silentSince: null,
  usualGapSec: null,
  expectedNow: true,
  rate: null,
  day: null,
  completeness: null,
  oddities: [],
  rejections: { recent: NONE, usual: NONE, jumped: false, fireAt: 0.1 },
  ...given,
});
const issued = { ...key('k9'), secret: 'hcs_very-secret' };

describe('the page of sources and their keys', () => {
  let server: Server;
  let list: unknown;
  let another: () => unknown;
  let add: () => unknown;
  let now: SourceHealth;
  beforeEach(() => {
    list = { items: [source('取号机')], next: null };
    another = () => issued;
    add = () => ({ name: '新来源', halls: 'all', types: null, sandbox: false, createdAt: AT, keys: [], key: issued });
    now = source('取号机');
    const keys = `/v1/sources/${encodeURIComponent('取号机')}/keys`;
    server = serve({
      'GET /v1/sources': () => list,
      [`GET /v1/sources/${encodeURIComponent('取号机')}`]: () => now,
      [`GET /v1/sources/${encodeURIComponent('新来源')}`]: () => source('新来源', { keys: [key('k8')] }),
      'POST /v1/sources': () => add(),
      [`POST ${keys}`]: () => another(),
      [`POST ${keys}/k1/rotate`]: () => issued,
      [`POST ${keys}/k1/revoke`]: () => ({}),
    });
  });
  afterEach(() => {
    server.close();
    jest.restoreAllMocks();
    document.body.innerHTML = '';
  });
  async function shown(caller = ADMIN): Promise<Mounted> {
    const all = await mounted(SourceKeys, {}, { caller });
    await flushPromises();
    return all;
  }
  const found = (testid: string): HTMLElement[] => [
    ...document.querySelectorAll<HTMLElement>(`[data-testid="${testid}"]`),
  ];
  const press = async (testid: string): Promise<void> => {
    found(testid)[0]?.click();
    await flushPromises();
  };
  const sent = () =>
    server.asked.filter(({ method }) => method === 'POST').map(({ path, body }) => [decodeURIComponent(path), body]);
  const create = async (name: string): Promise<void> => {
    await press('source-add');
    await send(name);
  };
  const send = async (name: string): Promise<void> => {
    const field = found('source-name')[0] as HTMLInputElement;
    field.value = name;
    field.dispatchEvent(new Event('input'));
    await flushPromises();
    field.closest('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await flushPromises();
  };

  it('counts keys in force alone, and says what they open', async () => {
    const { byTestId } = await shown();
    expect(byTestId('source-取号机').text()).toMatch(
      inSequence(
        phrase('sources.inForce', { n: 1 }),
        phrase('sources.never'),
        phrase('sources.allHalls'),
        `${phrase('sources.family.ticket')}、${phrase('sources.family.case')}`,
      ),
    );
  });

  it('says in words how a source stands: late, or none of whom anything is expected now', async () => {
    const late = { state: 'silent' as const, lastReceivedAt: AT };
    list = { items: [source('a', late), source('b', { ...late, expectedNow: false })], next: null };
    const { byTestId } = await shown();
    expect(byTestId('source-a').text()).toContain(phrase('feeds.states.silent'));
    expect(byTestId('source-a').text()).not.toContain(phrase('sources.notExpected'));
    expect(byTestId('source-b').text()).toContain(`${phrase('feeds.states.quiet')}、${phrase('sources.notExpected')}`);
  });

  it('shows the key of a new source once, and the list anew', async () => {
    await shown();
    await create(' 新来源 ');
    expect(sent()).toEqual([['/v1/sources', { name: '新来源', halls: 'all', sandbox: false }]]);
    expect(found('secret')[0]?.textContent).toBe('hcs_very-secret');
    expect(server.asked.filter(({ method, path }) => method === 'GET' && path === '/v1/sources')).toHaveLength(2);
    await press('secret-noted');
    expect(found('secret')).toEqual([]);
  });

  it('asks the server for no source whose name cannot be one, and keeps the form of one that was refused', async () => {
    await shown();
    await create('有 空格');
    expect([found('source-wrong').length, sent()]).toEqual([1, []]);
    add = () => refusal(409, 'source-exists', 'x', [{ path: 'name', message: '重名' }]);
    await send('取号机');
    expect([found('source-wrong').length, sent().length, (found('source-name')[0] as HTMLInputElement).value]).toEqual([
      0,
      1,
      '取号机',
    ]);
    expect(found('source-name')[0]?.closest('label')?.textContent).toContain('重名');
    expect(found('secret')).toEqual([]);
  });

  it('replaces a key that goes on for a day, and takes one away after a yes; neither one that is over', async () => {
    const { byTestId } = await shown();
    await byTestId('source-keys').trigger('click');
    await flushPromises();
    expect([found('source-key').length, found('key-rotate').length]).toEqual([3, 1]);
    const confirm = jest.spyOn(window, 'confirm').mockReturnValue(false);
    await press('key-revoke');
    expect(sent()).toEqual([]);
    confirm.mockReturnValue(true);
    await press('key-revoke');
    await press('key-rotate');
    expect(sent()).toEqual([
      ['/v1/sources/取号机/keys/k1/revoke', undefined],
      ['/v1/sources/取号机/keys/k1/rotate', { overlapMin: 1440 }],
    ]);
    expect(found('secret')[0]?.textContent).toBe('hcs_very-secret');
  });

  it('says which key was made where its secret was lost with the answer, and nothing where none was made', async () => {
    const { byTestId } = await shown();
    add = another = () => refusal(504, 'no-answer');
    await create('新来源');
    expect([found('secret-lost')[0]?.textContent, found('secret').length]).toEqual([
      phrase('sources.lost', { key: 'k8' }),
      0,
    ]);
    await press('secret-noted');
    await byTestId('source-keys').trigger('click');
    await flushPromises();
    await press('key-add');
    expect(found('secret-lost')).toEqual([]);
    now = source('取号机', { keys: [...now.keys, key('k9')] });
    await press('key-add');
    await flushPromises();
    expect(found('secret-lost')[0]?.textContent).toBe(phrase('sources.lost', { key: 'k9' }));
  });

  it('of three administrators lets the one of the system add a source, and the one of security change keys', async () => {
    const system = await shown({ ...ADMIN, apart: true });
    expect(system.byTestId('source-add').exists()).toBe(true);
    await system.byTestId('source-keys').trigger('click');
    await flushPromises();
    expect([found('key-add').length, found('key-revoke').length]).toEqual([0, 0]);
    document.body.innerHTML = '';
    const security = await shown({ ...ADMIN, role: 'security', apart: true });
    expect(security.byTestId('source-add').exists()).toBe(false);
    await security.byTestId('source-keys').trigger('click');
    await flushPromises();
    expect([found('key-add').length, found('key-revoke').length]).toEqual([1, 1]);
  });

  it('says how to begin, and that it could not be had', async () => {
    list = { items: [], next: null };
    expect((await shown()).page.text()).toContain(phrase('sources.none'));
    list = refusal(503, 'unavailable');
    expect((await shown()).page.text()).toContain(phrase('sources.failed'));
  });
});
