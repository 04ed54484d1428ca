import { resolve } from 'node:path';
import { LiveHall } from '@cockpit/contracts';
import type { Page } from 'playwright-core';
import { openBrowser } from './support/browser';
import { startDemo, until, type Demo } from './support/demo';
import { PAGE_SAMPLES, type PageSample } from './support/page-samples';

/**
 * `npm run first-paint [-- PAGE…]`: milliseconds from the request of a page of a running demonstration to the first paint and to the first
 * paint with its own content, with an empty browser cache and with a full one; medians.
 */
const ROUNDS = 7;
/** people waiting before the first page is asked for */
const CROWD = 20;

interface Paints {
  first: number;
  content: number;
}

async function main(wanted: readonly string[]): Promise<void> {
  const samples = PAGE_SAMPLES.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  if (samples.length === 0)
    throw new Error(`no such page; there are: ${PAGE_SAMPLES.map(({ name }) => name).join(' ')}`);
  const demo = await startDemo(resolve('.cache', 'shots'));
  try {
    await until('people in the hall', 10 * 60_000, async () => {
      const { queues } = LiveHall.parse(await demo.get('/v1/halls/H32/live'));
      return queues.reduce((sum, { waiting }) => sum + waiting, 0) >= CROWD ? true : null;
    });
    for (const sample of samples) {
      const address = demo.url + (typeof sample.path === 'string' ? sample.path : await sample.path(demo));
      const cold: Paints[] = [];
      const warm: Paints[] = [];
      for (let round = 0; round < ROUNDS; round++) await visit(demo, sample, address, cold, warm);
      console.log(JSON.stringify({ page: sample.name, cold: medians(cold), warm: medians(warm) }));
    }
  } finally {
    await demo.stop();
  }
}

/** One person's first visit and second. */
async function visit(
  demo: Demo,
  { as, ready }: PageSample,
  address: string,
  cold: Paints[],
  warm: Paints[],
): Promise<void> {
  const browser = await openBrowser({ width: 1920, height: 1080, colorScheme: 'dark' });
  try {
    await demo.signIn(browser.context, as);
    await browser.context.addInitScript(watchFor(ready));
    const page = await browser.context.newPage();
    cold.push(await paints(page, address));
    await page.goto('about:blank');
    warm.push(await paints(page, address));
  } finally {
    await browser.close();
  }
}

/** In the page: when the first frame after the content came was asked for. */
const watchFor = (ready: string): string => `
  new MutationObserver((_, observer) => {
    if (document.querySelector(${JSON.stringify(ready)}) === null) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => { window.contentAt = performance.now(); }));
  }).observe(document, { childList: true, subtree: true, attributes: true });`;

async function paints(page: Page, address: string): Promise<Paints> {
  await page.goto(address);
  await until('the content of the page', 60_000, () => page.evaluate<number | null>('window.contentAt ?? null'));
  return page.evaluate<Paints>(
    `({ first: performance.getEntriesByName('first-contentful-paint')[0].startTime, content: window.contentAt })`,
  );
}

const median = (values: readonly number[]): number =>
  Math.round([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN);
const medians = (of: readonly Paints[]): Paints => ({
  first: median(of.map(({ first }) => first)),
  content: median(of.map(({ content }) => content)),
});

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
