import type { MetricKey } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import MetricPicker from './MetricPicker.vue';

const KEYS: MetricKey[] = ['arrivals', 'wait_mean', 'service_level', 'on_time_rate', 'satisfied'];

describe('choosing a metric', () => {
  const shown = async () => {
    const chosen: MetricKey[] = [];
    const all = await mounted(MetricPicker, {
      keys: KEYS,
      label: '指标',
      modelValue: 'arrivals',
      'onUpdate:modelValue': (key: MetricKey) => chosen.push(key),
    });
    return { ...all, chosen };
  };

  it('shows them in groups', async () => {
    const { page } = await shown();
    const groups = page.findAll('optgroup').map((one) => [one.attributes('label'), one.findAll('option').length]);
    expect(groups[0]).toEqual([phrase('figures.group.queue'), 3]);
    expect(groups.reduce((sum, [, n]) => sum + Number(n), 0)).toBe(KEYS.length);
  });

  it('narrows them by a part of a name, and takes the first on Enter', async () => {
    const { page, byTestId, chosen } = await shown();
    await byTestId('metric-seek').setValue('按时');
    expect(page.findAll('option').map((one) => one.attributes('value'))).toEqual(['arrivals', 'on_time_rate']);
    expect(page.text()).toContain(phrase('figures.sought', { n: 1 }));
    await byTestId('metric-seek').trigger('keydown', { key: 'Enter' });
    expect(chosen).toEqual(['on_time_rate']);
  });

  it('takes nothing where nothing is found', async () => {
    const { byTestId, chosen } = await shown();
    await byTestId('metric-seek').setValue('没有这个');
    await byTestId('metric-seek').trigger('keydown', { key: 'Enter' });
    expect(chosen).toEqual([]);
  });
});
