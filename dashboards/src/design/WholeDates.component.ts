import { mount } from '@vue/test-utils';
import { h } from 'vue';
import WholeDates from './WholeDates.vue';

it('keeps days, times and ranges in one piece, and every other word as it is', () => {
  const text = '草稿 · 2026-10-01 至 2026-11-02 10:24 · 32.4–60.9 · 第 2 版';
  const page = mount({ render: () => h('p', h(WholeDates, { text })) });
  expect(page.text()).toBe(text);
  expect(page.findAll('span').map((one) => one.text())).toEqual(['2026-10-01', '2026-11-02 10:24', '32.4–60.9']);
});

it('keeps a figure with its unit, with what it may be off and with what it becomes', () => {
  const text = 'mean wait 19.7 → 10.1 min, 48% ± 13% less; 09:30–10:00, about 35 min for 2 halls';
  const page = mount({ render: () => h('p', h(WholeDates, { text })) });
  expect(page.text()).toBe(text);
  const whole = page.findAll('span').map((one) => one.text());
  expect(whole).toEqual(['19.7 → 10.1 min', '48% ± 13%', '09:30–10:00', '35 min']);
});
