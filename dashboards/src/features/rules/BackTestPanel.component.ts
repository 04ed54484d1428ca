import type { BackTestDay } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { i18n } from '../../shared/i18n';
import { mounted, type Mounted } from '../../testing/mounted';
import { anyPhrase, phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import BackTestPanel from './BackTestPanel.vue';

type Firing = BackTestDay['firings'][number];
const firing = (at: string, given: Partial<Firing> = {}): Firing => ({
  at,
  until: null,
  scope: { kind: 'queue', code: 'Q1' },
  severity: 'yellow',
  message: '社保等候过长',
  value: 34,
  threshold: 15,
  leadMin: 8,
  acted: false,
  ...given,
});
const dayOf = (day: string, firings: Firing[] = [], given: Partial<BackTestDay> = {}): BackTestDay => ({
  hall: 'H1',
  day,
  rule: 'queue-longest-wait',
  version: 1,
  minutes: 480,
  stepMin: 1,
  firings,
  reached: 2,
  unannounced: 1,
  ...given,
});
const DAYS = ['2026-03-06', '2026-03-05', '2026-03-04', '2026-03-03', '2026-03-02', '2026-02-27'];
const PROPS = { hall: 'H1', rule: 'queue-longest-wait', name: '最长等候超过目标', timeZone: 'Asia/Shanghai' };

describe('a rule over past days', () => {
  let server: Server;
  let days: () => unknown;
  let run: (day: string) => unknown;
  beforeEach(() => {
    days = () => ({ days: DAYS });
    run = (day) => dayOf(day);
    server = serve({
      'GET /v1/halls/H1/back-test/days': () => days(),
      'GET /v1/halls/H1/back-test': ({ query }) => run(query.get('day') ?? ''),
    });
  });
  afterEach(() => {
    server.close();
    i18n.global.locale.value = 'zh-CN';
  });
  async function started(length?: string): Promise<Mounted> {
    const all = await mounted(BackTestPanel, PROPS);
    if (length !== undefined) await all.page.get('select').setValue(length);
    await all.byTestId('back-test-run').trigger('click');
    for (let n = 0; n < 8; n += 1) await flushPromises();
    return all;
  }
  const runs = () =>
    server.asked.filter(({ path }) => path.endsWith('/back-test')).map(({ query }) => query.get('day'));
  const status = ({ page }: Mounted) => page.get('[role="status"]').text();

  it('runs over as many of the latest days as were chosen, and sums them up', async () => {
    run = (day) =>
      day === DAYS[0]
        ? dayOf(day, [
            firing(`${day}T01:10:00.000Z`, { leadMin: 12, acted: true }),
            firing(`${day}T02:00:00.000Z`, { leadMin: null, message: '户政等候过长' }),
          ])
        : dayOf(day, [], { stepMin: 5 });
    const all = await started();
    expect(runs()).toEqual(DAYS.slice(0, 5));
    expect(status(all)).toBe(phrase('forecast.progress', { done: 5, of: 5 }));
    expect(all.byTestId('back-test-result').text()).toBe(
      `${phrase('forecast.result', { days: 5, fired: 2, acted: 1 })} ${phrase('forecast.leadBefore', { n: 12 })}`,
    );
    expect(all.page.text()).toContain(
      `${phrase('forecast.unannounced', { reached: 10, n: 5 })} ${phrase('forecast.calls', { n: 1 })}`,
    );
    expect(all.page.get('.perday').text()).toMatch(/^03-062/);
    expect(all.page.findAll('details li').map((li) => li.text())).toEqual([
      '2026-03-06 09:10 社保等候过长',
      '2026-03-06 10:00 户政等候过长',
    ]);
  });

  it('says of warnings that came late or told of no wait that they did', async () => {
    run = (day) => dayOf(day, [firing(`${day}T01:00:00.000Z`, { leadMin: -3 })], { stepMin: 5 });
    const { page } = await started('1');
    expect(page.text()).toContain(phrase('forecast.leadAfter', { n: 3 }));
    expect(page.text()).toContain(phrase('forecast.sampled', { n: 5 }));
    run = (day) => dayOf(day, [firing(`${day}T01:00:00.000Z`, { leadMin: 0 })]);
    expect((await started('1')).page.text()).toContain(phrase('forecast.leadAt'));
    run = (day) => dayOf(day);
    i18n.global.locale.value = 'en';
    const { byTestId } = await started('1');
    expect(byTestId('back-test-result').text()).toBe(
      'In 1 day it would have fired 0 times, 0 with an action; about no wait, or no wait beyond the limit followed',
    );
  });

  it('lists no more firings than are read, and says how many more there are', async () => {
    run = (day) =>
      dayOf(
        day,
        Array.from({ length: 33 }, () => firing(`${day}T01:00:00.000Z`)),
      );
    const items = (await started('1')).page.findAll('details li');
    expect([items.length, items.at(-1)?.text()]).toEqual([31, expect.stringContaining('3')]);
  });

  it('can be stopped between two days, and keeps what it found until then', async () => {
    let answer: (day: BackTestDay) => void = () => undefined;
    run = (day) =>
      day === DAYS[0]
        ? dayOf(day)
        : new Promise((done) => {
            answer = done;
          });
    const all = await started();
    expect([status(all), all.page.get('progress').attributes('max')]).toEqual([
      phrase('forecast.progress', { done: 1, of: 5 }),
      '5',
    ]);
    await all.byTestId('back-test-stop').trigger('click');
    answer(dayOf(DAYS[1] ?? ''));
    await flushPromises();
    expect([status(all), runs(), all.byTestId('back-test-run').exists()]).toEqual([
      phrase('forecast.progress', { done: 1, of: 5 }),
      DAYS.slice(0, 2),
      true,
    ]);
  });

  it('shows nothing of one rule under the name of another', async () => {
    const all = await started('1');
    expect(all.byTestId('back-test-result').exists()).toBe(true);
    await all.page.setProps({ rule: 'hall-load', name: '大厅负荷' });
    expect(all.page.get('h2').text()).toBe(phrase('forecast.testing', { rule: '大厅负荷' }));
    expect([all.byTestId('back-test-result').exists(), status(all)]).toEqual([false, '']);
  });

  it('says which day could not be run, and why, beside those that could', async () => {
    run = (day) => (day === DAYS[1] ? refusal(503, 'unavailable', 'gone') : dayOf(day));
    const all = await started();
    expect(all.page.get('[role="alert"]').text()).toMatch(anyPhrase('forecast.testFailed', { day: '2026-03-05' }));
    expect(status(all)).toBe(phrase('forecast.progress', { done: 1, of: 5 }));
  });

  it('says that there is no day to run over, or that it is not known which', async () => {
    days = () => ({ days: [] });
    expect(status(await started())).toBe(phrase('rules.noDays'));
    days = () => refusal(503, 'unavailable');
    const all = await started();
    expect(all.page.get('[role="alert"]').text()).toMatch(anyPhrase('forecast.testDaysFailed'));
    expect(status(all)).toBe('');
  });
});
