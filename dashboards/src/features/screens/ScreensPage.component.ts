import { flushPromises } from '@vue/test-utils';
import type { Caller } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { anyPhrase, inSequence, phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import ScreensPage from './ScreensPage.vue';

const BOSS: Caller = { kind: 'user', id: '1', name: '管理员', role: 'administrator', halls: 'all' };
const seen = (secAgo: number): string => new Date(Date.now() - secAgo * 1000).toISOString();
const north = {
  id: 'hct_1',
  name: '北门',
  role: 'screen',
  halls: ['H1'],
  officerId: null,
  units: null,
  version: 3,
  createdAt: '2026-03-01T00:00:00.000Z',
  expiresAt: null,
  revokedAt: null,
  lastSeenAt: seen(20),
  silentAfterSec: 180,
  view: { map: 'tiles', rotateSec: null },
};
const lost = { ...north, id: 'hct_2', name: '走廊', lastSeenAt: seen(7200), view: { map: 'plan', rotateSec: 45 } };
const ended = { ...north, id: 'hct_3', name: '旧屏', revokedAt: '2026-03-01T00:00:00.000Z' };

describe('the page of walls', () => {
  let server: Server;
  let items: object[];
  let put: () => unknown;
  beforeEach(() => {
    items = [north, lost, ended];
    put = () => ({ ...north, version: 4 });
    server = serve({
      'GET /v1/screens': () => ({ items, next: null }),
      'GET /v1/halls': () => ({ items: [{ code: 'H1', name: '城东大厅', tier: 'hall' }], next: null }),
      'PUT /v1/screens/hct_1': () => put(),
      'POST /v1/screens/hct_1/revoke': () => ({ ...north, revokedAt: seen(0) }),
    });
  });
  afterEach(() => {
    server.close();
    document.body.innerHTML = '';
  });
  const open = async () => {
    const all = await mounted(ScreensPage, {}, { caller: BOSS });
    await flushPromises();
    return all;
  };
  const inDialog = (testid: string): HTMLInputElement => {
    const found = document.querySelector<HTMLInputElement>(`[data-testid="${testid}"]`);
    if (found === null) throw new Error(`no ${testid}`);
    return found;
  };
  const type = async (testid: string, value: string): Promise<void> => {
    const field = inDialog(testid);
    field.value = value;
    field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input'));
    await flushPromises();
  };
  const sent = (method: string) => server.asked.filter((one) => one.method === method);

  it('says of each whether it is on and what it shows, the one that is off first, none that was ended', async () => {
    const { page } = await open();
    const rows = page.findAll('tbody tr').map((row) => row.text());
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatch(
      inSequence(
        '走廊',
        phrase('screens.off'),
        phrase('unit.hoursAgo', { n: 2 }),
        `${phrase('screens.map.plan')} · ${phrase('screens.rotates', { n: 45 })}`,
      ),
    );
    expect(rows[1]).toMatch(
      inSequence('北门', phrase('screens.on'), `${phrase('screens.map.tiles')} · ${phrase('screens.still')}`),
    );
  });

  it('takes from the server how long one may be silent', async () => {
    items = [{ ...north, lastSeenAt: seen(300), silentAfterSec: 600 }];
    expect((await open()).page.find('tbody tr').text()).toMatch(inSequence('北门', phrase('screens.on')));
  });

  it('changes what one shows, with the reason, and only when something is another', async () => {
    const { byTestId } = await open();
    await byTestId('screen-change-hct_1').trigger('click');
    await flushPromises();
    await type('screen-reason', '门口要看平面图');
    expect(inDialog('screen-save').disabled).toBe(true);
    await type('screen-map', 'plan');
    await type('screen-pace', '30');
    inDialog('screen-save')
      .closest('form')
      ?.dispatchEvent(new Event('submit', { cancelable: true }));
    await flushPromises();
    expect(sent('PUT').map(({ body }) => body)).toEqual([
      { name: '北门', view: { map: 'plan', rotateSec: 30 }, version: 3, why: '门口要看平面图' },
    ]);
  });

  it('keeps what was typed where somebody was faster, says how it is now, and saves on top of that', async () => {
    const { byTestId } = await open();
    await byTestId('screen-change-hct_1').trigger('click');
    await flushPromises();
    await type('screen-new-name', '北门 一号');
    await type('screen-reason', '改名');
    put = () => {
      items = [{ ...north, version: 4, view: { map: 'plan', rotateSec: 60 } }];
      return refusal(409, 'screen-changed');
    };
    const save = async () => {
      inDialog('screen-save')
        .closest('form')
        ?.dispatchEvent(new Event('submit', { cancelable: true }));
      await flushPromises();
    };
    await save();
    expect(inDialog('screen-refused').textContent).toContain(
      phrase('screens.last', {
        name: '北门',
        map: phrase('screens.map.plan'),
        pace: phrase('screens.rotates', { n: 60 }),
      }),
    );
    expect(inDialog('screen-new-name').value).toBe('北门 一号');
    put = () => ({ ...north, version: 5 });
    await save();
    expect(sent('PUT').at(-1)?.body).toMatchObject({ name: '北门-一号', version: 4 });
  });

  it('shows at its field what the server refuses of a change, the reason too', async () => {
    put = () => refusal(422, 'invalid-body', 'x', [{ path: 'why', message: '身份证号' }]);
    const { byTestId } = await open();
    await byTestId('screen-change-hct_1').trigger('click');
    await flushPromises();
    await type('screen-map', 'plan');
    await type('screen-reason', '改');
    inDialog('screen-save')
      .closest('form')
      ?.dispatchEvent(new Event('submit', { cancelable: true }));
    await flushPromises();
    expect(inDialog('screen-reason').closest('label')?.textContent).toContain('身份证号');
  });

  it('closes the dialog of a pairing that was taken, and keeps it open with a refused one', async () => {
    const errors = [{ path: 'code', message: '没有这个码' }];
    let pair: () => unknown = () => refusal(404, 'unknown-code', 'x', errors);
    server.close();
    server = serve({
      'GET /v1/screens': () => ({ items, next: null }),
      'GET /v1/halls': () => ({ items: [{ code: 'H1', name: '城东大厅', tier: 'hall' }], next: null }),
      'POST /v1/screens/pair': () => pair(),
    });
    const { byTestId } = await open();
    await byTestId('screens-pair').trigger('click');
    await flushPromises();
    const send = async (): Promise<void> => {
      await type('screen-code', '123 456');
      inDialog('screen-pair').closest('form')?.dispatchEvent(new Event('submit'));
      await flushPromises();
    };
    const isOpen = (): boolean => inDialog('screen-code').closest<HTMLElement>('.el-overlay')?.style.display !== 'none';
    await send();
    expect([isOpen(), inDialog('screen-code').closest('label')?.textContent]).toEqual([
      true,
      expect.stringContaining('没有这个码'),
    ]);
    pair = () => undefined;
    await send();
    expect(isOpen()).toBe(false);
    expect(sent('POST').map(({ path }) => path)).toEqual(['/v1/screens/pair', '/v1/screens/pair']);
  });

  it('ends a pairing after a second yes', async () => {
    const { byTestId, page } = await open();
    await byTestId('screen-ask-hct_1').trigger('click');
    expect([page.text(), sent('POST')]).toEqual([
      expect.stringContaining(phrase('screens.endAsk', { name: '北门' })),
      [],
    ]);
    await byTestId('screen-end-hct_1').trigger('click');
    await flushPromises();
    expect(sent('POST').map(({ path }) => path)).toEqual(['/v1/screens/hct_1/revoke']);
  });

  it('says how to begin where there is none', async () => {
    items = [ended];
    const text = (await open()).page.text();
    expect(text).toContain(phrase('screens.none'));
    expect(text).toMatch(anyPhrase('screens.onlyHere'));
    expect(text).toMatch(inSequence('/pair', phrase('screens.how.pairHere')));
  });
});
