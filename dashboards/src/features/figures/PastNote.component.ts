import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { serve } from '../../testing/server';
import PastNote from './PastNote.vue';

const answer = (past?: { days: number; of: number }): object => ({
  ...{ key: 'arrivals', unit: 'count', hall: null, from: '2026-03-03', to: '2026-03-05', by: null, parts: [] },
  ...{ value: 3, numerator: 3, denominator: 1, reason: null },
  freshness: { lastEventAt: null, ageSec: null, silent: false },
  ...(past === undefined ? {} : { past }),
});

it.each([
  [{ days: 12, of: 30 }, '过去 12/30 天已载入'],
  [undefined, ''],
])('says how much of the past is there: %j', async (past, text) => {
  serve({ 'GET /v1/metrics/arrivals': () => answer(past) });
  const { page } = await mounted(PastNote, {});
  await flushPromises();
  expect(page.text()).toBe(text);
});
