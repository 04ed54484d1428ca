import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { anyPhrase, phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import HelpPage from './HelpPage.vue';

const section = (id: string, level: number, title: string, html: string) => ({ id, level, title, html });
const GUIDES = [
  {
    ...{ name: 'alerts', lang: 'zh-CN', title: '预警' },
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

  it('show the first one, and say where one is not translated', async () => {
    const text = (await shown()).byTestId('guide-text');
    expect([text.attributes('lang'), text.text()]).toEqual(['en', expect.stringContaining(phrase('help.onlyEnglish'))]);
    expect((await shown('alerts')).byTestId('guide-text').text()).not.toContain(phrase('help.onlyEnglish'));
  });

  it('are listed in the language of the page, those not translated with a word of it', async () => {
    answer = () => [...GUIDES, { ...GUIDES[1], name: 'commands', title: 'Commands' }];
    const { page } = await shown();
    const titles = page.findAll('nav.no-print a').map((one) => one.text());
    expect(titles).toEqual([
      phrase('help.inEnglish', { title: 'Live state' }),
      '预警',
      phrase('help.inEnglish', { title: phrase('help.titles.commands') }),
    ]);
  });

  it('are searched by words of either language, and lead to the part', async () => {
    const { page, router, byTestId } = await shown();
    const hits = async (words: string) => {
      await byTestId('help-search').setValue(words);
      await new Promise((next) => setTimeout(next, 200));
      await flushPromises();
      return page.findAll('[data-testid="help-hit"]');
    };
    expect(await hits('snap')).toHaveLength(1);
    expect(await hits('没有这种话')).toHaveLength(0);
    expect(page.text()).toMatch(anyPhrase('help.noHits'));
    const [found] = await hits('上一级');
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
    const { page } = await shown();
    expect(page.text()).toContain(phrase('help.failed'));
  });
});
