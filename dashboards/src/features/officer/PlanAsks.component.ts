import { CANNOT_CODES, type MyPlanAsk } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import { settled } from '../../testing/settled';
import PlanAsks from './PlanAsks.vue';

const at = (time: string): string => `2026-10-26T${time}:00+08:00`;
const ask: MyPlanAsk = {
  hall: 'H32',
  hallName: '大厅',
  timeZone: 'Asia/Shanghai',
  madeAt: at('08:30'),
  toldAt: at('08:20'),
  windowId: 'w1',
  number: '1',
  said: null,
  by: null,
  at: null,
  reason: null,
  changes: [
    { kind: 'lunch', was: at('11:30'), from: at('12:10'), until: at('12:55') },
    { kind: 'break', was: at('15:00'), from: at('14:40'), until: at('14:50') },
  ],
};

describe('what the plan of the day orders of a window', () => {
  let server: Server;
  let asked: MyPlanAsk[];
  beforeEach(() => {
    asked = [ask];
    server = serve({
      'GET /v1/me/plan': () => ({ items: asked, next: null }),
      'POST /v1/halls/H32/plan/answer': () => {
        asked = [{ ...ask, said: 'received' }];
        return {};
      },
    });
  });
  afterEach(() => {
    server.close();
  });
  const opened = async () => {
    const all = await mounted(PlanAsks);
    await flushPromises();
    return all;
  };

  it('is told with its times, breaks with when they were, too, and confirmed with one large button', async () => {
    const { page, byTestId } = await opened();
    expect(page.findAll('.do p').map((line) => line.text())).toEqual([
      phrase('me.breakAsk', { kind: phrase('absence.lunch'), was: '11:30', from: '12:10', until: '12:55' }),
      phrase('me.breakAsk', { kind: phrase('absence.break'), was: '15:00', from: '14:40', until: '14:50' }),
    ]);
    expect(byTestId('order-receive').classes('primary')).toBe(true);
    await byTestId('order-receive').trigger('click');
    await flushPromises();
    expect(server.asked.find(({ method }) => method === 'POST')?.body).toEqual({
      madeAt: at('08:30'),
      windowId: 'w1',
      said: 'received',
    });
    expect(byTestId('plan-ask-w1').text()).toContain(phrase('me.planSaid.received'));
    expect(byTestId('order-receive').exists()).toBe(false);
  });

  it('is confirmed also where the answer was lost on its way back', async () => {
    server.close();
    server = serve({
      'GET /v1/me/plan': () => ({ items: asked, next: null }),
      'POST /v1/halls/H32/plan/answer': () => {
        asked = [{ ...ask, said: 'received' }];
        throw new TypeError('no line');
      },
    });
    const { byTestId } = await opened();
    await byTestId('order-receive').trigger('click');
    await settled();
    expect(document.body.textContent).toContain(phrase('order.received'));
    expect(document.body.textContent).not.toContain(phrase('problem.title'));
  });

  it('names the queues that are to be served besides and when a reserve opens, and any reason why not', async () => {
    const link = { kind: 'link' as const, from: at('09:00'), until: at('17:00'), queues: ['cr'], names: ['出入境'] };
    asked = [{ ...ask, changes: [link, { kind: 'open', from: at('10:00'), until: at('10:45') }] }];
    const { page, byTestId } = await opened();
    expect(page.findAll('.do p').map((line) => line.text())).toEqual([
      phrase('me.linkAsk', { number: '1', queues: '出入境', from: '09:00', until: '17:00' }),
      phrase('me.openAsk', { number: '1', from: '10:00', until: '10:45' }),
    ]);
    await byTestId('order-cannot').trigger('click');
    await flushPromises();
    expect(document.querySelectorAll('.quick button')).toHaveLength(CANNOT_CODES.length);
  });

  it('is not spoken of where there is nothing', async () => {
    asked = [];
    expect((await opened()).page.find('section').exists()).toBe(false);
  });
});
