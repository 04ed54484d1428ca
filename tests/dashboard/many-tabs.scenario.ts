import { Users } from '@cockpit/access';
import type { Page } from 'playwright-core';
import { ACTOR, clockTo, decided, issued, opened, until, type Hall } from '../live/support';
import { openBrowser, type TestBrowser } from '../support/browser';
import { openCockpit } from './house';

const PASSWORD = 'long enough to be one';
const HALLS = ['H08', 'H09', 'H10', 'H11', 'H12', 'H01', 'H08-T'];
/** Over HTTP/1.1 a browser keeps six connections to one server, for all its tabs together. */
const TABS = 8;

/** Somebody with many tabs open: none of them may take from the others what they need to show anything. */
describe('a browser with eight tabs', () => {
  let house: Hall;
  let browser: TestBrowser;

  beforeAll(async () => {
    house = await openCockpit();
    const { app, url } = house.front;
    await app.get(Users).add({ name: 'boss', role: 'manager', halls: 'all', password: PASSWORD }, ACTOR);
    await decided(house, 0, 'H08', opened(-1));
    browser = await openBrowser({ width: 1366, height: 768 });
    await browser.context.request.post(`${url}/v1/session`, {
      data: { username: 'boss', password: PASSWORD },
      headers: { origin: url },
    });
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  async function openTabs(paths: readonly string[]): Promise<Page[]> {
    const pages: Page[] = [];
    for (const path of paths) {
      const page = await browser.context.newPage();
      pages.push(page);
      await page.goto(`${house.front.url}${path}`, { waitUntil: 'commit', timeout: 15_000 });
      await page.locator('[data-testid="wall"], [data-testid="desk"]').waitFor({ timeout: 15_000 });
      await page.locator('[data-testid^="queue-household"]').first().waitFor({ timeout: 15_000 });
    }
    return pages;
  }

  it('draws one hall in all of them, and all follow what happens there', async () => {
    const pages = await openTabs(Array.from({ length: TABS }, (_, i) => (i % 2 === 0 ? '/wall/H08' : '/desk/H08')));
    await decided(house, 2, 'H08', [issued('A0001', 1), issued('A0002', 1.5), clockTo(2)]);
    for (const page of pages)
      await until(
        () => page.getByTestId('queue-household').innerText(),
        (text) => /(^|\D)2(\D|$)/.test(text),
      );
    for (const page of pages) await page.close();
  });

  it('draws a different hall in each of them', async () => {
    const pages = await openTabs([...HALLS.map((hall) => `/wall/${hall}`), '/desk/H08']);
    expect(pages.length).toBe(TABS);
    for (const page of pages) await page.close();
  });
});
