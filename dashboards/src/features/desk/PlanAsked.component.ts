import type { HallPlan, PlanAsk } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { anyPhrase, phrase } from '../../testing/phrase';
import PlanAsked from './PlanAsked.vue';

const at = (time: string): string => `2026-10-26T${time}:00+08:00`;
const ask = (number: string, said: PlanAsk['said']): PlanAsk => ({
  windowId: `w${number}`,
  number,
  changes: [],
  said,
  ...(said === null ? { by: null, at: null } : { by: '王', at: at('09:05') }),
  reason: said === 'cannot' ? '手上业务走不开' : null,
});
const asked = Object.fromEntries(
  [ask('2', null), ask('10', null), ask('3', 'received'), ask('7', 'cannot')].map((one) => [one.windowId, one]),
);
const shown = async (plan: Partial<HallPlan>, canAnswer = true) =>
  (await mounted(PlanAsked, { plan, timeZone: 'Asia/Shanghai', canAnswer })).page;

describe('what windows said to a plan that moved their breaks', () => {
  it('is counted, and named where somebody has to see to it: who cannot first', async () => {
    const page = await shown({ asked });
    expect(page.get('p').text()).toBe(
      `${phrase('plan.asked.title')} ${phrase('plan.asked.counts', { of: 4, received: 1, cannot: 1, silent: 2 })}`,
    );
    expect(page.findAll('li').map((one) => one.get('span').text())).toEqual([
      `${phrase('window.name', { number: 7 })} ${phrase('plan.asked.cannotBy', { reason: '手上业务走不开', by: '王', time: '09:05' })}`,
      `${phrase('window.name', { number: 2 })} ${phrase('plan.asked.silent')}`,
      `${phrase('window.name', { number: 10 })} ${phrase('plan.asked.silent')}`,
    ]);
    // of a large hall just told nobody has answered yet: they do not push the plan away
    const silent = page.get('[data-testid="asked-silent"]');
    expect([silent.element.tagName, silent.attributes('open'), silent.findAll('li').length]).toEqual([
      ...['DETAILS', undefined, 2],
    ]);
    await page.get('[data-testid="told-w2"]').trigger('click');
    expect(page.emitted('told')).toEqual([['w2']]);
    expect((await shown({ asked }, false)).find('button').exists()).toBe(false);
  });

  it('is that of the plan in force while a later one is only a proposal, and nothing where nobody was asked', async () => {
    const inForce = { madeAt: at('08:30'), adopted: { by: '李', at: at('08:20') }, asked };
    expect((await shown({ inForce })).text()).toMatch(anyPhrase('plan.asked.counts', { of: 4 }));
    expect((await shown({})).find('section').exists()).toBe(false);
  });
});
