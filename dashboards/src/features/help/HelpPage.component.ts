import type { Caller } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { anyPhrase, phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import { settled } from '../../testing/settled';
import HelpPage from './HelpPage.vue';
import { TASKS } from './tasks';

const section = (id: string, level: number, title: string, html: string) => ({ id, level, title, html });
const GUIDES = [
  {
    name: 'alerts',
    lang: 'zh-CN',
    title: '预警',
    sections: [
      section('预警', 1, '预警', '<p>谁先知道</p>'),
      section('升级', 2, '升级', '<p>十分钟无人处置，报给上一级。见 <a href="/help/live">实时</a></p>'),
    ],
  },
  {
    name: 'live',
    lang: 'en',
    title: 'Live state',
    sections: [section('live', 1, 'Live state', '<p>One snapshot</p>')],
  },
];

describe('the guides', () => {
  let server: Server;
  let answer: () => unknown = () => GUIDES;
  const seen = jest.fn();
  beforeEach(() => {
    seen.mockClear();
    // jsdom has no layout
    Element.prototype.scrollIntoView = seen;
    answer = () => GUIDES;
    server = serve({ 'GET /help/zh-CN.json': () => answer() });
  });
  afterEach(() => {
    server.close();
  });
  const shown = async (document = '') => {
    const made = await mounted(HelpPage, { document }, { address: `/help/${document}` });
    await flushPromises();
    return made;
  };

  it('are listed below the tasks, and shown in their language', async () => {
    const { page, byTestId } = await shown('live');
    expect(page.findAll('nav.no-print a').map((one) => one.text())).toEqual([
      phrase('help.tasks'),
      'Live state',
      '预警',
    ]);
    expect(byTestId('guide-text').attributes('lang')).toBe('en');
  });

  it('are searched by words of either language, and lead to the part', async () => {
    const { page, router, byTestId } = await shown('alerts');
    const hits = async (words: string) => {
      await byTestId('help-search').setValue(words);
      await new Promise((next) => setTimeout(next, 200));
      await flushPromises();
      return page.findAll('[data-testid="help-hit"]');
    };
    expect(await hits('snap')).toHaveLength(1);
    expect(await hits('彗星撞地球')).toHaveLength(0);
    expect(page.text()).toMatch(anyPhrase('help.noHits'));
    const [found] = await hits('无人处置');
    expect(found?.text()).toContain('无人处置');
    await found?.find('a').trigger('click');
    await flushPromises();
    expect(router.currentRoute.value.fullPath).toBe(`/help/alerts#${encodeURIComponent('升级')}`);
    expect(seen).toHaveBeenCalledTimes(1);
  });

  it('lead from one to the other without loading the page anew', async () => {
    const { page, router } = await shown('alerts');
    await page.find('a[href="/help/live"][href]:not(nav a)').trigger('click');
    await flushPromises();
    expect(router.currentRoute.value.params['document']).toBe('live');
  });

  it('say when a guide is not there, and when none can be read', async () => {
    expect((await shown('gone')).page.text()).toContain(phrase('help.unknown'));
    answer = () => refusal(503, 'unavailable');
    const { page } = await shown('live');
    expect(page.text()).toContain(phrase('help.failed'));
  });

  it('do without the guides for a task', async () => {
    answer = () => refusal(503, 'unavailable');
    const { byTestId } = await shown('accept-prompt');
    expect(byTestId('task-text').findAll('ol li')).toHaveLength(4);
  });
});

describe('the tasks', () => {
  let server: Server;
  beforeEach(() => {
    server = serve({
      'GET /help/zh-CN.json': () => GUIDES,
      'GET /v1/halls': () => ({ items: [{ code: 'H1', name: '云江', tier: 'hall', windows: 3 }], next: null }),
    });
  });
  afterEach(() => {
    server.close();
  });
  const shown = async (role: Caller['role'], document = '') => {
    const caller: Caller = { kind: 'user', id: 'a', name: '甲', role, halls: 'all' };
    const made = await mounted(HelpPage, { document }, { caller, address: `/help/${document}` });
    await settled();
    return made;
  };

  it.each([
    ['manager', 'tasks-manager'],
    ['guide', 'tasks-guide'],
    ['unit', 'tasks-officer'],
  ] as const)('of a %s come first', async (role, id) => {
    const { byTestId } = await shown(role);
    expect(byTestId('task-list').find('section').attributes('aria-labelledby')).toBe(id);
    expect(byTestId('task-list').findAll('section')).toHaveLength(5);
  });

  it('say when, how and where, with a picture that is fetched when it comes into sight', async () => {
    const { byTestId } = await shown('manager', 'compare-halls');
    const text = byTestId('task-text');
    expect(text.find('h2').text()).toBe(TASKS.manager.find(({ name }) => name === 'compare-halls')?.['zh-CN'].title);
    expect(text.find('img').attributes()).toMatchObject({ src: '/help/tasks/compare-halls.webp', loading: 'lazy' });
    expect(byTestId('task-page').attributes('href')).toBe('/ranking');
  });

  it('lead to no page that the reader may not open', async () => {
    const { page } = await shown('guide', 'compare-halls');
    expect(page.find('[data-testid="task-page"]').exists()).toBe(false);
    expect(page.text()).toContain(phrase('help.onPage', { page: phrase('page.ranking') }));
  });

  it('are found with the guides, before them', async () => {
    const { page, byTestId } = await shown('manager');
    await byTestId('help-search').setValue('预警');
    await new Promise((next) => setTimeout(next, 200));
    await settled();
    const [first] = page.findAll('[data-testid="help-hit"] a');
    expect(first?.attributes('href')).toBe('/help/answer-warning');
  });
});
