import { textOf, type Warning } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { i18n } from '../../shared/i18n';
import { mounted, type Mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import WarningCourse from './WarningCourse.vue';

const NOW = Date.parse('2026-03-09T02:06:00.000Z');
const warning = (id: string, given: Partial<Warning> = {}): Warning => ({
  id,
  rule: 'queue-longest-wait',
  ruleVersion: 1,
  hall: 'H1',
  scope: { kind: 'queue', code: 'Q1' },
  severity: 'yellow',
  condition: 'firing',
  handling: 'new',
  message: `${id} 等候过长`,
  value: 34,
  threshold: 15,
  unit: '分',
  since: '2026-03-09T02:00:00.000Z',
  firedAt: '2026-03-09T02:01:00.000Z',
  clearedAt: null,
  ...given,
});
const step = (at: string, from: string, to: string, actor = 'rule', reason?: string) => ({
  at: `2026-03-09T${at}.000Z`,
  from,
  to,
  actor,
  ...(reason === undefined ? {} : { reason }),
});

describe('warnings and their course', () => {
  let server: Server;
  let course: (id: string) => unknown;
  beforeEach(() => {
    course = (id) => warning(id, { timeline: [step('02:01:00', 'pending', 'firing')] });
    server = serve({
      'GET /v1/warnings/a': () => course('a'),
      'GET /v1/warnings/b': () => course('b'),
    });
  });
  afterEach(() => {
    server.close();
    i18n.global.locale.value = 'zh-CN';
  });
  const shown = (warnings: Warning[]): Promise<Mounted> =>
    mounted(WarningCourse, { warnings, timeZone: 'Asia/Shanghai', now: NOW, none: '没有预警' });
  const open = async ({ page }: Mounted, id: string): Promise<void> => {
    await page.get(`[data-testid="course-${id}"] [data-testid="course-open"]`).trigger('click');
  };

  it('say by which rule, since when, until when, and who has them, on the clock of the hall', async () => {
    const { byTestId } = await shown([
      warning('a', { severity: 'red', acknowledgedBy: '王芳', handling: 'acknowledged' }),
      warning('b', { condition: 'resolved', handling: 'explained', clearedAt: '2026-03-09T02:05:00.000Z' }),
      warning('c', { silencedUntil: '2026-03-09T04:00:00.000Z', condition: 'recovering' }),
    ]);
    const parts = (id: string) =>
      byTestId(`course-${id}`)
        .findAll('.meta span')
        .map((one) => one.text());
    expect(parts('a')).toEqual([
      phrase('forecast.rule', { name: textOf('rule.queue-longest-wait', {}, 'zh-CN') }),
      phrase('forecast.fired', { time: '2026-03-09 10:01' }),
      expect.stringContaining('王芳'),
    ]);
    expect(parts('b')).toEqual([
      phrase('forecast.rule', { name: textOf('rule.queue-longest-wait', {}, 'zh-CN') }),
      phrase('forecast.fired', { time: '2026-03-09 10:01' }),
      phrase('forecast.over', { time: '10:05' }),
      expect.any(String),
    ]);
    expect(parts('c')[3]).toBe(phrase('forecast.silenced', { time: '2026-03-09 12:00' }));
    expect(byTestId('course-a').get('svg').attributes('aria-label')).toBe(phrase('severity.red'));
    expect(byTestId('course-b').get('svg').attributes('aria-label')).toBe(phrase('severity.yellow'));
  });

  it('say of one that is over that it is, and not that it is new', async () => {
    const gone = { condition: 'resolved', clearedAt: '2026-03-09T02:05:00.000Z' } as const;
    const { byTestId } = await shown([
      warning('a', gone),
      warning('b', { ...gone, handling: 'notified' }),
      warning('c', { ...gone, handling: 'acknowledged', acknowledgedBy: '王芳' }),
      warning('d'),
    ]);
    const last = (id: string) => byTestId(`course-${id}`).findAll('.meta span').at(-1)?.text();
    expect(['a', 'b'].map(last)).toEqual([phrase('forecast.endedUnanswered'), phrase('forecast.endedUnanswered')]);
    expect(last('c')).toContain('王芳');
    expect(last('d')).toBe(phrase('handling.new'));
  });

  it('name the day on which something happened later than the one they came on', async () => {
    course = (id) =>
      warning(id, { timeline: [step('02:01:00', 'pending', 'firing'), step('22:30:00', 'firing', 'resolved')] });
    const all = await shown([warning('a', { condition: 'resolved', clearedAt: '2026-03-09T22:30:00.000Z' })]);
    expect(all.byTestId('course-a').get('.meta').text()).toContain(
      phrase('forecast.over', { time: '2026-03-10 06:30' }),
    );
    await open(all, 'a');
    await flushPromises();
    expect(all.page.findAll('.course time').map((one) => one.text())).toEqual(['10:01:00', '2026-03-10 06:30']);
  });

  it('stand out where nobody has them', async () => {
    const held: NonNullable<Warning['escalation']> = {
      state: 'nobody',
      level: null,
      step: 0,
      people: [],
      since: '2026-03-09T02:01:00.000Z',
      nextAt: null,
      why: { code: 'x', params: {} },
    };
    const { byTestId } = await shown([warning('a', { escalation: held })]);
    expect([byTestId('holder').classes(), byTestId('holder').text()]).toEqual([
      ['nobody'],
      expect.stringContaining('10:01'),
    ]);
    // who has it says it all: not what was done last beside it
    expect(byTestId('course-a').findAll('.meta span')).toHaveLength(2);
  });

  it('show one course at a time, by whom and why, and put it away again', async () => {
    course = (id) =>
      warning(id, {
        timeline: [step('02:01:05', 'pending', 'firing'), step('02:03:00', 'new', 'acknowledged', '王芳', '去看看')],
      });
    const all = await shown([warning('a'), warning('b')]);
    await open(all, 'a');
    expect(all.byTestId('course-a').text()).toContain(phrase('state.loading'));
    await flushPromises();
    const steps = all.page.findAll('.course li').map((li) => li.text().replace(/\s+/g, ' '));
    expect(steps[0]).toMatch(/^10:01:05 .+ → .+/);
    expect(steps[1]).toMatch(/^10:03:00 .*王芳 去看看$/);
    await open(all, 'b');
    await flushPromises();
    expect(all.page.findAll('.course')).toHaveLength(1);
    expect(all.byTestId('course-a').find('[aria-expanded="true"]').exists()).toBe(false);
    await open(all, 'b');
    expect(all.page.find('.course').exists()).toBe(false);
  });

  it('go on telling of one that is open', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
    try {
      const all = await shown([warning('a')]);
      await open(all, 'a');
      await jest.advanceTimersByTimeAsync(50);
      expect(all.page.findAll('.course li')).toHaveLength(1);
      course = (id) =>
        warning(id, {
          timeline: [step('02:01:00', 'pending', 'firing'), step('02:07:00', 'firing', 'resolved')],
        });
      await jest.advanceTimersByTimeAsync(16_000);
      expect(all.page.findAll('.course li')).toHaveLength(2);
      all.page.unmount();
    } finally {
      jest.useRealTimers();
    }
  });

  it('say why a course could not be had, and that there is no warning', async () => {
    course = () => refusal(404, 'unknown-warning', 'there is none');
    const all = await shown([warning('a')]);
    await open(all, 'a');
    await flushPromises();
    expect(all.page.get('[role="alert"]').text()).not.toBe('');
    expect(all.byTestId('course-a').text()).not.toContain(phrase('state.loading'));
    expect((await shown([])).page.text()).toBe('没有预警');
  });
});
