import { mounted } from '../testing/mounted';
import PrintedAt from './PrintedAt.vue';

it('tells a sheet of paper when it was printed, not when its page was opened', async () => {
  jest.useFakeTimers({
    now: Date.parse('2026-10-26T08:30:00Z'),
    doNotFake: ['setTimeout', 'nextTick', 'queueMicrotask'],
  });
  const { byTestId, page } = await mounted(PrintedAt, {});
  const opened = byTestId('printed-at').text();
  jest.setSystemTime(Date.parse('2026-10-26T09:45:00Z'));
  window.dispatchEvent(new Event('beforeprint'));
  await page.vm.$nextTick();
  const printed = byTestId('printed-at').text();
  jest.useRealTimers();
  expect([opened, printed].map((text) => /\d\d:(\d\d)/.exec(text)?.[1])).toEqual(['30', '45']);
  expect(printed).toContain(Intl.DateTimeFormat().resolvedOptions().timeZone);
});
