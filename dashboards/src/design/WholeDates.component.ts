import { mount } from '@vue/test-utils';
import { h } from 'vue';
import WholeDates from './WholeDates.vue';

it('keeps days, times and ranges in one piece, and every other word as it is', () => {
  const text = '草稿 · 2026-10-01 至 2026-11-02 10:24 · 32.4–60.9 · 第 2 版';
  const page = mount({ render: () => h('p', h(WholeDates, { text })) });
  expect(page.text()).toBe(text);
  expect(page.findAll('span').map((one) => one.text())).toEqual(['2026-10-01', '2026-11-02 10:24', '32.4–60.9']);
});
