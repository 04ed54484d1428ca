import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser, type TestBrowser } from '../support/browser';
import type { Desk } from './support';

export const PASSWORD = 'long enough to be one';
/** `SHOTS=folder`: pictures of each step, to be looked at */
const SHOTS = process.env['SHOTS'];

export async function shot(page: Page, name: string): Promise<void> {
  if (SHOTS === undefined) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
}

/** Browsers of people who are signed in, each in one of their own. */
export class People {
  private readonly browsers: TestBrowser[] = [];

  constructor(private readonly desk: () => Desk) {}

  async as(name: string, viewport: { width: number; height: number }): Promise<Page> {
    const browser = await openBrowser(viewport);
    this.browsers.push(browser);
    const { url } = this.desk().running;
    await browser.context.request.post(`${url}/v1/session`, {
      data: { username: name, password: PASSWORD },
      headers: { origin: url },
    });
    return browser.context.newPage();
  }

  async close(): Promise<void> {
    for (const browser of this.browsers) await browser.close();
  }
}

/** Presses the button of an act, fills in its form and waits until the page shows it: the next act is on what it led to. */
export async function act(page: Page, name: string, fields: Record<string, string>, step: string): Promise<void> {
  const steps = page.getByTestId('path').locator('> li');
  // of a page that is not there yet no steps can be counted
  await page.getByTestId('acts').waitFor();
  const before = await steps.count();
  await page.getByTestId(`act-${name}`).click();
  for (const [field, value] of Object.entries(fields)) {
    const input = page.getByTestId(`act-${field}`);
    if (field === 'files')
      await input.setInputFiles({ name: 'proof.png', mimeType: 'image/png', buffer: Buffer.from(value, 'base64') });
    else if (field === 'hall' || field === 'reason') await input.selectOption(value);
    else await input.fill(value);
  }
  await shot(page, `dialog-${name}`);
  await page.getByTestId('act-save').click();
  await page
    .locator(`[data-testid="acts"][data-step="${step}"]`)
    .waitFor()
    .catch(async (error: unknown) => {
      // a refusal stands on the page: it says more than that the step did not come
      throw new Error(`${name} led not to ${step}; the page says: ${await page.locator('body').innerText()}`, {
        cause: error,
      });
    });
  await page.getByTestId('act-save').waitFor({ state: 'detached' });
  await steps.nth(before).waitFor();
}
