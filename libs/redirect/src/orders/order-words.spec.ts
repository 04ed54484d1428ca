import { chinese } from '@cockpit/contracts';
import { orderOf } from './order-words';

type Asked = Parameters<typeof orderOf>[0];
const asked = (more: Partial<Asked>): Asked => ({
  kind: 'link',
  windowId: 'w3',
  queues: ['hz', 'cr'],
  item: null,
  channel: null,
  toHall: null,
  way: null,
  ...more,
});
const names = {
  queues: [
    { code: 'hz', name: '户政', branch: 'hz', waitTargetMin: 15 },
    { code: 'cr', name: '出入境', branch: 'cr', waitTargetMin: 15 },
  ],
  windows: [
    { id: 'w3', number: '3', kind: 'specialised' as const, queues: ['hz'], homeQueue: 'hz', switchMin: 2, roster: [] },
  ],
  items: [{ code: 'card', name: '身份证', queue: 'hz', meanServiceMin: 8, share: 1, selfService: true, mobile: true }],
};
const said = (prompt: Partial<Asked>, to: 'window' | 'guide' = 'window', of: typeof names | null = names) => {
  const words = orderOf(asked(prompt), to, of);
  return words === null ? null : chinese(words);
};

describe('what an officer at a window is asked', () => {
  it('names the queue that is new to it, not the one it serves anyway', () => {
    expect(said({})).toBe('请 3 号窗口从现在起加办出入境：本队列无人等候时，叫他们的号');
    expect(said({ queues: ['hz'] })).toContain('加办户政');
  });

  it('names all it is to serve where it changes over, opens, or comes back', () => {
    expect(said({ kind: 'reassign', queues: ['cr'] })).toBe('请 3 号窗口从现在起改办出入境');
    expect(said({ kind: 'reassign' })).toContain('改办户政、出入境');
    expect(said({ kind: 'open' })).toBe('请开启 3 号窗口，办理户政、出入境');
    expect(said({ kind: 'recall', queues: ['hz'] })).toBe('请 3 号窗口的人员提前返岗');
  });

  it('is nothing where a measure concerns no window', () => {
    for (const kind of ['guide', 'other-hall']) expect(said({ kind, windowId: null, item: 'card' })).toBeNull();
    for (const kind of ['link', 'open', 'recall', 'reassign']) expect(said({ kind, windowId: null })).toBeNull();
  });
});

describe('what the guide is asked', () => {
  it('is to lead people to a terminal, to their phone, or to another hall', () => {
    const guide = (more: Partial<Asked>) => said({ kind: 'guide', windowId: null, item: 'card', ...more }, 'guide');
    expect(guide({ channel: 'self-service' })).toBe('请引导办理身份证的群众到自助终端');
    expect(guide({})).toBe('请引导办理身份证的群众到自助终端');
    expect(guide({ channel: 'mobile' })).toBe('请引导办理身份证的群众用掌办');
    const away = { kind: 'other-hall', queues: ['cr'], toHall: 'H2' };
    expect(guide(away)).toBe('请告诉办理出入境的群众：去 H2 更快');
    expect(guide({ ...away, way: { name: '东城大厅' } as Asked['way'] })).toBe(
      '请告诉办理出入境的群众：去东城大厅更快',
    );
  });

  it('is to tell those who wait of what a window begins to do', () => {
    expect(said({}, 'guide')).toBe('3 号窗口加办出入境，请告诉等候的群众');
    expect(said({ kind: 'reassign', queues: ['cr'] }, 'guide')).toContain('3 号窗口改办出入境');
    expect(said({ kind: 'open' }, 'guide')).toContain('开启 3 号窗口办理户政、出入境');
    expect(said({ kind: 'recall' }, 'guide')).toContain('请 3 号窗口提前返岗');
  });
});

describe('an order is understood', () => {
  it('also where the hall does not know the names any more: by their codes', () => {
    expect(said({ queues: ['hz', 'cr'] }, 'window', null)).toBe(
      '请 w3 号窗口从现在起加办 hz、cr：本队列无人等候时，叫他们的号',
    );
    expect(said({ queues: ['gone'], kind: 'reassign' })).toContain('改办 gone');
    expect(said({ kind: 'guide', item: 'gone', windowId: null }, 'guide')).toContain('办理 gone 的群众');
  });
});
