import type { LiveHall, Prompt } from '@cockpit/contracts';
import { i18n } from '../../shared/i18n';
import { mounted } from '../../testing/mounted';
import { anyPhrase, phrase } from '../../testing/phrase';
import { SAMPLE_HALL, SAMPLE_NOW } from '../../testing/sample-hall';
import WallStage from '../wall/WallStage.vue';

const [sample] = SAMPLE_HALL.prompts;
if (sample === undefined) throw new Error('the sample has no prompt');
const { windowId: _, aim: __, ...open } = sample;
const at = (min: number) => new Date(SAMPLE_NOW + min * 60_000).toISOString();
const agreed = (id: string, over: Partial<Prompt> = {}): Prompt => ({
  ...open,
  id,
  kind: 'other-hall',
  queues: ['order'],
  toHall: 'H8',
  state: 'accepted',
  decidedAt: at(-10),
  until: at(20),
  way: { name: '东湖大厅', travelMin: 15, hereP50Sec: 3960, hereP80Sec: 4200, thereP50Sec: 120, thereP80Sec: 300 },
  ...over,
});
const order: NonNullable<Prompt['orders']>[number] = {
  to: 'guide',
  state: 'told',
  raised: 0,
  words: { code: 'order.guide-mobile', params: {} },
  toldAt: at(-10),
  seenAt: null,
  answeredAt: null,
  answeredBy: null,
  reason: null,
  endedAt: null,
  steps: [],
};
const shown = async (prompts: Prompt[], isStale = false, situation: Partial<LiveHall['situation']> = {}) =>
  mounted(WallStage, {
    snapshot: { ...SAMPLE_HALL, prompts, situation: { ...SAMPLE_HALL.situation, ...situation } },
    now: SAMPLE_NOW,
    passedSec: 0,
    isStale,
    face: 'map',
    staleText: isStale ? '没有数据' : null,
    twin: null,
    twinStale: false,
    cards: null,
    saving: null,
  });

describe('what is in force on the wall', () => {
  afterEach(() => {
    i18n.global.locale.value = 'zh-CN';
  });

  it('is told with its end, beside a prompt that is open and without one', async () => {
    for (const prompts of [[agreed('a')], [sample, agreed('a')]]) {
      const said = (await shown(prompts)).byTestId('in-force').text();
      expect(said).toContain(phrase('inForce.title'));
      expect(said).toContain(phrase('prompt.do.otherHall', { queues: '治安', hall: '东湖大厅' }));
      expect(said).toContain(phrase('inForce.until', { time: '10:44' }));
    }
    i18n.global.locale.value = 'en';
    expect((await shown([agreed('a')])).byTestId('in-force').text()).toContain('until 10:44');
  });

  it('is under way only once whoever is asked has confirmed and done it', async () => {
    let chased = [{ prompt: 'a', min: 10 }];
    const said = async (...states: (typeof order)['state'][]) =>
      (await shown([agreed('a', { orders: states.map((state) => ({ ...order, state })) })], false, { chased }))
        .byTestId('in-force-a')
        .text();
    expect(await said('told')).toContain(phrase('inForce.waitsFor', { min: 10 }));
    chased = [];
    expect(await said('told')).toContain(phrase('inForce.waits'));
    expect(await said('received', 'told')).toContain(phrase('inForce.waits'));
    expect(await said('told')).not.toMatch(anyPhrase('inForce.waitsFor'));
    expect(await said('received', 'done')).toContain(phrase('inForce.received'));
    expect(await said('done')).toContain(phrase('inForce.doing'));
    expect(await said('cannot', 'told')).toContain(phrase('inForce.cannot'));
    const busy = agreed('a', { orders: [{ ...order, to: 'window' }], freeAt: null });
    const finishing = (await shown([busy])).byTestId('in-force-a').text();
    expect(finishing).toContain(phrase('inForce.finishes'));
    expect(finishing).not.toMatch(anyPhrase('inForce.waitsFor'));
  });

  it('is what was agreed to last, three of them, what somebody has to see to first, and how many in all', async () => {
    const many = [4, 3, 2, 1].map((min) => agreed(String(min), { decidedAt: at(-min) }));
    const all = await shown(many);
    expect(all.page.findAll('[data-testid^="in-force-"]').map((one) => one.attributes('data-testid'))).toEqual([
      ...['in-force-1', 'in-force-2', 'in-force-3', 'in-force-more'],
    ]);
    expect(all.byTestId('in-force-more').text()).toBe(phrase('inForce.more', { n: 1 }));
    expect(all.byTestId('in-force').get('h2').text()).toBe(phrase('inForce.titleOf', { n: 4 }));
    const late = await shown([...many.slice(1), agreed('4', { decidedAt: at(-4), orders: [order] })]);
    expect(late.page.findAll('[data-testid^="in-force-"]')[0]?.attributes('data-testid')).toBe('in-force-4');
  });

  it('begins with what was agreed to for the queue that the band speaks of, and is green only while nothing is overdue', async () => {
    const waits = (id: string, queue: string) => agreed(id, { queues: [queue], orders: [order] });
    const prompts = [waits('other', 'household'), waits('worst', 'traffic')];
    const chased = [
      { prompt: 'other', min: 30 },
      { prompt: 'worst', min: 6 },
    ];
    const late = await shown(prompts, false, { chased });
    expect(late.page.findAll('[data-testid^="in-force-"]')[0]?.attributes('data-testid')).toBe('in-force-worst');
    expect(late.byTestId('in-force').classes()).toContain('late');
    const fine = await shown(prompts);
    expect(fine.byTestId('in-force').classes()).not.toContain('late');
  });

  it('is nothing that has ended, was declined or is only proposed, nor what nobody confirms any more', async () => {
    const over = [agreed('a', { until: at(-1) }), agreed('b', { state: 'done' }), agreed('c', { state: 'declined' })];
    expect((await shown([sample, ...over])).byTestId('in-force').exists()).toBe(false);
    expect((await shown([agreed('a')], true)).byTestId('in-force').exists()).toBe(false);
  });
});
