import { timeOfDay } from '../shared/format';
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
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  expect(opened).toContain(timeOfDay(Date.parse('2026-10-26T08:30:00Z'), zone));
  expect(printed).toContain(timeOfDay(Date.parse('2026-10-26T09:45:00Z'), zone));
  expect(printed).toContain(zone);
});
