import type { LiveHall, LiveWindow } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { settled } from '../../testing/settled';
import { SAMPLE_HALL } from '../../testing/sample-hall';
import WindowDrawer from './WindowDrawer.vue';

const [queue] = SAMPLE_HALL.queues;
const [sample] = SAMPLE_HALL.windows;
if (queue === undefined || sample === undefined) throw new Error('the sample has a queue and a window');
const hall: LiveHall = {
  ...SAMPLE_HALL,
  queues: [
    { ...queue, code: 'own', name: '户政', level: 'overloaded', waiting: 9 },
    { ...queue, code: 'calm', name: '证照', level: 'normal', waiting: 1 },
    { ...queue, code: 'full', name: '交管', level: 'overloaded', waiting: 31 },
  ],
};
const window: LiveWindow = {
  ...sample,
  windowId: 'w1',
  number: '7',
  state: 'paused',
  reason: null,
  queues: ['own'],
  homeQueue: 'own',
  officerId: 'o1',
  officerName: null,
  ticketNumber: null,
  sinceSec: 60,
  loadMin: 12.4,
};

describe('a window in detail', () => {
  let close = (): void => undefined;
  afterEach(() => {
    close();
    document.body.innerHTML = '';
  });
  const shown = async (more: Partial<LiveWindow> = {}, props: object = {}) => {
    const { page } = await mounted(WindowDrawer, {
      window: { ...window, ...more },
      snapshot: hall,
      detail: null,
      passedSec: 0,
      narrow: false,
      canMove: true,
      stale: false,
      ...props,
    });
    close = () => {
      page.unmount();
    };
    await settled();
    const detail = document.querySelector<HTMLElement>('[data-testid="window-detail"]');
    const facts = (): Record<string, string> =>
      Object.fromEntries(
        [...(detail?.querySelectorAll('dl > div') ?? [])].map((row) => [
          row.querySelector('dt')?.textContent ?? '',
          row.querySelector('dd')?.textContent.trim() ?? '',
        ]),
      );
    const ways = () => [...document.querySelectorAll<HTMLElement>('[data-testid^="move-to-"]')];
    return { page, detail, facts, ways };
  };

  it('offers the queues it could help, the worst first, and leads to that change', async () => {
    const { page, ways } = await shown();
    expect(ways().map(({ dataset }) => dataset['testid'])).toEqual(['move-to-full', 'move-to-calm']);
    expect(ways()[0]?.textContent).toMatch(/交管\s*31/);
    ways()[0]?.click();
    document.querySelector<HTMLElement>('[data-testid="window-move"]')?.click();
    expect(page.emitted('move')).toEqual([['w1', 'full'], ['w1']]);
  });

  it('says for which queues its officer is not qualified, and puts them last', async () => {
    const detail = {
      doc: { queues: hall.queues.map(({ code }) => ({ code, branch: code })), windows: [] },
      officers: [{ id: 'o1', name: '王', branches: ['own', 'calm'] }],
      branches: [],
    };
    const { ways } = await shown({}, { detail });
    expect(ways().map(({ dataset }) => dataset['testid'])).toEqual(['move-to-calm', 'move-to-full']);
    expect(ways().map(({ textContent }) => textContent.includes(phrase('window.untrained')))).toEqual([false, true]);
  });

  it('offers nothing to those who may move no window', async () => {
    const { detail, ways } = await shown({}, { canMove: false });
    expect([ways(), detail?.querySelector('[data-testid="window-move"]')]).toEqual([[], null]);
  });

  it('says who sits there, for how long by now, what it serves and how much that is', async () => {
    const { facts } = await shown({ officerName: '王明', ticketNumber: 'A012' }, { passedSec: 30 });
    expect(facts()).toMatchObject({
      [phrase('window.officer')]: '王明',
      [phrase('window.since')]: '1:30',
      [phrase('window.ticket')]: 'A012',
      [phrase('window.serves')]: '户政',
      [phrase('window.home')]: '户政',
      [phrase('window.loadTitle')]: phrase('unit.minutes', { n: 12 }),
    });
  });

  it('does not take unknown for nothing: no officer, no load, no length', async () => {
    const { facts } = await shown({ officerId: null, sinceSec: null, loadMin: null, queues: [], homeQueue: null });
    for (const term of [
      phrase('window.officer'),
      phrase('window.since'),
      phrase('window.serves'),
      phrase('window.home'),
      phrase('window.loadTitle'),
    ])
      expect(`${term} ${facts()[term] ?? '0'}`).toMatch(/^\D+$/);
  });

  it('says why it is paused, only where that was sent', async () => {
    const { detail } = await shown({ reason: '设备检修' });
    expect(detail?.textContent).toContain('设备检修');
    close();
    const count = Object.keys((await shown({ reason: '设备检修' })).facts()).length;
    close();
    expect(Object.keys((await shown()).facts())).toHaveLength(count - 1);
  });

  it('is marked while the figures are old, and is gone without a window', async () => {
    expect((await shown({}, { stale: true })).detail?.classList).toContain('is-stale');
    close();
    expect((await shown({}, { window: null })).detail).toBeNull();
  });
});
