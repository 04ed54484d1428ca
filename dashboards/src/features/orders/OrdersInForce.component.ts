import type { Prompt, PromptOrder } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { inSequence, phrase } from '../../testing/phrase';
import OrdersInForce from './OrdersInForce.vue';

const at = (time: string): string => `2026-10-26T${time}:00+08:00`;
const order = (more: Partial<PromptOrder>): PromptOrder => ({
  to: 'window',
  state: 'told',
  raised: 0,
  words: { code: 'x', params: {} },
  toldAt: at('10:10'),
  seenAt: null,
  answeredAt: null,
  answeredBy: null,
  reason: null,
  endedAt: null,
  steps: [],
  ...more,
});
const prompt = (id: string, more: Partial<Prompt> = {}): Prompt => ({
  id,
  hall: 'H32',
  kind: 'link',
  windowId: 'w3',
  queues: ['a'],
  state: 'accepted',
  why: '',
  ordinal: 1,
  confidence: 'high',
  predicted: {},
  gainMin: 30,
  decidedAt: at('10:08'),
  expiresAt: at('10:12'),
  ...more,
});
const names = {
  queue: (code: string) => `队列${code}`,
  window: (id: string) => id.slice(1),
  item: (code: string) => code,
  hall: (code: string) => code,
  homeQueue: () => null,
};
const show = (prompts: Prompt[], canAnswer = true) =>
  mounted(OrdersInForce, {
    prompts,
    names,
    canAnswer,
    timeZone: 'Asia/Shanghai',
    now: Date.parse(at('10:30')),
    isPending: (id: string) => id === 'busy',
  });

describe('what was agreed to and is under way', () => {
  it('says since when and until when, how far it has come, and is taken back with one tap', async () => {
    const { page, byTestId } = await show([
      prompt('p1', { answeredAt: at('10:10'), until: at('11:00'), orders: [order({ seenAt: at('10:11') })] }),
    ]);
    expect(byTestId('in-force').text()).toMatch(
      inSequence(
        phrase('prompt.do.link', { window: 3, queues: '队列a' }),
        phrase('order.agreedAt', { time: '10:10' }),
        '11:00',
        phrase('order.to.window'),
        phrase('order.stage.seen'),
      ),
    );
    // beside the headings of the warnings and the record, no level left out below that of the page
    expect(byTestId('in-force').get('h2').text()).toBe(phrase('order.underWay'));
    await byTestId('in-force-undo-p1').trigger('click');
    expect(page.emitted('undo')).toEqual([['p1']]);
  });

  it('shows the two latest and says how many more there are', async () => {
    const { page } = await show([
      prompt('old', { answeredAt: at('10:01') }),
      prompt('new', { answeredAt: at('10:20'), state: 'carried-out' }),
      prompt('busy', { answeredAt: at('10:15') }),
    ]);
    expect(page.findAll('button').map((one) => one.attributes('data-testid'))).toEqual([
      'in-force-undo-new',
      'in-force-undo-busy',
    ]);
    expect(page.findAll('button').map((one) => one.attributes('disabled') !== undefined)).toEqual([false, true]);
    expect(page.text()).toContain(phrase('order.moreUnderWay', { n: 1 }));
  });

  it('is not there for what is over, was never agreed to, or has been taken back', async () => {
    const states = ['shown', 'done', 'declined', 'expired', 'cancelled', 'undone'] as const;
    const over = prompt('over', { answeredAt: at('10:01'), until: at('10:29') });
    const { byTestId } = await show([...states.map((state) => prompt(state, { state })), over]);
    expect(byTestId('in-force').exists()).toBe(false);
  });

  it('offers no way back to who may not answer', async () => {
    const { page } = await show([prompt('p1', { answeredAt: at('10:10') })], false);
    expect(page.findAll('button')).toHaveLength(0);
  });
});
