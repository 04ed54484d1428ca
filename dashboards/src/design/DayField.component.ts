import { flushPromises } from '@vue/test-utils';
import { mounted } from '../testing/mounted';
import DayField from './DayField.vue';
import TimeField from './TimeField.vue';

/** Types into a field of the library as a person does. */
async function type(page: Awaited<ReturnType<typeof mounted>>['page'], text: string): Promise<void> {
  const input = page.get('input');
  await input.trigger('focus');
  await input.setValue(text);
  await input.trigger('keydown', { key: 'Enter', code: 'Enter' });
  await flushPromises();
}

describe('a day that is typed', () => {
  it('is told as it is written, whatever zone the device is in', async () => {
    const { page } = await mounted(DayField, { day: '2026-03-09', label: '自' });
    expect((page.get('input').element as HTMLInputElement).value).toBe('2026-03-09');
    await type(page, '2026-03-29');
    expect(page.emitted('update:day')).toEqual([['2026-03-29']]);
  });

  it('is not told when it is none', async () => {
    const { page } = await mounted(DayField, { day: '2026-03-09', label: '自' });
    await type(page, 'morgen');
    expect(page.emitted('update:day')).toBeUndefined();
  });
});

describe('a time of day that is typed', () => {
  it('is told in hours and minutes', async () => {
    const { page } = await mounted(TimeField, { time: '14:00', label: '自' });
    expect((page.get('input').element as HTMLInputElement).value).toBe('14:00');
    await type(page, '16:30');
    expect(page.emitted('update:time')?.at(-1)).toEqual(['16:30']);
  });
});
