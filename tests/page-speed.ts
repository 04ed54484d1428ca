import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { LiveHall } from '@cockpit/contracts';
import type { Page } from 'playwright-core';
import { openBrowser, type TestBrowser } from './support/browser';
import { demoAt, startDemo, until, type RunningDemo } from './support/demo';
import { PAGE_SAMPLES, type PageSample } from './support/page-samples';

/**
 * `npm run page-speed [-- PAGE…] [--rounds N] [--at URL --data DIR]`: how fast pages of a running demonstration are, for a first visit (empty
 * browser cache) and for the next one. Medians, one row a page, as a table for docs/benchmarks.md. It starts a demonstration, or visits
 * the one at URL whose data lie in DIR.
 */
const OPTIONS = {
  rounds: { type: 'string', default: '3' },
  at: { type: 'string' },
  data: { type: 'string' },
} as const;
/** people waiting before the first page is asked for */
const CROWD = 20;
/** A page that has done nothing long for this time answers whoever touches it. */
const QUIET_MS = 300;

/** Milliseconds from the request of a page, and how often it asked the API. */
interface Visit {
  /** anything at all is painted */
  first: number;
  /** its own content is painted */
  content: number;
  /** … and nothing keeps the page from answering a touch any more: no task over 50 ms begins within 300 ms */
  interactive: number;
  requests: number;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  const samples = PAGE_SAMPLES.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  if (samples.length === 0)
    throw new Error(`no such page; there are: ${PAGE_SAMPLES.map(({ name }) => name).join(' ')}`);
  if (values.at !== undefined && values.data !== undefined) {
    await measure(demoAt(values.at, values.data), samples, Number(values.rounds));
    return;
  }
  const demo = await startDemo(resolve('.cache', 'shots'));
  try {
    await measure(demo, samples, Number(values.rounds));
  } finally {
    await demo.stop();
  }
}

async function measure(demo: RunningDemo, samples: readonly PageSample[], rounds: number): Promise<void> {
  await until('people in the hall', 10 * 60_000, async () => {
    const { queues } = LiveHall.parse(await demo.get('/v1/halls/H32/live'));
    return queues.reduce((sum, { waiting }) => sum + waiting, 0) >= CROWD ? true : null;
  });
  console.log('| page | first paint | content | interactive | again: content | again: interactive | requests |');
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (const sample of samples) {
    const address = demo.url + (typeof sample.path === 'string' ? sample.path : await sample.path(demo));
    const cold: Visit[] = [];
    const warm: Visit[] = [];
    for (let round = 0; round < rounds; round++) await visitTwice(demo, sample, address, cold, warm);
    const [first, next] = [medians(cold), medians(warm)];
    const cells = [first.first, first.content, first.interactive, next.content, next.interactive];
    console.log(`| ${[sample.name, ...cells.map((ms) => `${String(ms)} ms`), first.requests].join(' | ')} |`);
  }
}

/** One person's first visit and second. */
async function visitTwice(
  demo: RunningDemo,
  { as, ready }: PageSample,
  address: string,
  cold: Visit[],
  warm: Visit[],
): Promise<void> {
  const browser: TestBrowser = await openBrowser({ width: 1920, height: 1080, colorScheme: 'dark' });
  try {
    await demo.signIn(browser.context, as);
    await browser.context.addInitScript(watchFor(ready));
    const page = await browser.context.newPage();
    cold.push(await visit(page, address));
    await page.goto('about:blank');
    warm.push(await visit(page, address));
  } finally {
    await browser.close();
  }
}

/** In the page: when the first frame after the content came was asked for, and when long tasks ended. */
const watchFor = (ready: string): string => `
  window.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) window.longTasks.push([startTime, startTime + duration]);
  }).observe({ type: 'longtask', buffered: true });
  new MutationObserver((_, observer) => {
    if (document.querySelector(${JSON.stringify(ready)}) === null) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => { window.contentAt = performance.now(); }));
  }).observe(document, { childList: true, subtree: true, attributes: true });`;

/** In the page: its figures once it has been quiet, else null. */
const FIGURES = `(() => {
  const { contentAt, longTasks } = window;
  if (contentAt === undefined) return null;
  let interactive = contentAt;
  for (const [start, end] of longTasks) if (end > interactive && start < interactive + ${String(QUIET_MS)}) interactive = end;
  if (performance.now() < interactive + ${String(QUIET_MS)} + 200) return null;
  return { first: performance.getEntriesByName('first-contentful-paint')[0].startTime, content: contentAt, interactive };
})()`;

async function visit(page: Page, address: string): Promise<Visit> {
  let requests = 0;
  const count = (request: { url(): string }): void => {
    if (new URL(request.url()).pathname.startsWith('/v1/')) requests += 1;
  };
  page.on('request', count);
  await page.goto(address, { waitUntil: 'commit' });
  const figures = await until('the content of the page', 60_000, () =>
    page.evaluate<Omit<Visit, 'requests'> | null>(FIGURES),
  );
  page.off('request', count);
  return { ...figures, requests };
}

const median = (values: readonly number[]): number =>
  Math.round([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN);
const medians = (of: readonly Visit[]): Visit => ({
  first: median(of.map(({ first }) => first)),
  content: median(of.map(({ content }) => content)),
  interactive: median(of.map(({ interactive }) => interactive)),
  requests: median(of.map(({ requests }) => requests)),
});

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
