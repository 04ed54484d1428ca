import { flushPromises } from '@vue/test-utils';
import { mounted, type Mounted } from '../../testing/mounted';
import { i18n } from '../../shared/i18n';
import { phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import ShowcasePage from './ShowcasePage.vue';

describe('the page that shows every part', () => {
  let server: Server;
  beforeEach(() => {
    server = serve({});
  });
  afterEach(() => {
    server.close();
    document.body.innerHTML = '';
    i18n.global.locale.value = 'zh-CN';
  });
  async function shown(): Promise<Mounted> {
    const all = await mounted(ShowcasePage);
    await flushPromises();
    return all;
  }
  const press = async ({ page }: Mounted, text: string): Promise<void> => {
    await page
      .findAll('button')
      .find((one) => one.text() === text)
      ?.trigger('click');
    await flushPromises();
  };

  it('is all sample: nothing is asked of the server, and no word is missing in either language', async () => {
    for (const language of ['zh-CN', 'en'] as const) {
      i18n.global.locale.value = language;
      const { page } = await shown();
      // a word the catalogue lacks is shown by its key
      expect(page.text()).not.toMatch(/\b(?:showcase|mark|level|kpi|twin|prompt|cardKind)\.[a-zA-Z]/);
      page.unmount();
    }
    expect(server.asked).toEqual([]);
  });

  it('writes numbers as every page does, with a dash where nothing is known', async () => {
    const { page } = await shown();
    const cells = page.findAll('.cells td').map((cell) => cell.text());
    expect(cells).toContain('34 · 0 · —');
    expect(cells).toContain('83% · 0% · —');
    expect(cells).toContain('1,284,060 · 0');
    expect(cells).toContain('2026-11-20 10:24');
    expect(cells).toContain('欧**');
  });

  it('shows a question and both kinds of notes when asked to', async () => {
    const all = await shown();
    await press(all, phrase('showcase.notifyDone'));
    const notes = () => [...document.querySelectorAll('.el-notification')].map((one) => one.textContent);
    expect(notes().at(-1)).toContain(phrase('showcase.done'));
    await press(all, phrase('showcase.notifyFailed'));
    expect(notes().at(-1)).toContain(phrase('showcase.errorDetail'));
    expect(document.querySelector('[data-testid="show-reason"]')).toBeNull();
    await all.byTestId('show-dialog').trigger('click');
    await flushPromises();
    expect(document.querySelector('[data-testid="show-reason"]')).not.toBeNull();
  });
});
