import { textOf, type Notification } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { i18n } from '../../shared/i18n';
import { mounted, type Mounted } from '../../testing/mounted';
import { inSequence, phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import DeliveriesPanel from './DeliveriesPanel.vue';

const AT = '2026-03-02T01:00:00.000Z';
const sent = (id: string, given: Partial<Notification> = {}): Notification => ({
  id,
  subject: 'warning/w',
  phase: 'open',
  channel: '00000000-0000-4000-8000-000000000001',
  channelName: '值班群',
  kind: 'webhook',
  recipient: '值班群',
  hall: 'H1',
  level: 'red',
  state: 'delivered',
  attempts: 1,
  firedAt: AT,
  createdAt: AT,
  deliveredAt: AT,
  nextAt: null,
  receipt: null,
  error: null,
  text: `${id} 等候过长`,
  words: { code: 'x', params: {} },
  ...given,
});

describe('what went out', () => {
  let server: Server;
  let items: () => unknown;
  let again: () => unknown;
  let one: Notification;
  beforeEach(() => {
    items = () => ({ items: [sent('a')], next: null });
    again = () => sent('a');
    one = sent('a', { state: 'dead' });
    server = serve({
      'GET /v1/notifications': () => items(),
      'GET /v1/notifications/a': () => one,
      'POST /v1/notifications/a/resend': () => again(),
      'POST /v1/notifications/b/resend': () => again(),
    });
  });
  afterEach(() => {
    server.close();
    document.body.innerHTML = '';
    i18n.global.locale.value = 'zh-CN';
  });
  async function shown(address = '/channels'): Promise<Mounted> {
    const all = await mounted(DeliveriesPanel, { hallName: () => '城东大厅' }, { address });
    await flushPromises();
    return all;
  }
  const posted = () => server.asked.filter(({ method }) => method === 'POST').map(({ path }) => path);

  it('says of a withdrawn one calmly what went wrong before, and of others in words what the network said', async () => {
    const error = 'ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:9';
    const fault = { code: 'unreached.refused', params: {} };
    items = () => ({
      items: [sent('a', { state: 'withdrawn', error, fault }), sent('b', { state: 'failed', error, fault })],
      next: null,
    });
    const { byTestId } = await shown();
    const [withdrawn, failed] = ['withdrawn', 'failed'].map((state) => byTestId(`delivery-${state}`).find('details'));
    expect(withdrawn?.find('summary').text()).toBe(phrase('deliveries.earlier'));
    expect(withdrawn?.findAll('.bad')).toEqual([]);
    expect(withdrawn?.text()).toContain(textOf('unreached.refused', {}, 'zh-CN'));
    expect(failed?.find('summary.bad').text()).toBe(textOf('unreached.refused', {}, 'zh-CN'));
    expect(failed?.find('small').text()).toBe(error);
  });

  it('says what was sent where, to whom, and what became of it', async () => {
    items = () => ({
      items: [
        sent('a', { state: 'failed', attempts: 3, error: 'timeout', recipient: '王芳' }),
        sent('b', { phase: 'test', hall: null }),
      ],
      next: null,
    });
    const { byTestId } = await shown();
    const failed = byTestId('delivery-failed').text().replace(/\s+/g, ' ');
    expect(failed).toMatch(
      inSequence(
        '2026-03-02 09:00',
        `${phrase('deliveries.phase.open')} 城东大厅：a 等候过长`,
        '值班群 · 王芳',
        phrase('deliveries.state.failed'),
        'timeout',
        '3',
      ),
    );
    expect(byTestId('delivery-delivered').text()).toMatch(inSequence(phrase('deliveries.phase.test'), 'b 等候过长'));
    expect(byTestId('delivery-delivered').text()).not.toContain('城东大厅');
    expect(byTestId('delivery-delivered').find('button').exists()).toBe(false);
  });

  it('tells a warning that is over as one that was', async () => {
    items = () => ({ items: [sent('a', { phase: 'end' }), sent('b', { state: 'failed' })], next: null });
    const { byTestId } = await shown();
    const over = byTestId('delivery-delivered');
    expect(over.text().replace(/\s+/g, ' ')).toContain(`${phrase('deliveries.phase.end')} 城东大厅：a 等候过长`);
    expect(over.get('td span').classes()).toContain('dim');
    expect(byTestId('delivery-failed').get('td span').classes()).not.toContain('dim');
  });

  it('sends one again that did not arrive, and then asks how it stands', async () => {
    items = () => ({ items: [sent('a', { state: 'dead' })], next: null });
    const { byTestId } = await shown();
    items = () => ({ items: [sent('a', { state: 'queued' })], next: null });
    await byTestId('delivery-resend').trigger('click');
    await flushPromises();
    expect([posted(), byTestId('delivery-queued').text()]).toEqual([
      ['/v1/notifications/a/resend'],
      expect.stringContaining(phrase('deliveries.state.queued')),
    ]);
    expect(document.body.textContent).toContain(phrase('deliveries.resent'));
  });

  it('sends all again that were given up, where those alone are listed', async () => {
    items = () => ({ items: [sent('a', { state: 'dead' }), sent('b', { state: 'dead' })], next: null });
    expect((await shown()).byTestId('delivery-resend-all').exists()).toBe(false);
    const { byTestId } = await shown('/channels?state=dead');
    expect(server.asked.at(-1)?.query.get('state')).toBe('dead');
    expect(byTestId('delivery-resend-all').text()).toBe(phrase('deliveries.resendAll', { n: 2 }));
    await byTestId('delivery-resend-all').trigger('click');
    for (let n = 0; n < 4; n += 1) await flushPromises();
    expect(posted()).toEqual(['/v1/notifications/a/resend', '/v1/notifications/b/resend']);
    expect(document.body.textContent).toContain(phrase('deliveries.resentAll', { n: 2 }));
  });

  it('does not say that one could not be sent again where only the answer was lost', async () => {
    items = () => ({ items: [sent('a', { state: 'dead' })], next: null });
    again = () => refusal(504, 'no-answer');
    const { byTestId } = await shown();
    one = sent('a', { state: 'queued' });
    await byTestId('delivery-resend').trigger('click');
    for (let n = 0; n < 4; n += 1) await flushPromises();
    expect(document.body.textContent).toContain(phrase('deliveries.resent'));
  });

  it('says that one could not be sent again, and can be asked once more', async () => {
    again = () => refusal(503, 'unavailable');
    items = () => ({ items: [sent('a', { state: 'withdrawn' })], next: null });
    const { byTestId } = await shown();
    await byTestId('delivery-resend').trigger('click');
    await flushPromises();
    expect(document.body.textContent).not.toContain(phrase('deliveries.resent'));
    expect(byTestId('delivery-resend').element).toHaveProperty('disabled', false);
  });

  it('lists those of one state, says that there are none, and goes from page to page', async () => {
    items = () => ({ items: [], next: null });
    const { byTestId, page } = await shown('/channels?state=nonsense');
    expect(server.asked.at(-1)?.query.get('state')).toBeNull();
    await byTestId('delivery-state').setValue('acknowledged');
    await flushPromises();
    expect(server.asked.at(-1)?.query.get('state')).toBe('acknowledged');
    expect(page.text()).toContain(phrase('deliveries.none'));
    items = () => ({ items: [sent('n1')], next: 'c2' });
    const all = await shown();
    await all.byTestId('page-forth').trigger('click');
    await flushPromises();
    expect(Object.fromEntries(server.asked.at(-1)?.query ?? [])).toEqual({ limit: '50', cursor: 'c2' });
    // another state begins at its first page
    await all.byTestId('delivery-state').setValue('dead');
    await flushPromises();
    expect(Object.fromEntries(server.asked.at(-1)?.query ?? [])).toEqual({ limit: '50', state: 'dead' });
  });

  it('says why there is nothing, and of what it lists how old that is', async () => {
    i18n.global.locale.value = 'en';
    items = () => refusal(503, 'unavailable');
    const none = await shown();
    expect(none.page.text()).toContain('The messages could not be fetched');
    expect(none.byTestId('late-note').exists()).toBe(false);
    items = () => ({ items: [sent('a')], next: null });
    await none.page.get('.btn').trigger('click');
    await flushPromises();
    expect(none.byTestId('delivery-delivered').exists()).toBe(true);
    items = () => refusal(503, 'unavailable');
    await none.client.invalidateQueries();
    await flushPromises();
    expect(none.byTestId('late-note').exists()).toBe(true);
    expect(none.byTestId('delivery-delivered').exists()).toBe(true);
  });
});
