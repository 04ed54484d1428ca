import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LiveHall } from '@cockpit/contracts';
import type { BrowserContext, Page } from 'playwright-core';
import { en } from '../dashboards/src/shared/i18n/en';
import { zhCN } from '../dashboards/src/shared/i18n/zh-CN';
import { openBrowser, still } from './support/browser';
import { startDemo, until, type Demo } from './support/demo';
import { turn } from './support/looks';
import { overlaps } from './support/overlaps';
import { PAGE_SAMPLES, type PageSample } from './support/page-samples';

/** `npm run shots [-- PAGE…]`: screenshots of every page of a running demonstration, to be looked at. */
const OUT = resolve('shots');
/** Words move things, colours do not: each size in both languages, each theme with each language at some size. */
const ONE = [
  ['dark', 'zh-CN'],
  ['light', 'en'],
] as const;
const OTHER = [
  ['light', 'zh-CN'],
  ['dark', 'en'],
] as const;
const SIZES = [
  { width: 1920, height: 1080, looks: ONE },
  { width: 1366, height: 768, looks: OTHER },
  { width: 390, height: 844, looks: OTHER },
];
const WALL_SIZES = [...SIZES, { width: 3840, height: 2160, looks: ONE }];
/** simulated seconds in a second: the hall fills before the first picture, and is not yet at noon at the last */
const SPEED = 20;
/** a chart follows the size of its box a moment later */
const SETTLE_MS = 250;
/** two cores are kept busy by as many */
const LANES = 3;
/** what stands where an answer is still to come */
const LOADING = [zhCN.state.loading, en.state.loading];
const LOADED_MS = 20_000;
/** people waiting before the first screenshot is taken */
const CROWD = 40;

async function main(wanted: readonly string[]): Promise<void> {
  const samples = PAGE_SAMPLES.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  if (samples.length === 0)
    throw new Error(`no such page; there are: ${PAGE_SAMPLES.map(({ name }) => name).join(' ')}`);
  mkdirSync(OUT, { recursive: true });
  const demo = await startDemo(resolve('.cache', 'shots'), SPEED);
  try {
    await until('the hall to be full', 10 * 60_000, async () => {
      const { feeds, queues } = LiveHall.parse(await demo.get('/v1/halls/H32/live'));
      // what an earlier run left shows its crowd until the feed goes on
      const isHeard = feeds.every(({ state }) => state === 'live');
      return isHeard && queues.reduce((sum, { waiting }) => sum + waiting, 0) >= CROWD ? true : null;
    });
    // a page is a person's, and a browser holds one session: each lane has a browser of its own
    const left = [...samples];
    await Promise.all(
      Array.from({ length: LANES }, async () => {
        const browser = await openBrowser();
        for (let sample = left.shift(); sample !== undefined; sample = left.shift())
          await shoot(browser.context, demo, sample);
        await browser.close();
      }),
    );
  } finally {
    await demo.stop();
  }
}

/** Opened once, and turned to each look at the sizes that show it. */
async function shoot(context: BrowserContext, demo: Demo, { name, as, path, ready }: PageSample): Promise<void> {
  await demo.signIn(context, as);
  const page = await context.newPage();
  try {
    await page.goto(demo.url + (typeof path === 'string' ? path : await path(demo)), { waitUntil: 'domcontentloaded' });
    await page.locator(ready).first().waitFor({ timeout: 30_000 });
    for (const { width, height, looks } of name === 'wall' ? WALL_SIZES : SIZES) {
      await page.setViewportSize({ width, height });
      for (const [theme, locale] of looks) {
        await turn(page, theme, locale);
        await loaded(page);
        await page.waitForTimeout(SETTLE_MS);
        await still(page);
        const picture = `${name}-${String(width)}x${String(height)}-${theme}-${locale}`;
        for (const pair of await overlaps(page)) {
          process.exitCode = 1;
          console.error(`✗ ${picture}: one text stands over the other: ${pair}`);
        }
        await page.screenshot({ path: join(OUT, `${picture}.png`) });
      }
    }
    console.log(`✓ ${name}`);
  } catch (error) {
    process.exitCode = 1;
    console.error(`✗ ${name}: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await page.close();
  }
}

/** Until every answer is there: a guide's text is fetched once more in another language. @throws when one does not come */
async function loaded(page: Page): Promise<void> {
  const isLoading = `${JSON.stringify(LOADING)}.some((word) => document.body.innerText.includes(word)) ||
    document.querySelector('[role="img"] > [aria-hidden]:empty') !== null`;
  const end = Date.now() + LOADED_MS;
  // asked from outside: the pages let nothing be evaluated within
  while (await page.evaluate<boolean>(isLoading)) {
    if (Date.now() > end) throw new Error('an answer has not come');
    await page.waitForTimeout(100);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
