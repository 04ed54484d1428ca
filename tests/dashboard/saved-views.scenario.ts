import { SavedViews } from '@cockpit/contracts';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Hall } from '../live/support';
import { axe } from '../support/axe';
import { openBrowser, still, type TestBrowser } from '../support/browser';
import { openCockpit, signedIn } from './house';

const MINUTE = 60_000;
const LONG = '早高峰户政等候与去年同月相比'.repeat(5).slice(0, 60);

/** A view is saved, found again, shared, changed by two people at once, and what the analysis begins with. */
describe('saved views', () => {
  let house: Hall;
  let browser: TestBrowser;
  let page: Page;
  beforeAll(async () => {
    house = await openCockpit();
    browser = await openBrowser({ width: 1366, height: 768 });
    page = await signedIn(browser, house, '/analysis?metric=service_level&hall=H08&days=90&compare=year');
  }, 5 * MINUTE);
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  const views = async () => SavedViews.parse(await (await house.get('/v1/views')).json()).items;
  const said = () => Object.fromEntries(new URL(page.url()).searchParams);
  const looks = async (name: string) => {
    await still(page);
    const shots = process.env['SHOTS'];
    if (shots !== undefined) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
    expect((await axe(page).analyze()).violations).toEqual([]);
    // nothing sticks out, however long a name is
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  };

  it(
    'keep the address under a name of 60 characters, open it again, and begin the analysis with it',
    async () => {
      await page.getByTestId('view-new').click();
      await page.getByTestId('view-name').fill(LONG);
      await page.getByTestId('view-shared').check();
      await page.getByTestId('view-save').click();
      await page.getByRole('link', { name: LONG }).waitFor();
      await looks('views-saved');
      await page.getByTestId('metric').selectOption('arrivals');
      await page.waitForURL('**metric=arrivals**');
      await page.getByTestId('views').getByRole('link', { name: LONG }).click();
      await page.waitForURL('**metric=service_level**');
      expect(said()).toEqual({ metric: 'service_level', hall: 'H08', days: '90', compare: 'year' });

      await page.getByTestId('views-manage').click();
      await page.getByRole('button', { name: `进入运行分析时先看：${LONG}` }).click();
      await page.getByText('取消首页').waitFor();
      await page.setViewportSize({ width: 390, height: 844 });
      await looks('views-phone');
      await page.setViewportSize({ width: 1366, height: 768 });
      await page.goto(`${house.front.url}/analysis`);
      await page.waitForURL('**metric=service_level**');
      expect(said()).toEqual({ metric: 'service_level', hall: 'H08', days: '90', compare: 'year' });
    },
    2 * MINUTE,
  );

  it(
    'say when somebody else was quicker, and keep what was typed',
    async () => {
      await page.getByTestId('views-manage').click();
      await page.getByRole('button', { name: `修改视图：${LONG}` }).click();
      const [view] = await views();
      if (view === undefined) throw new Error('nothing was saved');
      const { id, address, revision } = view;
      const answer = await fetch(`${house.front.url}/v1/views/${id}`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${house.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ name: '别人改的', address, shared: true, revision }),
      });
      expect(answer.status).toBe(200);
      await page.getByTestId('view-name').fill('自己改的');
      await page.getByTestId('view-save').click();
      await page.getByText('这个视图刚被别人改过，请重新读取。').waitFor();
      expect(await page.getByTestId('view-name').inputValue()).toBe('自己改的');
      await page.reload();
      await page.getByRole('link', { name: '别人改的' }).first().waitFor();
      await page.getByTestId('views-manage').click();
      await page.getByTestId(`view-doubt-${id}`).click();
      await page.getByTestId(`view-remove-${id}`).click();
      await page.getByTestId('views-manage').waitFor({ state: 'detached' });
      expect(await views()).toEqual([]);
    },
    2 * MINUTE,
  );

  it(
    'keep the ranking, too: what stands in its address is what it shows',
    async () => {
      await page.goto(`${house.front.url}/ranking?metric=wait_mean&days=90&view=funnel`);
      await page.getByTestId('view-new').click();
      await page.getByTestId('view-name').fill('漏斗');
      await page.getByTestId('view-save').click();
      await page.getByTestId('metric').selectOption('service_level');
      await page.getByRole('link', { name: '漏斗' }).click();
      await page.waitForURL('**metric=wait_mean**');
      expect(await page.getByTestId('metric').inputValue()).toBe('wait_mean');
      await looks('views-ranking');
    },
    2 * MINUTE,
  );
});
