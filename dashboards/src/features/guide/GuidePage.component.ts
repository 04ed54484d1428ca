import type { Caller, GuidePerson, GuideView, MyOrder } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted, type Mounted } from '../../testing/mounted';
import { anyPhrase, phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import GuidePage from './GuidePage.vue';

const GUIDE: Caller = { kind: 'user', id: 'g', name: '导办', role: 'guide', halls: ['H1'] };
const NOW = '2026-03-02T02:00:00.000Z';
const person = (number: string, over: Partial<GuidePerson> = {}): GuidePerson => ({
  ticketId: number,
  number,
  queue: 'order',
  item: `i${number}`,
  itemName: `事项${number}`,
  channels: ['mobile'],
  waitedSec: 600,
  leftSec: 900,
  soon: false,
  promptId: null,
  ...over,
});
const queue = (code: string, fitting: number): GuideView['queues'][number] => ({
  code,
  name: code,
  waiting: 9,
  longestWaitSec: 600,
  predictedP50Sec: 600,
  level: 'busy',
  fitting,
});
const viewOf = (over: Partial<GuideView>): GuideView => ({
  hall: 'H1',
  name: '城东大厅',
  timeZone: 'Asia/Shanghai',
  open: true,
  openWindows: 3,
  now: NOW,
  at: NOW,
  silent: false,
  lastEventAt: NOW,
  queues: [],
  prompts: [],
  people: [],
  waiting: 20,
  fitting: 0,
  unknownItem: 0,
  terminals: [],
  halls: [],
  guidedToday: 0,
  guided: [],
  ...over,
});

describe('the page of a guide', () => {
  let server: Server;
  let view: GuideView;
  let orders: () => unknown;
  beforeEach(() => {
    orders = () => ({ items: [], next: null });
    server = serve({ 'GET /v1/halls/H1/guide': () => view, 'GET /v1/me/orders': () => orders() });
  });
  afterEach(() => {
    server.close();
  });
  async function shown(over: Partial<GuideView>): Promise<Mounted> {
    view = viewOf(over);
    const all = await mounted(GuidePage, { hall: 'H1' }, { caller: GUIDE });
    await flushPromises();
    await flushPromises();
    return all;
  }
  const cards = ({ page }: Mounted): string[] => page.findAll('.number').map((one) => one.text());

  it('lists whom to lead as the server has them, and nobody who is about to be called', async () => {
    const people = [person('D1', { leftSec: 3000 }), person('D2', { leftSec: 900 }), person('D3', { soon: true })];
    const all = await shown({ people, queues: [queue('order', 2)], fitting: 2 });
    expect(cards(all)).toEqual(['D1', 'D2']);
    expect(all.byTestId('guide-more').exists()).toBe(false);
  });

  it('says once what all terminals take, and offers other halls that are sooner before those that are not', async () => {
    const terminal = (id: string, items: string[]): GuideView['terminals'][number] => ({
      id,
      name: `自助终端 ${id}`,
      state: 'up',
      heardAt: NOW,
      lastUsedAt: null,
      items,
      allDay: false,
    });
    const hall = (code: string, queue: string, thereMin: number): GuideView['halls'][number] => ({
      code,
      name: `${code}大厅`,
      queue,
      travelMin: 10,
      waitThereSec: thereMin * 60,
      waitHereSec: 1800,
      heard: true,
      closesAt: null,
      waitingThere: 0,
      open: true,
    });
    const all = await shown({
      terminals: [terminal('01', ['a', 'b']), terminal('02', ['b', 'a'])],
      queues: [queue('order', 2), queue('traffic', 0)],
      halls: [hall('H2', 'order', 40), hall('H2', 'traffic', 40), hall('H3', 'traffic', 5)],
    });
    await all.byTestId('tab-terminals').trigger('click');
    expect(all.byTestId('terminal-items').get('summary').text()).toBe(phrase('guide.itemsAll', { n: 2 }));
    expect(all.byTestId('terminal-01').text()).not.toMatch(anyPhrase('guide.itemsAll'));
    await all.byTestId('tab-halls').trigger('click');
    expect(all.page.findAll('h2').map((one) => one.text().split(' ')[0])).toEqual(['traffic', 'order']);
    expect(all.byTestId('way-traffic-H3').text()).toContain(phrase('guide.better', { n: 15 }));
    expect(all.byTestId('later-traffic').get('summary').text()).toBe(phrase('guide.laterToo', { n: 1 }));
    expect(all.byTestId('later-order').get('summary').text()).toBe(phrase('guide.noneSooner', { n: 1 }));
  });

  it('lets nothing jump above the group that is open', async () => {
    const listed = (...numbers: string[]) => numbers.map((number) => person(number, { item: number.slice(0, 2) }));
    const rest = Array.from({ length: 9 }, (_, i) => `C1${String(i)}`);
    const all = await shown({ people: listed('A11', 'A12', ...rest), queues: [queue('order', 11)] });
    view = viewOf({ people: listed('B11', 'B12', 'A11', 'A12', ...rest), queues: [queue('order', 13)] });
    await all.client.refetchQueries({ queryKey: ['guide'] });
    await flushPromises();
    expect(
      cards(all)
        .map((number) => number.slice(0, 2))
        .filter((one, i, those) => one !== those[i - 1]),
    ).toEqual([...['A1', 'B1', 'C1']]);
  });

  it('tells one number of those who can be led, above the list and below it', async () => {
    const people = [person('D1'), person('A1', { queue: 'household' }), person('T1', { queue: 'traffic', soon: true })];
    const queues = [queue('order', 30), queue('household', 7), queue('traffic', 0)];
    const all = await shown({ people, queues, fitting: 37 });
    expect(all.byTestId('figure-fitting').text()).toContain('37');
    expect(all.byTestId('guide-more').text()).toContain(phrase('guide.more', { n: 37, shown: 2 }));
  });

  it('shows what the guide is asked to do once, with a button, and waits with the page until that is known', async () => {
    const prompt = (id: string): GuideView['prompts'][number] => ({
      id,
      hall: 'H1',
      kind: 'guide',
      queues: ['order'],
      state: 'accepted',
      why: '',
      confidence: 'high',
      predicted: {},
      gainMin: 30,
      decidedAt: NOW,
      expiresAt: NOW,
      until: NOW,
      ordinal: 1,
      channel: 'mobile',
    });
    const order: MyOrder = {
      promptId: 'p1',
      hall: 'H1',
      hallName: '城东大厅',
      timeZone: 'Asia/Shanghai',
      windowId: null,
      to: 'guide',
      state: 'told',
      raised: 0,
      words: { code: 'order.guide-mobile', params: { item: '事项' } },
      toldAt: NOW,
      seenAt: NOW,
      answeredAt: null,
      answeredBy: null,
      reason: null,
      endedAt: null,
    };
    orders = () => new Promise(() => undefined);
    expect((await shown({ prompts: [prompt('p1')] })).page.find('.clock').exists()).toBe(false);
    orders = () => ({ items: [order], next: null });
    const all = await shown({ prompts: [prompt('p1'), prompt('p2')] });
    expect(all.byTestId('order-guide-p1').exists()).toBe(true);
    expect([all.byTestId('guide-prompt-p1').exists(), all.byTestId('guide-prompt-p2').exists()]).toEqual([false, true]);
  });

  it('says that all are about to be called rather than that nobody has such an item', async () => {
    const all = await shown({ people: [person('D1', { soon: true })], queues: [queue('order', 0)] });
    expect(all.page.text()).toContain(phrase('guide.noneSoon'));
  });
});
