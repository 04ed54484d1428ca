import { ManualDesk } from '@cockpit/contracts';
import type { Page } from 'playwright-core';
import { until, type Hall } from '../live/support';
import { openBrowser, type TestBrowser } from '../support/browser';
import { openCockpit, signedIn } from './house';

/** Manual mode where it is needed most: nothing was ever heard of the hall, and the line to the server is bad. */
describe('a desk that enters by hand', () => {
  let house: Hall;
  let browser: TestBrowser;
  let page: Page;
  beforeAll(async () => {
    house = await openCockpit();
    browser = await openBrowser({ width: 1366, height: 768 });
    page = await signedIn(browser, house, '/desk/H08/manual');
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
  });
  const desk = async () => ManualDesk.parse(await (await house.get('/v1/halls/H08/manual')).json());

  it('can do so in a hall of which nothing was ever heard, and is told that it should', async () => {
    await page.getByTestId('manual-issue').waitFor();
    expect(await page.getByTestId('manual-queue').locator('option').count()).toBe(2);
    expect(await page.getByTestId('manual-advice').getAttribute('role')).toBe('alert');
    await page.getByTestId('manual-issue').click();
    await page.getByTestId('paper-P01').waitFor();
  });

  /** The server does it, and its answer does not arrive. */
  const losing = (times: number): Promise<unknown> =>
    page.route(
      '**/manual/tickets',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times },
    );

  it('has entered one ticket, not two, when the answer got lost and the page asked again', async () => {
    const before = (await desk()).standing;
    await page.getByTestId('manual-number').fill('Z8');
    await losing(1);
    await page.getByTestId('manual-issue').click();
    await page.locator('.el-notification').filter({ hasText: '没有重复登记' }).waitFor();
    expect(await until(desk, ({ standing }) => standing > before)).toMatchObject({ standing: before + 1 });
    await page.locator('.el-notification').filter({ hasText: '没有重复登记' }).waitFor({ state: 'detached' });
  });

  it('has entered one ticket, not two, when no answer arrived and it pressed again', async () => {
    const before = (await desk()).standing;
    await page.getByTestId('manual-number').fill('Z9');
    await losing(2);
    await page.getByTestId('manual-issue').click();
    await page.locator('.el-notification').filter({ hasText: '没有成功' }).waitFor();
    // what was typed is not lost with the answer
    expect(await page.getByTestId('manual-number').inputValue()).toBe('Z9');
    await page.getByTestId('manual-issue').click();
    await page.locator('.el-notification').filter({ hasText: '没有重复登记' }).waitFor();
    expect(await until(desk, ({ standing }) => standing > before)).toMatchObject({ standing: before + 1 });
  });

  it('says how old its list is when the server cannot be reached', async () => {
    await page.route('**/v1/halls/H08/manual', (route) => route.abort());
    await page.getByTestId('late-note').waitFor({ timeout: 30_000 });
    await page.unroute('**/v1/halls/H08/manual');
    await page.getByTestId('late-note').getByRole('button').click();
    await page.getByTestId('late-note').waitFor({ state: 'detached' });
  });
});
