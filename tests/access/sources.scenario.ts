import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { KeyUses, Users } from '@cockpit/access';
import type { Page } from 'playwright-core';
import { CockpitAppModule } from '../../apps/cockpit/src/app.module';
import { ACTOR } from '../ingestion/support';
import { Desk } from '../matters/support';
import { axe } from '../support/axe';
import { openBrowser, still, type TestBrowser } from '../support/browser';

const PASSWORD = 'long enough to be one';

/** A source from its first key to its last, in the browser of an administrator. */
describe('a source', () => {
  let desk: Desk;
  let browser: TestBrowser;
  let page: Page;
  let secret: string;
  beforeAll(async () => {
    desk = await Desk.open(CockpitAppModule);
    if (!existsSync(join(desk.stores.settings.dashboardDir, 'index.html')))
      throw new Error('the dashboards are not built: node scripts/build.mjs');
    await desk.running.app
      .get(Users)
      .add({ name: 'boss', role: 'administrator', halls: 'all', password: PASSWORD }, ACTOR);
    browser = await openBrowser({ width: 1366, height: 768 });
    await browser.context.request.post(`${desk.running.url}/v1/session`, {
      data: { username: 'boss', password: PASSWORD },
      headers: { origin: desk.running.url },
    });
    page = await browser.context.newPage();
  });
  afterAll(async () => {
    await browser.close();
    await desk.close();
  });

  /** Does what the command does that the page shows. */
  async function commanded(): Promise<{ status: number; body: unknown }> {
    const command = await page.getByTestId('snippet').innerText();
    const [, url = ''] = /curl -sS (\S+)/.exec(command) ?? [];
    const [, body = ''] = /-d '(.*)'\s*$/s.exec(command) ?? [];
    const headers = [...command.matchAll(/-H '([^:]+): ([^']+)'/g)].map(
      ([, name = '', value = '']) => [name, value] as const,
    );
    const answer = await fetch(url, { method: 'POST', body, headers: Object.fromEntries(headers) });
    return { status: answer.status, body: await answer.json() };
  }
  const send = (key: string): Promise<number> =>
    fetch(`${desk.running.url}/v1/events`, {
      method: 'POST',
      body: '[]',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents-batch+json' },
    }).then(({ status }) => status);

  it('is made with a key and a program that sends its first event', async () => {
    await page.goto(`${desk.running.url}/admin/sources`);
    await page.getByTestId('source-add').click();
    await page.getByTestId('source-name').fill('manual');
    await page.getByTestId('source-save').click();
    await page.getByTestId('source-wrong').waitFor();
    await page.getByTestId('source-name').fill('new-tickets');
    await page.getByLabel('大厅 H32').check();
    for (const family of ['窗口', '取号叫号']) await page.getByLabel(family, { exact: true }).check();
    await still(page);
    expect((await axe(page).analyze()).violations).toEqual([]);
    await page.getByTestId('source-save').click();
    secret = await page.getByTestId('secret').innerText();
    await still(page);
    expect((await axe(page).analyze()).violations).toEqual([]);
    expect(await commanded()).toEqual({ status: 202, body: { accepted: 1, rejected: [] } });
    for (const language of ['Python', 'Java', 'C#']) {
      await page.getByRole('button', { name: language, exact: true }).click();
      expect(await page.getByTestId('snippet').innerText()).toContain(secret);
    }
    await page.getByTestId('secret-noted').click();
    expect(await page.getByTestId('source-new-tickets').innerText()).toMatch(/1 把有效[^]*大厅 H32\s*取号叫号、窗口/);
    expect(await page.locator('body').innerText()).not.toContain(secret);
  });

  it('has its key rotated with both in force for a while, and revoked at once', async () => {
    await desk.running.app.get(KeyUses).write();
    await page.reload();
    await page.getByTestId('source-new-tickets').getByTestId('source-keys').click();
    const keys = page.getByTestId('source-key');
    await keys.first().waitFor();
    expect(await keys.first().innerText()).not.toContain('从未');
    await still(page);
    expect((await axe(page).analyze()).violations).toEqual([]);
    await page.getByTestId('key-rotate').click();
    await page.getByTestId('secret').waitFor();
    const second = await page.getByTestId('secret').innerText();
    expect(second).not.toBe(secret);
    expect([await send(secret), await send(second)]).toEqual([202, 202]);
    await page.getByTestId('secret-noted').click();
    await page.getByTestId('secret').waitFor({ state: 'detached' });
    page.once('dialog', (dialog) => void dialog.accept());
    await page.getByTestId('key-revoke').first().click();
    await page.getByTestId('source-key').filter({ hasText: '已吊销' }).waitFor();
    expect([await send(secret), await send(second)]).toEqual([401, 202]);
  });
});
