import type { BrowserContext, Page } from 'playwright-core';
import type { RunningDemo } from './demo';
import type { PageSample } from './page-samples';

/**
 * What the page itself complains of, or that it is wider than its screen.
 * @param more what else is looked for on the page once it is ready
 */
export async function faultsOf(
  context: BrowserContext,
  demo: RunningDemo,
  { as, path, ready }: PageSample,
  more: (page: Page) => Promise<string[]> = () => Promise.resolve([]),
): Promise<string[]> {
  await demo.signIn(context, as);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  try {
    await page.goto(demo.url + (typeof path === 'string' ? path : await path(demo)), { waitUntil: 'domcontentloaded' });
    await page.locator(ready).first().waitFor({ timeout: 90_000 });
    faults.push(...(await tooWide(page)), ...(await more(page)));
    return faults;
  } catch (error) {
    const shown = await page.locator('body').innerText();
    return [error instanceof Error ? error.message : String(error), ...faults, shown];
  } finally {
    await page.close();
  }
}

export async function tooWide(page: Page): Promise<string[]> {
  const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth + 1');
  return wide === true ? ['wider than the screen'] : [];
}
