import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { decided, opened, type Hall } from '../live/support';
import { axe } from '../support/axe';
import { openBrowser, type TestBrowser } from '../support/browser';
import { LOCALES, THEMES, turn } from '../support/looks';
import { openCockpit, signedIn } from './house';

/** A wall as it hangs in a hall, and the page on which somebody says what it shows. */
describe('a wall and its page', () => {
  let house: Hall;
  let hall: TestBrowser;
  let office: TestBrowser;
  let wall: Page;
  let page: Page;

  beforeAll(async () => {
    house = await openCockpit();
    await decided(house, 3, 'H08', opened(0));
    hall = await openBrowser({ width: 1920, height: 1080, colorScheme: 'dark' });
    office = await openBrowser({ width: 1366, height: 768 });
    wall = await hall.context.newPage();
    await wall.goto(`${house.front.url}/pair`);
    page = await signedIn(office, house, '/admin/screens');
  }, 120_000);
  afterAll(async () => {
    await hall.close();
    await office.close();
    await house.close();
  });

  /** In each look: nothing to object to, nothing beyond the edge of the screen. */
  async function inEveryLook(name: string): Promise<void> {
    for (const theme of THEMES)
      for (const locale of LOCALES)
        for (const [width, height] of [
          [1366, 768],
          [390, 844],
        ] as const) {
          await page.setViewportSize({ width, height });
          await turn(page, theme, locale);
          const shots = process.env['SHOTS'];
          const file = `${name}-${theme}-${locale}-${String(width)}.png`;
          if (shots !== undefined) await page.screenshot({ path: join(shots, file) });
          expect((await axe(page).analyze()).violations).toEqual([]);
          expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth + 1')).toBe(true);
        }
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.evaluate(`for (const key of ['cockpit.theme', 'cockpit.locale']) {
      localStorage.removeItem(key);
      dispatchEvent(new StorageEvent('storage', { key, newValue: null, storageArea: localStorage }));
    }`);
  }

  it('is paired there by the digits it shows, and is on', async () => {
    await page.getByText('还没有配对的大屏').waitFor();
    const code = wall.getByTestId('pair-code');
    await code.filter({ hasText: /\d{3}/ }).waitFor();
    await page.getByTestId('screens-pair').click();
    await page.getByTestId('screen-code').fill(await code.innerText());
    await page.getByTestId('screen-name').fill('北门');
    await page.getByTestId('screen-pair').click();
    await wall.getByTestId('wall').waitFor();
    const row = page.locator('[data-testid^="screen-hct_"]', { hasText: '北门' });
    // it is written down a quarter of a minute late, and looked at as often
    await row.getByText('亮着').waitFor({ timeout: 60_000 });
    expect(await row.innerText()).toContain('只看地图');
    await inEveryLook('screens');
  });

  it('shows what is said there', async () => {
    await page.locator('[data-testid^="screen-change-"]').click();
    await page.getByTestId('screen-pace').selectOption('15');
    await page.getByTestId('screen-map').selectOption('plan');
    await page.getByTestId('screen-reason').fill('排队时看各队列');
    await inEveryLook('screen-change');
    await page.getByTestId('screen-save').click();
    await page.getByText('平面图 · 每 15 秒换页').waitFor();
    await wall.getByText('每 15 秒').waitFor({ timeout: 90_000 });
  });

  it('shows nothing any more once its pairing has ended there', async () => {
    await page.locator('[data-testid^="screen-ask-"]').click();
    await page.locator('[data-testid^="screen-end-"]').click();
    await page.getByText('还没有配对的大屏').waitFor();
    await wall.getByTestId('wall').waitFor({ state: 'detached' });
  });
});
