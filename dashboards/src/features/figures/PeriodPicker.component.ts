import { flushPromises, type VueWrapper } from '@vue/test-utils';
import type { ComponentPublicInstance } from 'vue';
import { mounted } from '../../testing/mounted';
import PeriodPicker from './PeriodPicker.vue';

const WEEK = { from: '2026-03-03', to: '2026-03-09' };

describe('choosing a period', () => {
  it('of the last days gives up one of its own', async () => {
    const { page, byTestId } = await mounted(PeriodPicker, { period: WEEK, days: 7, own: null });
    expect((byTestId('period').element as HTMLSelectElement).value).toBe('7');
    await byTestId('period').setValue('28');
    expect([page.emitted('update:own'), page.emitted('update:days')]).toEqual([[[null]], [[28]]]);
  });

  it('of its own begins with the days on the screen', async () => {
    const { page, byTestId } = await mounted(PeriodPicker, { period: WEEK, days: 7, own: null });
    await byTestId('period').setValue('own');
    expect([page.emitted('update:own'), page.emitted('update:days')]).toEqual([[[WEEK]], undefined]);
    const without = await mounted(PeriodPicker, { period: null, days: 7, own: null });
    await without.byTestId('period').setValue('own');
    expect(without.page.emitted('update:own')).toEqual([[{ from: '', to: '' }]]);
  });

  it('puts the earlier day first, and leaves a day that lacks alone', async () => {
    const { page } = await mounted(PeriodPicker, { period: WEEK, days: 7, own: WEEK });
    await flushPromises();
    for (let i = 0; i < 100 && page.findAllComponents({ name: 'DayField' }).length < 2; i += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    const [from, to] = page.findAllComponents({ name: 'DayField' });
    for (const [field, day] of [
      [from, '2026-03-20'],
      [to, ''],
    ] as const)
      (field as VueWrapper<ComponentPublicInstance> | undefined)?.vm.$emit('update:day', day);
    expect(page.emitted('update:own')).toEqual([
      [{ from: '2026-03-09', to: '2026-03-20' }],
      [{ from: '2026-03-03', to: '' }],
    ]);
  });
});
