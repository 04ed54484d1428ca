import type { Page } from 'playwright-core';
import { Tokens } from '@cockpit/access';
import { ACTOR, decided, issued, opened, until, type Hall } from '../live/support';
import { openBrowser, type TestBrowser } from '../support/browser';
import { openCockpit, signedIn } from './house';

const PASSWORD = 'long enough to be one';

/** Sessions that end, and servers that do not answer when asked whose they are. */
describe('who is signed in', () => {
  let house: Hall;
  let browser: TestBrowser;

  beforeAll(async () => {
    house = await openCockpit();
    browser = await openBrowser();
    await decided(house, 3, 'H08', [...opened(0), issued('A1', 2)]);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  const end = () => browser.context.clearCookies();
  const path = (page: Page) => new URL(page.url()).pathname;
  const at = (page: Page, wanted: string) =>
    until(
      () => Promise.resolve(path(page)),
      (now) => now === wanted,
    );

  it('a session that ended is noticed by any question of a page, and signing in leads back', async () => {
    const page = await signedIn(browser, house, '/cases');
    await page.getByTestId('cases').waitFor();
    await end();
    // or by one the page asks of its own accord in this moment, which takes the button away
    await Promise.race([page.getByTestId('state-closed').click(), at(page, '/sign-in')]);
    await at(page, '/sign-in');
    expect(await page.getByTestId('sign-in-error').innerText()).toContain('登录已失效');
    await page.getByTestId('sign-in-username').fill('lead');
    await page.getByTestId('sign-in-password').fill(PASSWORD);
    await page.getByTestId('sign-in-submit').click();
    await page.getByTestId('cases').waitFor();
    await page.close();
  });

  it('a paired television opens its wall and nothing else', async () => {
    const { secret } = await house.front.app
      .get(Tokens)
      .add({ name: 'television', role: 'screen', halls: ['H08'] }, ACTOR);
    const page = await browser.context.newPage();
    await end();
    await browser.context.addCookies([{ name: 'cockpit_screen', value: secret, url: house.front.url, httpOnly: true }]);
    for (const inner of ['/desk/H08', '/cases', '/manual/H08', '/guide/H08', '/feeds']) {
      await page.goto(`${house.front.url}${inner}`);
      await at(page, '/');
    }
    await page.goto(`${house.front.url}/wall/H08`);
    await page.getByTestId('wall').first().waitFor();
    expect(path(page)).toBe('/wall/H08');
    await end();
    await page.close();
  });

  it('signing in leads to no other site', async () => {
    for (const next of [
      '/%09/elsewhere.example',
      '//elsewhere.example',
      '/%5Celsewhere.example',
      'https://elsewhere.example',
      'javascript:alert(1)',
    ]) {
      const page = await browser.context.newPage();
      await end();
      await page.goto(`${house.front.url}/sign-in?next=${next}`);
      await page.getByTestId('sign-in-username').fill('lead');
      await page.getByTestId('sign-in-password').fill(PASSWORD);
      await page.getByTestId('sign-in-submit').click();
      await page.waitForURL('**/desk/H08');
      expect(new URL(page.url()).origin).toBe(new URL(house.front.url).origin);
      await page.close();
    }
  });

  it('signing out works also when the session is over already, and says so when it does not', async () => {
    const page = await signedIn(browser, house, '/halls');
    await page.getByTestId('hall-H08').waitFor();
    let isBroken = true;
    await page.route('**/v1/session', (route) =>
      isBroken && route.request().method() === 'DELETE' ? route.abort() : route.continue(),
    );
    await page.getByTestId('sign-out').click();
    expect(await page.getByRole('alert').innerText()).toContain('没能退出');
    isBroken = false;
    await end();
    await page.getByTestId('sign-out').click();
    await at(page, '/sign-in');
    await page.close();
  });

  it('a page loaded while the server did not answer asks again whose it is', async () => {
    const page = await signedIn(browser, house, '/halls');
    let down = true;
    await page.route('**/v1/session', (route) => (down ? route.abort() : route.continue()));
    await page.reload();
    await page.locator('h1').waitFor();
    expect(await page.getByTestId('sign-out').count()).toBe(0);
    down = false;
    await page.getByTestId('sign-out').waitFor({ timeout: 15_000 });
    down = true;
    await page.reload();
    await page.locator('h1').waitFor();
    await end();
    down = false;
    await at(page, '/sign-in');
    await page.close();
  });
});
