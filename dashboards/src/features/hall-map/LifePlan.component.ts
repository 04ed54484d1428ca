import type { Terminal } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import LifePlan from './LifePlan.vue';
import type { PlanLayout } from './plan';

const layout: PlanLayout = {
  aspect: 1.5,
  drawing: null,
  windows: [],
  mark: { width: 0.1, height: 0.1 },
  zones: [{ code: 'z', name: '自助区', left: 0, top: 0, width: 0.5, height: 0.5 }],
  terminals: ['t1', 't2', 't3'].map((id, n) => ({ id, name: `${id}号机`, zone: 'z', left: 0.1 * n, top: 0.1 })),
};
const shown = (terminals: [string, Terminal['state']][] | null, given: object = {}) =>
  mounted(LifePlan, {
    layout,
    snapshot: { windows: [], queues: [] },
    terminals: terminals === null ? null : new Map(terminals),
    ...given,
  });

describe('the plan of a hall', () => {
  it('says how each terminal stands, also to whoever hears it, and how many are up', async () => {
    const { byTestId, page } = await shown([
      ['t1', 'up'],
      ['t2', 'fault'],
    ]);
    expect(['t1', 't2', 't3'].map((id) => byTestId(`plan-terminal-${id}`).attributes('aria-label'))).toEqual([
      ...[
        `t1号机，${phrase('planLife.terminal.up')}`,
        `t2号机，${phrase('planLife.terminal.fault')}`,
        `t3号机，${phrase('planLife.terminal.unknown')}`,
      ],
    ]);
    expect(page.get('.zone').text()).toBe(`自助区 ${phrase('planLife.up', { up: 1, all: 3 })}`);
  });

  it('claims nothing of terminals of which nothing is known', async () => {
    const { byTestId, page } = await shown(null);
    expect(byTestId('plan-terminal-t1').attributes('aria-label')).toBe(
      `t1号机，${phrase('planLife.terminal.unknown')}`,
    );
    expect(page.get('.zone').text()).toBe('自助区');
  });

  it('says where nobody has drawn it', async () => {
    expect((await shown(null)).byTestId('plan-schematic').exists()).toBe(false);
    expect((await shown(null, { schematic: true })).byTestId('plan-schematic').text()).toContain(
      phrase('planLife.schematic'),
    );
  });
});
