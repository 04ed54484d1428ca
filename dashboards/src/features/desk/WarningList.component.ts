import { textOf, type Escalation, type Warning } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import WarningList from './WarningList.vue';

const warning = (id: string, over: Partial<Warning> = {}): Warning => ({
  id,
  rule: 'queue-longest-wait',
  ruleVersion: 1,
  hall: 'H32',
  scope: { kind: 'queue', code: 'traffic' },
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
  ...over,
});
const shown = (warnings: Warning[], over: object = {}) =>
  mounted(WarningList, {
    warnings,
    timeZone: 'Asia/Shanghai',
    now: Date.parse('2026-03-09T02:06:00.000Z'),
    canAnswer: true,
    isPending: () => false,
    ...over,
  });

describe('the warnings of the desk', () => {
  it('stand with the red ones first, since when in hall time, and who has taken them on', async () => {
    const { page } = await shown([
      warning('a', { handling: 'acknowledged', acknowledgedBy: '王芳' }),
      warning('b', { severity: 'red', scope: { kind: 'queue', code: 'household' } }),
    ]);
    const rows = page.findAll('li');
    expect(rows.map((row) => row.find('[data-testid]').attributes('data-testid'))).toEqual(['warning-b', 'warning-a']);
    expect(rows[0]?.text()).toContain('10:01');
    expect(rows[1]?.text()).toContain('王芳');
    expect(page.get('h2').text()).toContain('2');
  });

  it('of one cause are one row, behind which the others can be opened and answered', async () => {
    const { page } = await shown([warning('a'), warning('b', { severity: 'red' })]);
    expect(page.findAll('li').length).toBe(1);
    const rest = page.get('[data-testid="warning-rest"]');
    expect(rest.get('summary').text()).toContain('1');
    await rest.get('[data-testid="warning-a"] [data-testid="warning-ack"]').trigger('click');
    expect(page.emitted('acknowledge')).toEqual([['a']]);
  });

  it('are whole rows, the first few of them, with how many more there are', async () => {
    const many = (n: number) =>
      shown(
        Array.from({ length: n }, (_, i) =>
          warning(`w${String(i)}`, { scope: { kind: 'queue', code: `q${String(i)}` } }),
        ),
      );
    const few = await many(5);
    expect([few.page.findAll('li').length, few.page.find('[data-testid="warnings-all"]').exists()]).toEqual([5, false]);
    const { page } = await many(7);
    const all = page.get('[data-testid="warnings-all"]');
    expect([page.findAll('li').length, all.text(), all.attributes('aria-expanded')]).toEqual([
      4,
      phrase('warning.more', { n: 3 }),
      'false',
    ]);
    await all.trigger('click');
    expect([page.findAll('li').length, all.text(), all.attributes('aria-expanded')]).toEqual([
      7,
      phrase('warning.fewer'),
      'true',
    ]);
  });

  it('are gone from the list once ended, and their absence is said', async () => {
    const { page } = await shown([warning('a', { condition: 'resolved', handling: 'acknowledged' })]);
    expect([page.findAll('li').length, page.text()]).toEqual([0, expect.stringContaining(phrase('warning.none'))]);
  });

  it('are acknowledged once, and ended by whoever may', async () => {
    const { page } = await shown([
      warning('new'),
      warning('taken', { handling: 'acknowledged', acknowledgedBy: '王芳' }),
    ]);
    const [fresh, taken] = ['new', 'taken'].map((id) => page.get(`[data-testid="warning-${id}"]`));
    expect(taken?.find('[data-testid="warning-ack"]').exists()).toBe(false);
    await fresh?.get('[data-testid="warning-ack"]').trigger('click');
    await taken?.get('[data-testid="warning-resolve"]').trigger('click');
    expect([page.emitted('acknowledge'), page.emitted('resolve')]).toEqual([[['new']], [['taken']]]);
  });

  it('say who has each, at which level, since when and when it goes up; loudly when nobody is on duty', async () => {
    const held: Escalation = {
      state: 'told',
      level: 'supervisor',
      step: 1,
      people: ['王警官'],
      since: '2026-03-09T02:05:00.000Z',
      nextAt: '2026-03-09T02:10:00.000Z',
      why: { code: 'escalation.first', params: {} },
    };
    const nobody: Escalation = { ...held, state: 'nobody', people: [], nextAt: null };
    const { page } = await shown([warning('a', { escalation: held }), warning('b', { escalation: nobody })]);
    const [a, b] = page.findAll('[data-testid="holder"]');
    expect(a?.text()).toBe(
      `王警官 · ${textOf('duty-level.supervisor', {}, 'zh-CN')} · ${phrase('holder.told', { time: '10:05' })} · ${phrase('holder.up', { n: 4 })}`,
    );
    expect([b?.text(), b?.classes()]).toEqual([
      expect.stringContaining(phrase('holder.nobody')),
      expect.arrayContaining(['nobody']),
    ]);
  });

  it('offer nothing to whoever only looks, and nothing twice while an answer is on its way', async () => {
    const looking = await shown([warning('a')], { canAnswer: false });
    expect(looking.page.findAll('button').length).toBe(0);
    const waiting = await shown([warning('a')], { isPending: (id: string) => id === 'a' });
    expect(waiting.page.findAll('button').map((button) => button.attributes('disabled'))).toEqual(['', '']);
  });
});

it('say that somebody was told only after a receipt, and lead to what was not delivered', async () => {
  const { page } = await shown([
    warning('on-its-way', { told: { delivered: 0, waiting: 2, failed: 0 } }),
    warning('there', { told: { delivered: 2, waiting: 1, failed: 0 } }),
    warning('lost', { told: { delivered: 0, waiting: 0, failed: 1 } }),
    warning('nobody'),
  ]);
  const notified = (id: string): string => page.find(`[data-testid="warning-${id}"] [data-testid="notified"]`).text();
  expect([notified('on-its-way'), notified('there'), notified('lost')]).toEqual([
    phrase('notified.waiting'),
    phrase('notified.delivered', { n: 2 }),
    phrase('notified.failed', { n: 1 }),
  ]);
  expect(page.find('[data-testid="warning-nobody"] [data-testid="notified"]').exists()).toBe(false);
});
