import type { LiveWindow } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import type { PlanLayout } from './plan';
import PlanMap from './PlanMap.vue';

const layout: PlanLayout = {
  aspect: 1.5,
  drawing: null,
  mark: { width: 0.1, height: 0.1 },
  zones: [
    { code: 'z', name: '西区', left: 0, top: 0, width: 0.5, height: 0.5 },
    { code: 'rest', name: '休息区', left: 0.5, top: 0, width: 0.05, height: 0.5 },
  ],
  terminals: [{ id: 't1', name: '一号机', zone: 'rest', left: 0.6, top: 0.1 }],
  windows: ['w1', 'w2', 'gone'].map((id, n) => ({ id, number: id.slice(1), zone: 'z', left: 0.1 * n, top: 0.1 })),
};
const window = (windowId: string, state: LiveWindow['state']): LiveWindow => ({
  windowId,
  number: windowId.slice(1),
  state,
  officerId: null,
  officerName: null,
  queues: [],
  homeQueue: null,
  ticketId: null,
  ticketNumber: null,
  ticketQueue: null,
  sinceSec: 1,
  reason: null,
  loadMin: 2,
  level: 'busy',
});
const windows = [window('w1', 'serving'), window('w2', 'closed')];
const shown = async (props: object = {}) => (await mounted(PlanMap, { layout, windows, ...props })).page;

describe('the drawn map of a hall', () => {
  it('says of each window how it stands, and shows none of which nothing is known', async () => {
    const page = await shown();
    expect(page.findAll('.window').map((one) => one.attributes('aria-label'))).toEqual([
      `${phrase('window.name', { number: 1 })}，${phrase('mark.busy')}`,
      `${phrase('window.name', { number: 2 })}，${phrase('mark.off')}`,
    ]);
    expect(page.findAll('.zone').map((zone) => [zone.text(), zone.classes('served')])).toEqual([
      ['西区', true],
      ['休息区', false],
    ]);
    expect(page.get('[data-testid="plan-terminal-t1"]').attributes('aria-label')).toBe('一号机');
  });

  it('opens a window where that can be done, and is a picture elsewhere', async () => {
    const page = await shown({ interactive: true, picked: 'w2' });
    const second = page.get('[data-testid="plan-window-w2"]');
    expect([second.element.tagName, second.attributes('role'), second.classes('picked')]).toEqual([
      'BUTTON',
      undefined,
      true,
    ]);
    await second.trigger('click');
    expect(page.getComponent(PlanMap).emitted('open')).toEqual([['w2']]);
    const picture = await shown();
    await picture.get('[data-testid="plan-window-w2"]').trigger('click');
    expect(picture.get('[data-testid="plan-window-w2"]').attributes('role')).toBe('img');
    expect(picture.getComponent(PlanMap).emitted('open')).toBeUndefined();
  });

  it('says that nobody has drawn it', async () => {
    expect((await shown()).find('[data-testid="plan-schematic"]').exists()).toBe(false);
    expect((await shown({ schematic: true })).text()).toContain(phrase('planLife.schematic'));
  });
});
