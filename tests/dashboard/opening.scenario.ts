import type { Page, Route } from 'playwright-core';
import type { Hall } from '../live/support';
import { openBrowser, type TestBrowser } from '../support/browser';
import { openCockpit, signedIn } from './house';

const WORDS = /\/assets\/(first|rest)-[^/]*\.js$/;
const ENTRY = /\/assets\/index-[^/]*\.js$/;

/** A page of which a part does not come: a person is told, and it opens by itself once it can. */
describe('a page that does not open', () => {
  let house: Hall;
  let browser: TestBrowser;

  beforeAll(async () => {
    house = await openCockpit();
  });
  beforeEach(async () => {
    browser = await openBrowser();
  });
  afterEach(() => browser.close());
  afterAll(() => house.close());

  const home = (page: Page) => page.getByTestId('hall-H08');
  const note = (page: Page) => page.getByTestId('opening');

  it.each([
    ['its words fail', WORDS],
    ['its first script fails', ENTRY],
  ])('says so where %s, and opens once the server answers again', async (_what, part) => {
    let down = true;
    await browser.context.route(part, (route) => (down ? route.abort() : route.continue()));
    // the server is gone altogether but for the page that had come before
    let opened = false;
    await browser.context.route(/:\d+\/(?:halls)?$/, (route: Route) => {
      if (!opened || !down) {
        opened = true;
        return route.continue();
      }
      return route.abort();
    });
    const page = await signedIn(browser, house, '/halls');
    await note(page).getByText('页面还没有打开').waitFor();
    expect(await home(page).count()).toBe(0);
    down = false;
    await home(page).waitFor();
    expect(await note(page).count()).toBe(0);
  });

  it('says so where a part never comes, also to those who want no motion, and can be tried at once', async () => {
    let hangs = true;
    await browser.context.route(WORDS, (route) => (hangs ? undefined : route.continue()));
    const waiting = await signedIn(browser, house, '/halls');
    await waiting.emulateMedia({ reducedMotion: 'reduce' });
    await note(waiting).getByText('页面还没有打开').waitFor();
    hangs = false;
    await note(waiting).getByRole('link').click();
    await home(waiting).waitFor();
  });

  it('says on the page before where the next one does not come, and goes there once it can', async () => {
    const page = await signedIn(browser, house, '/halls');
    await home(page).waitFor();
    let down = true;
    await browser.context.route(/\/assets\/AccountPage[^/]*\.js$|:\d+\/$/, (route) =>
      down ? route.abort() : route.continue(),
    );
    await page.locator('a[href="/account"]').first().click();
    await page.getByTestId('not-come').waitFor();
    expect(await home(page).count()).toBe(1);
    down = false;
    await page.waitForURL('**/account');
    await page.locator('h1').waitFor();
    expect(await page.getByTestId('not-come').count()).toBe(0);
  });
});
