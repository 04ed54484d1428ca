import type { MyOrder } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import OrderCards from './OrderCards.vue';

const order = (over: Partial<MyOrder>): MyOrder => ({
  promptId: 'p1',
  to: 'window',
  hall: 'H32',
  hallName: '大厅',
  timeZone: 'Asia/Shanghai',
  windowId: 'w1',
  words: { code: 'x', params: {} },
  state: 'told',
  toldAt: '2026-10-26T10:08:00+08:00',
  endedAt: null,
  seenAt: null,
  raised: 0,
  reason: null,
  answeredAt: null,
  answeredBy: null,
  ...(over as object),
});

describe('what somebody at a window is asked to do', () => {
  let server: Server;
  const shown = async (over: Partial<MyOrder>) => {
    server = serve({
      'GET /v1/me/orders': () => ({ items: [order(over)], next: null }),
      'POST /v1/orders/p1/window/seen': () => null,
    });
    const { page } = await mounted(OrderCards);
    await flushPromises();
    return page;
  };
  const buttons = (page: Awaited<ReturnType<typeof shown>>) =>
    page.findAll('button.btn').map((one) => [one.text(), one.classes().includes('primary')]);
  afterEach(() => {
    server.close();
  });

  it('is confirmed with one large button, and refused with a small one', async () => {
    expect(buttons(await shown({ state: 'told' }))).toEqual([
      [phrase('order.receive'), true],
      [phrase('order.cannot'), false],
    ]);
  });

  it('asks nobody to say yes who has said that it cannot be done', async () => {
    const page = await shown({ state: 'cannot', reason: '手上业务走不开' });
    expect(page.text()).toContain('手上业务走不开');
    expect(buttons(page)).toEqual([[phrase('order.canNow'), false]]);
    expect(buttons(await shown({ state: 'received' }))).toEqual([[phrase('order.cannot'), false]]);
  });
});
