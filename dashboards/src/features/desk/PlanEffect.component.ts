import type { PlanTrial } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { anyPhrase, phrase } from '../../testing/phrase';
import PlanEffect from './PlanEffect.vue';

const worth = (meanWithMin: number, cut: number) => ({ days: 20, meanWithoutMin: 20, meanWithMin, cut, cutCI: 0.07 });
const trial = (over: Partial<PlanTrial> = {}) =>
  ({
    before: worth(5.5, 0.72),
    plan: { worth: worth(6.2, 0.69) },
    objections: [],
    allowed: true,
    ...over,
  }) as PlanTrial;
const shown = async (over: object) => {
  const { page } = await mounted(PlanEffect, {
    moves: 2,
    trial: null,
    problem: null,
    timeZone: 'Asia/Shanghai',
    ...over,
  });
  return page;
};

describe('what a change of the plan would bring', () => {
  it('is not spoken of while nothing is moved', async () => {
    expect((await shown({ moves: 0 })).find('[data-testid="plan-effect"]').exists()).toBe(false);
  });

  it('says that it is being played, and then the waits before and after with how sure they are', async () => {
    expect((await shown({})).text()).toContain(phrase('plan.playing'));
    const page = await shown({ trial: trial() });
    expect(page.text()).toMatch(anyPhrase('plan.effect', { before: '5.5', after: '6.2' }));
    expect(page.text()).toContain('72% ± 7% → 69% ± 7%');
    expect(page.find('.worse').exists()).toBe(true);
    // what reads the same is no gain, though the figures behind it may differ
    for (const min of [5.46, 5.52]) {
      const none = await shown({ trial: trial({ plan: { worth: worth(min, 0.72) } as never }) });
      expect(none.find('.same').text()).toMatch(anyPhrase('plan.effectNone', { after: '5.5' }));
    }
  });

  it('is adopted beside the effect, where it may be', async () => {
    const button = '[data-testid="plan-adopt-here"]';
    expect((await shown({ trial: trial() })).find(button).exists()).toBe(false);
    const page = await shown({ trial: trial(), mayAdopt: true });
    await page.get(button).trigger('click');
    expect(page.emitted('adopt')).toHaveLength(1);
  });

  it('tells limits that may be broken from rules that may not', async () => {
    const objections = [{ rule: 'zone-third' as const, at: '2026-10-26T12:00:00+08:00', number: '01', item: null }];
    expect((await shown({ trial: trial({ objections }) })).text()).toContain(phrase('plan.objections'));
    const text = (await shown({ trial: trial({ objections, allowed: false }) })).text();
    expect(text).toContain(phrase('plan.forbidden'));
    expect(text).toContain('12:00');
  });
});
