import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Sources, Users } from '@cockpit/access';
import { OrganisationService } from '@cockpit/organisation';
import type { Page } from 'playwright-core';
import { CockpitAppModule } from '../../apps/cockpit/src/app.module';
import { ACTOR, ORGANISATION } from '../ingestion/support';
import { axe } from '../support/axe';
import { openBrowser, still, type TestBrowser } from '../support/browser';
import { bootApp, freshStores, type RunningApp, type Stores } from '../support/engines';

const PASSWORD = 'long enough to be one';

describe('what only administrators see', () => {
  let stores: Stores;
  let running: RunningApp;
  const browsers: TestBrowser[] = [];
  beforeAll(async () => {
    stores = await freshStores();
    running = await bootApp(stores, CockpitAppModule);
    if (!existsSync(join(stores.settings.dashboardDir, 'index.html')))
      throw new Error('the dashboards are not built: node scripts/build.mjs');
    const [first, ...rest] = ORGANISATION.halls;
    const halls = [{ ...first, simulated: true, name: '演示大厅' }, ...rest];
    await running.app.get(OrganisationService).replace({ ...ORGANISATION, halls }, ACTOR);
    await running.app.get(Sources).create({ name: 'sim-tickets', halls: [first?.code ?? ''], sandbox: false }, ACTOR);
  });
  afterAll(async () => {
    for (const browser of browsers) await browser.close();
    await running.close();
    await stores.dispose();
  });

  async function signedIn(name: string, role: 'administrator' | 'security' | 'auditor'): Promise<Page> {
    await running.app.get(Users).add({ name, role, halls: 'all', password: PASSWORD }, ACTOR);
    const browser = await openBrowser({ width: 1366, height: 768 });
    browsers.push(browser);
    await browser.context.request.post(`${running.url}/v1/session`, {
      data: { username: name, password: PASSWORD },
      headers: { origin: running.url },
    });
    return browser.context.newPage();
  }
  /** In every look: both languages, both themes, a wide screen and a phone. */
  async function looks(page: Page, name: string): Promise<void> {
    for (const [at, width] of [1920, 1366, 390, 1366].entries()) {
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
      await still(page);
      const shots = process.env['SHOTS'];
      if (shots !== undefined)
        await page.screenshot({ path: join(shots, `${name}-${String(at)}.png`), fullPage: true });
      expect((await axe(page).analyze()).violations).toEqual([]);
      if (width === 390) continue;
      await page.getByTestId(at % 2 === 0 ? 'switch-theme' : 'switch-language').click();
    }
  }

  it('takes sample data away after a look at what goes', async () => {
    const page = await signedIn('xi', 'administrator');
    await page.goto(`${running.url}/admin/system`);
    await page.getByTestId('sample-places').getByText('演示大厅').waitFor();
    await looks(page, 'sample-data');
    page.on('dialog', (dialog) => void dialog.accept());
    await page.getByTestId('sample-why').fill('done');
    await page.getByTestId('sample-remove').click();
    await page.getByTestId('sample-data').waitFor({ state: 'detached', timeout: 60_000 });
    const left = await running.app.get(OrganisationService).latest();
    expect(left?.halls.map(({ code }) => code)).toEqual(ORGANISATION.halls.slice(1).map(({ code }) => code));
  });

  it('is told apart on the page, and then each sees their own', async () => {
    const security = await signedIn('an', 'security');
    const auditor = await signedIn('shen', 'auditor');
    const system = await browsers[0]?.context.newPage();
    if (system === undefined) throw new Error('nobody is signed in');
    await system.goto(`${running.url}/admin/audit`);
    await system.getByTestId('audit-chain').waitFor();
    await security.goto(running.url);
    await security.waitForURL('**/admin/users');
    await looks(security, 'administrators');
    await security.getByTestId('three-why').fill('等保');
    await security.getByTestId('three-apart').click();
    await security.locator('[data-testid="three-administrators"][data-apart="true"]').waitFor();
    await looks(security, 'administrators-apart');
    await auditor.goto(running.url);
    await auditor.waitForURL((url) => url.searchParams.get('part') === 'audit');
    await auditor.getByTestId('audit-entry').first().waitFor();
    // the page of the administrator of the system is not theirs any more
    await system.goto(`${running.url}/admin/audit`);
    await system.waitForURL((url) => url.pathname === '/');
    await system.goto(`${running.url}/admin/system`);
    await system.getByTestId('system').waitFor();
    await security.goto(`${running.url}/admin/system`);
    await security.waitForURL('**/admin/users');
  });
});
