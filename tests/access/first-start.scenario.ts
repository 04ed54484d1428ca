import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { firstToken } from '@cockpit/platform';
import { CockpitAppModule } from '../../apps/cockpit/src/app.module';
import { axe } from '../support/axe';
import { openBrowser, still } from '../support/browser';
import { bootApp, freshStores } from '../support/engines';

/** A house without anybody, by somebody who has a browser and the console. */
it('leads from an empty house to its first steps, and is gone then', async () => {
  const stores = await freshStores();
  const running = await bootApp(stores, CockpitAppModule);
  const browser = await openBrowser({ width: 1366, height: 768 });
  try {
    if (!existsSync(join(stores.settings.dashboardDir, 'index.html')))
      throw new Error('the dashboards are not built: node scripts/build.mjs');
    const page = await browser.context.newPage();
    const looks = async (name: string): Promise<void> => {
      await still(page);
      const shots = process.env['SHOTS'];
      if (shots !== undefined) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
      expect((await axe(page).analyze()).violations).toEqual([]);
    };
    await page.goto(running.url);
    await page.getByTestId('first-start').waitFor();
    await looks('first-start');
    const password = 'long enough to be one';
    for (const [name, value] of [
      ['token', 'not the one'],
      ['name', 'boss'],
      ['password', password],
      ['again', password],
    ] as const)
      await page.getByTestId(`first-${name}`).fill(value);
    await page.getByTestId('first-submit').click();
    expect(await page.getByTestId('first-fault').innerText()).toContain('口令不对');
    await page.getByTestId('first-token').fill(firstToken(stores.settings));
    await page.getByTestId('first-submit').click();
    await page.getByTestId('first-step-wall').waitFor();
    expect(await page.getByTestId('first-step-hall').getAttribute('data-done')).toBe('false');
    await looks('first-steps');
    await page.getByTestId('switch-theme').click();
    await page.setViewportSize({ width: 390, height: 844 });
    await looks('first-steps-phone');
    await page.getByTestId('first-step-hall').getByRole('link').click();
    await page.waitForURL('**/admin/organisation/places');
    const stranger = await browser.context.browser()?.newPage();
    await stranger?.goto(running.url);
    await stranger?.getByTestId('sign-in-username').waitFor();
    expect(await stranger?.getByTestId('first-start').count()).toBe(0);
  } finally {
    await browser.close();
    await running.close();
    await stores.dispose();
  }
});
