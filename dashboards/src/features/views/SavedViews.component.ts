import type { Caller, SavedView } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted, type Mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import SavedViews from './SavedViews.vue';

const ALL: Caller = { kind: 'user', id: 'm', name: '主任', role: 'manager', halls: 'all' };
const ONE: Caller = { ...ALL, role: 'supervisor', halls: ['H1', 'H2'] };
const id = (n: number): string => `00000000-0000-4000-8000-00000000000${String(n)}`;
const view = (n: number, given: Partial<SavedView> = {}): SavedView => ({
  id: id(n),
  name: `视图${String(n)}`,
  address: `/analysis?metric=wait_p90&hall=H${String(n)}`,
  shared: false,
  place: null,
  placeName: null,
  revision: 7,
  madeBy: '主任',
  changedBy: '主任',
  changedAt: '2026-03-02T02:00:00.000Z',
  own: true,
  mayChange: true,
  start: false,
  ...given,
});

describe('the saved views of a page', () => {
  let server: Server;
  let items: SavedView[];
  let put: () => unknown;
  beforeEach(() => {
    items = [
      view(1),
      view(2, { shared: true, madeBy: '李', mayChange: false }),
      view(3, { address: '/ranking?metric=x' }),
    ];
    put = () => view(1);
    server = serve({
      'GET /v1/views': () => ({ items }),
      'POST /v1/views': () => view(4),
      [`PUT /v1/views/${id(1)}`]: () => put(),
      [`DELETE /v1/views/${id(1)}`]: () => ({}),
      'PUT /v1/views/start': () => ({}),
    });
  });
  afterEach(() => {
    server.close();
  });
  async function shown(caller = ALL, address = '/analysis?hall=H1&metric=wait_p90'): Promise<Mounted> {
    const all = await mounted(SavedViews, { page: '/analysis' }, { caller, address });
    await flushPromises();
    return all;
  }
  const sent = () => server.asked.filter(({ method }) => method !== 'GET');
  const save = async ({ byTestId }: Mounted): Promise<void> => {
    await byTestId('view-form').trigger('submit');
    await flushPromises();
  };

  it('are those of this page, and the one that is shown is marked, in whichever order it is said', async () => {
    const { byTestId } = await shown();
    expect(byTestId(`view-${id(3)}`).exists()).toBe(false);
    expect(byTestId(`view-${id(1)}`).attributes('aria-current')).toBe('page');
    expect(byTestId(`view-${id(2)}`).attributes('aria-current')).toBeUndefined();
    expect(byTestId(`view-${id(2)}`).attributes('title')).toBe(phrase('views.sharedBy', { name: '李' }));
  });

  it('take what the page shows now as another one', async () => {
    const all = await shown();
    await all.byTestId('view-new').trigger('click');
    expect(all.byTestId('view-save').attributes('disabled')).toBeDefined();
    await all.byTestId('view-name').setValue('东区等候');
    await all.byTestId('view-shared').setValue(true);
    await save(all);
    expect(sent().map(({ body }) => body)).toEqual([
      { name: '东区等候', shared: true, address: '/analysis?hall=H1&metric=wait_p90' },
    ]);
    expect(all.byTestId('view-form').exists()).toBe(false);
  });

  it('of all halls are shared by those alone who see all halls', async () => {
    const whole = await shown(ONE, '/analysis?metric=wait_p90');
    await whole.byTestId('view-new').trigger('click');
    expect(whole.byTestId('view-shared').attributes('disabled')).toBeDefined();
    expect(whole.page.text()).toContain(phrase('views.bureauOnly'));
    const ofHall = await shown(ONE);
    await ofHall.byTestId('view-new').trigger('click');
    expect(ofHall.byTestId('view-shared').attributes('disabled')).toBeUndefined();
  });

  it('keep their address when only the name becomes another one, and what was typed when that is refused', async () => {
    const all = await shown(ALL, '/analysis?metric=served');
    await all.byTestId('views-manage').trigger('click');
    await all.byTestId(`view-change-${id(1)}`).trigger('click');
    await all.byTestId('view-name').setValue('新名');
    put = () => refusal(409, 'view-changed');
    await save(all);
    expect((all.byTestId('view-name').element as HTMLInputElement).value).toBe('新名');
    put = () => view(1);
    await all.byTestId('view-renew').setValue(true);
    await save(all);
    expect(sent().map(({ body }) => body)).toEqual([
      { revision: 7, name: '新名', shared: false, address: '/analysis?metric=wait_p90&hall=H1' },
      { revision: 7, name: '新名', shared: false, address: '/analysis?metric=served' },
    ]);
  });

  it('are changed and removed by those who may, removed after a second yes', async () => {
    const { byTestId } = await shown();
    await byTestId('views-manage').trigger('click');
    expect(byTestId(`view-change-${id(2)}`).exists()).toBe(false);
    expect(byTestId(`view-doubt-${id(2)}`).exists()).toBe(false);
    await byTestId(`view-doubt-${id(1)}`).trigger('click');
    expect(sent()).toEqual([]);
    await byTestId(`view-remove-${id(1)}`).trigger('click');
    await flushPromises();
    expect(sent().map(({ method, query }) => [method, query.get('revision')])).toEqual([['DELETE', '7']]);
  });

  it('begin the analysis with one, or no longer', async () => {
    items = [view(1), view(2, { start: true })];
    const { byTestId } = await shown();
    await byTestId('views-manage').trigger('click');
    await byTestId(`view-start-${id(1)}`).trigger('click');
    await byTestId(`view-start-${id(2)}`).trigger('click');
    await flushPromises();
    expect(sent().map(({ body }) => body)).toEqual([{ id: id(1) }, { id: null }]);
  });
});
