import type { Prompt, PromptOrder } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { serve } from '../../testing/server';
import { settled } from '../../testing/settled';
import { anyPhrase, phrase } from '../../testing/phrase';
import PromptLog from './PromptLog.vue';

const order = (more: Partial<PromptOrder>): PromptOrder => ({
  to: 'guide',
  state: 'done',
  raised: 2,
  words: { code: 'x', params: {} },
  toldAt: '2026-10-26T10:08:00+08:00',
  seenAt: null,
  answeredAt: null,
  answeredBy: null,
  reason: null,
  endedAt: null,
  steps: [],
  ...more,
});
const prompt = (state: Prompt['state'], orders: PromptOrder[]): Prompt => ({
  id: 'p1',
  hall: 'H32',
  kind: 'other-hall',
  queues: ['a'],
  toHall: 'H42',
  state,
  why: '',
  ordinal: 1,
  confidence: 'high',
  predicted: {},
  gainMin: 30,
  orders,
  decidedAt: '2026-10-26T10:08:00+08:00',
  expiresAt: '2026-10-26T10:12:00+08:00',
  until: '2026-10-26T11:33:00+08:00',
});
const common = {
  saving: null,
  names: { queue: (code: string) => code, window: (id: string) => id, hall: (code: string) => code },
  now: Date.parse('2026-10-26T11:00:00+08:00'),
  timeZone: 'Asia/Shanghai',
  canAnswer: false,
  isPending: () => false,
};
const said = async (state: Prompt['state'], ...orders: PromptOrder[]): Promise<string> => {
  const { page } = await mounted(PromptLog, { ...common, prompts: [prompt(state, orders)] });
  return page.text();
};

describe('the record of the day', () => {
  it('calls done what was confirmed, and says of the rest that nobody did', async () => {
    const answered = { answeredAt: '2026-10-26T10:09:00+08:00', answeredBy: 'guide' };
    const confirmed = await said('done', order(answered));
    expect(confirmed).toContain(phrase('promptState.done'));
    expect(confirmed).not.toContain(phrase('order.notDone.unconfirmed'));
    const silent = await said('expired', order({ state: 'over' }));
    expect(silent).toContain(phrase('order.notDone.unconfirmed'));
    expect(silent).not.toContain(phrase('promptState.done'));
    expect(await said('undone', order({ state: 'over' }))).toContain(phrase('order.notDone.over'));
  });

  it('says how long a measure lasts where there is one, and nothing of that where it came to nothing', async () => {
    for (const state of ['accepted', 'carried-out', 'done'] as const)
      expect(await said(state)).toContain(phrase('prompt.until', { time: '11:33' }));
    for (const state of ['declined', 'expired', 'cancelled', 'undone'] as const)
      expect(await said(state)).not.toContain('11:33');
  });

  it('does not say of those who were only told that they confirmed nothing', async () => {
    const seen = await said('done', order({ to: 'window', state: 'done', raised: 0 }), order({ raised: 0 }));
    expect(seen).not.toContain(phrase('order.notDone.unconfirmed'));
  });

  it('opens an effect down to the waits it stands on', async () => {
    const effect: Prompt['effect'] = {
      savedMin: 40,
      lowMin: 12,
      highMin: 70,
      method: 'observed',
      expectedMin: 166,
      deed: { code: 'served', served: 1, minutes: 45 },
    };
    const { page, byTestId } = await mounted(PromptLog, { ...common, prompts: [{ ...prompt('done', []), effect }] });
    expect(byTestId('effect-p1').text()).toBe('见效：少等约 40 分钟（12 至 70） · 当时推演 166 分钟');
    const server = serve({
      'GET /v1/prompts/p1/effect': () => ({
        promptId: 'p1',
        hall: 'H32',
        from: '2026-10-26T10:10:00+08:00',
        horizonMin: 60,
        visitors: 30,
        effect,
        tickets: [
          { ticketId: 't7', number: 'A7', queue: 'a', byDeed: true, observedSec: 300, withoutSec: 1260 },
          { ticketId: 't8', number: null, queue: 'a', byDeed: false, observedSec: 600, withoutSec: 660 },
        ],
      }),
    });
    const details = page.get('details');
    (details.element as HTMLDetailsElement).open = true;
    await details.trigger('toggle');
    await settled();
    const text = byTestId('effect-tickets-p1').text();
    server.close();
    expect(text).toContain('a A7：等了 5.0 分钟，若无此举约 21.0 分钟 由此办理或引导');
    expect(text).toContain('a t8：等了 10.0 分钟');
  });

  it('says of whom the effects are, once there are some: the card of a prompt foresees another time', async () => {
    expect(await said('expired')).not.toMatch(anyPhrase('record.how'));
    const effect: Prompt['effect'] = { savedMin: 90, lowMin: 20, highMin: 160, method: 'paired-simulation' };
    const { page } = await mounted(PromptLog, { ...common, prompts: [{ ...prompt('expired', []), effect }] });
    expect(page.text()).toMatch(anyPhrase('record.how', { judged: 60 }));
    expect(page.text()).toMatch(anyPhrase('record.how', { ahead: 40 }));
  });
});
