import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LiveHall } from '@cockpit/contracts';
import type { BrowserContext, Page } from 'playwright-core';
import { openBrowser } from './support/browser';
import { startDemo, until, type Demo } from './support/demo';
import { PAGE_SAMPLES, type PageSample } from './support/page-samples';

/** `npm run shots [-- PAGE…]`: screenshots of every page of a running demonstration, to be looked at. */
const OUT = resolve('shots');
const SIZES = { '1920x1080': [1920, 1080], '1366x768': [1366, 768], '390x844': [390, 844] } as const;
const WALL_SIZES = { ...SIZES, '3840x2160': [3840, 2160] } as const;
const SETTLE_MS = 1_500;
/** people waiting before the first screenshot is taken */
const CROWD = 40;

async function main(wanted: readonly string[]): Promise<void> {
  const samples = PAGE_SAMPLES.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  if (samples.length === 0)
    throw new Error(`no such page; there are: ${PAGE_SAMPLES.map(({ name }) => name).join(' ')}`);
  mkdirSync(OUT, { recursive: true });
  const demo = await startDemo(resolve('.cache', 'shots'));
  try {
    await until('the hall to be full', 10 * 60_000, async () => {
      const { queues } = LiveHall.parse(await demo.get('/v1/halls/H32/live'));
      return queues.reduce((sum, { waiting }) => sum + waiting, 0) >= CROWD ? true : null;
    });
    for (const theme of ['dark', 'light'] as const) {
      for (const locale of ['zh-CN', 'en'] as const) {
        const browser = await openBrowser({ colorScheme: theme });
        await browser.context.addInitScript(
          `localStorage.setItem('cockpit.theme', '${theme}'); localStorage.setItem('cockpit.locale', '${locale}');`,
        );
        for (const sample of samples) await shoot(browser.context, demo, sample, `${theme}-${locale}`);
        await browser.close();
      }
    }
  } finally {
    await demo.stop();
  }
}

async function shoot(
  context: BrowserContext,
  demo: Demo,
  { name, as, path, ready }: PageSample,
  look: string,
): Promise<void> {
  await demo.signIn(context, as);
  const page = await context.newPage();
  try {
    await page.goto(demo.url + (typeof path === 'string' ? path : await path(demo)), { waitUntil: 'domcontentloaded' });
    await page.locator(ready).first().waitFor({ timeout: 30_000 });
    for (const [size, [width, height]] of Object.entries(name === 'wall' ? WALL_SIZES : SIZES))
      await shot(page, width, height, join(OUT, `${name}-${size}-${look}.png`));
    console.log(`✓ ${name} ${look}`);
  } catch (error) {
    process.exitCode = 1;
    console.error(`✗ ${name} ${look}: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await page.close();
  }
}

async function shot(page: Page, width: number, height: number, file: string): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.waitForTimeout(SETTLE_MS);
  await page.screenshot({ path: file });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
