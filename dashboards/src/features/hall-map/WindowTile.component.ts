import type { LiveWindow } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import WindowTile from './WindowTile.vue';

const window = (over: Partial<LiveWindow> = {}): LiveWindow => ({
  windowId: 'w1',
  number: '01',
  state: 'serving',
  officerId: 'o1',
  officerName: '欧阳建国',
  queues: ['household'],
  homeQueue: 'household',
  ticketId: 't1',
  ticketNumber: 'A010',
  ticketQueue: 'household',
  sinceSec: 100,
  reason: null,
  loadMin: 22.6,
  level: 'busy',
  ...over,
});
const shown = async (over: Partial<LiveWindow> = {}, props: object = {}) => {
  const { page } = await mounted(WindowTile, {
    window: window(over),
    passedSec: 20,
    now: Date.parse('2026-10-26T04:20:00Z'),
    timeZone: 'Asia/Shanghai',
    shape: 'wide',
    ...props,
  });
  return page.get('[data-testid="window-tile-w1"]');
};

describe('the tile of a window', () => {
  it('shows the ticket at it, for how long, by whom, and by its bar what waits for it', async () => {
    const tile = await shown();
    expect(['n', 'k', 't', 'o'].map((part) => tile.get(`.${part}`).text().replace(/\s+/g, ' '))).toEqual([
      '01',
      'A010',
      '2:00',
      '欧阳建国',
    ]);
    expect(tile.get('.bar i').attributes('style')).toContain('50.');
    expect(tile.classes()).toContain('busy');
  });

  it('shows the end of a number that no tile is wide enough for, and says all of it', async () => {
    const tile = await shown({ ticketNumber: 'A20261129001' });
    expect(tile.get('.k').text()).toBe('..9001');
    expect(tile.attributes('aria-label')).toContain('A20261129001');
    expect((await shown({ ticketNumber: 'AB0012' })).get('.k').text()).toBe('AB0012');
  });

  it('marks what is out of the ordinary before which other branch it works for, and says what the mark means', async () => {
    const guests = { names: ['治安'], colour: 'var(--branch-3)', also: true, now: false };
    const idle = { state: 'idle', ticketId: null, ticketNumber: null, level: 'overloaded' } as const;
    const exception = { code: 'idle-beside', queue: 'household', waiting: 12 } as const;
    const tile = await shown({ ...idle, exception }, { guests, beside: '户政' });
    const said = { queue: '户政', n: 12 };
    expect([tile.get('[data-testid="tag"]').text(), tile.classes().includes('odd')]).toEqual([
      phrase('window.idleBeside.near', { n: 12 }),
      true,
    ]);
    expect(tile.attributes('aria-label')).toContain(phrase('window.idleBeside.spoken', said));
    const long = await shown({ exception: { code: 'long-service', times: 3.4 } }, { density: 1 });
    expect(long.get('[data-testid="tag"]').text()).toBe(phrase('window.longService.far', { times: 3.4 }));
    const linked = await shown(idle, { guests });
    expect([linked.classes().includes('idle'), linked.classes().includes('odd')]).toEqual([true, false]);
  });

  it('counts in minutes from an hour on: seconds would not fit a small tile', async () => {
    expect((await shown({ sinceSec: 3579 })).get('.t').text()).toBe('59:59');
    expect((await shown({ sinceSec: 4501 })).get('.t').text()).toBe(phrase('unit.minutes', { n: 75 }));
  });

  it.each([
    ['closed', 'off'],
    ['offline', 'off'],
    ['fault', 'fault'],
  ] as const)('shows no load of one that is %s, whatever still waits', async (state, mark) => {
    const tile = await shown({ state });
    expect(tile.get('.bar i').attributes('style')).toBe('width: 0%;');
    expect(tile.classes()).toContain(mark);
  });

  it('says of an idle one that it is idle, and nothing of work there is none of', async () => {
    const said = async (loadMin: number) => {
      const tile = await shown({ state: 'idle', level: 'normal', ticketNumber: null, loadMin });
      return [tile.get('.k').text(), tile.classes().includes('unloaded')];
    };
    expect(await said(0.3)).toEqual([phrase('mark.idle'), true]);
    expect(await said(4)).toEqual([phrase('mark.idle'), false]);
  });

  it.each(['closed', 'offline'] as const)('does not count how long it has been %s', async (state) => {
    expect((await shown({ state })).find('.t').exists()).toBe(false);
  });

  it('greys out when nothing is known of it any more', async () => {
    expect((await shown({ level: 'unknown' })).classes()).toContain('is-stale');
    expect((await shown()).classes()).not.toContain('is-stale');
  });

  it('hides the officer on a screen in public, also from screen readers', async () => {
    const tile = await shown({}, { masked: true });
    expect(tile.get('.o').text()).not.toContain('建国');
    expect(tile.attributes('aria-label')).not.toContain('建国');
    expect((await shown({}, { density: 3, shape: 'tall' })).find('.o').exists()).toBe(false);
  });

  it('opens where it may be touched, and is a picture elsewhere', async () => {
    const { page } = await mounted(WindowTile, {
      window: window(),
      passedSec: 0,
      now: 0,
      timeZone: 'Asia/Shanghai',
      shape: 'tall',
      interactive: true,
      movable: true,
    });
    await page.trigger('click');
    await page.trigger('dragstart');
    await page.trigger('dragend');
    expect([
      (page.element as Element).tagName,
      page.emitted('open'),
      page.emitted('grab'),
      page.emitted('release')?.length,
    ]).toEqual(['BUTTON', [['w1']], [['w1']], 1]);
    await page.setProps({ window: window({ state: 'paused' }) });
    await page.trigger('dragstart');
    expect([page.attributes('draggable'), page.emitted('grab')]).toEqual([undefined, [['w1']]]);
    const still = await shown();
    await still.trigger('click');
    expect([still.element.tagName, still.attributes('role')]).toEqual(['DIV', 'img']);
  });

  it('says of a planned absence which it is and when it ends, and by how much it has been overrun', async () => {
    const away = (backAt: string) => ({
      state: 'paused' as const,
      ticketId: null,
      ticketNumber: null,
      reason: 'lunch',
      loadMin: null,
      absence: { kind: 'lunch' as const, backAt },
    });
    const said = async (backAt: string) => {
      const tile = await shown(away(backAt));
      return ['k', 't'].map((part) => tile.get(`.${part}`).text());
    };
    expect(await said('2026-10-26T04:55:00Z')).toEqual([phrase('absence.lunch'), `${phrase('absence.back')} 12:55`]);
    expect(await said('2026-10-26T04:17:00Z')).toEqual([phrase('absence.lunch'), phrase('absence.late', { n: 3 })]);
  });

  it('says for which other branch it works, to the eye and to the ear', async () => {
    const guests = { names: ['治安'], colour: 'var(--branch-3)', also: true };
    const also = await shown({}, { guests });
    expect([also.get('[data-testid="tag"]').text(), also.attributes('aria-label')]).toEqual([
      '+治安',
      expect.stringContaining(phrase('window.also', { queue: '治安' })),
    ]);
    const instead = await shown({}, { guests: { ...guests, also: false } });
    expect([instead.get('[data-testid="tag"]').text(), instead.attributes('aria-label')]).toEqual([
      '治安',
      expect.stringContaining(phrase('window.instead', { queue: '治安' })),
    ]);
    const several = await shown({}, { guests: { ...guests, names: ['治安', '内保', '法制'] } });
    expect([several.get('[data-testid="tag"]').text(), several.attributes('aria-label')]).toEqual([
      `+${phrase('window.several', { n: 3 })}`,
      expect.stringContaining(phrase('window.also', { queue: '治安、内保、法制' })),
    ]);
    expect((await shown()).find('[data-testid="tag"]').exists()).toBe(false);
    const away = await shown({ state: 'paused' }, { guests });
    expect(away.find('[data-testid="tag"]').exists()).toBe(false);
  });
});
