import { setTimeout as sleep } from 'node:timers/promises';
import { Warning } from '@cockpit/contracts';
import type { Page } from 'playwright-core';
import { decided, isoAt, issued, opened, type Hall } from '../live/support';
import { openBrowser, type TestBrowser } from '../support/browser';
import { openCockpit, signedIn } from './house';

/** Web vitals call 0.1 good; a page is also read while it fills. */
const MOST = 0.1;
/** each answer comes so much later than the one before: a page is painted at every stage of filling */
const STEP_MS = 200;
const LATE_ANSWERS = 16;
/** after the last of them: what is drawn from it */
const SETTLE_MS = 1_500;
const SIZES = [
  { width: 1366, height: 768 },
  { width: 390, height: 844 },
];
const PAGES = [
  ...['/halls', '/cases', '/analysis', '/ranking', '/me', '/desk/H08', '/desk/H08/plan'],
  ...['/wall/H08', '/guide/H08', '/forecast/H08', '/replay/H08'],
];

/** Comes last of all on /cases. */
const OF_A_UNIT = Warning.parse({
  id: 'overdue/unit/u1',
  rule: 'overdue',
  ruleVersion: 1,
  hall: '',
  scope: { kind: 'unit', code: 'u1' },
  severity: 'red',
  condition: 'firing',
  handling: 'new',
  message: '户政审批科在办 5 件中 1 件已超期，占 20%',
  value: 20,
  threshold: 10,
  unit: '%',
  since: isoAt(1),
  firedAt: isoAt(1),
  clearedAt: null,
  timeline: [],
});

const OBSERVE = `
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries())
      if (!hadRecentInput) window.shifts.push({ value, of: sources.map(({ node }) => node?.parentElement?.outerHTML.slice(0, 120) ?? '') });
  }).observe({ type: 'layout-shift', buffered: true });`;

/** A page of one size, whose answers come late. */
interface Filling {
  readonly size: (typeof SIZES)[number];
  readonly page: Page;
  asked: number;
  waiting: number;
  answeredAt: number;
}

/** What one reads does not move when the rest of the page comes. */
describe('a page that fills', () => {
  let house: Hall;
  let browser: TestBrowser;
  let pages: Filling[];

  beforeAll(async () => {
    [house, browser] = await Promise.all([openCockpit(), openBrowser()]);
    await decided(house, 3, 'H08', [...opened(0), issued('A1', 2)]);
    const first = await signedIn(browser, house, '/halls');
    pages = [];
    for (const size of SIZES)
      pages.push(await filling(size, pages.length === 0 ? first : await first.context().newPage()));
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  async function filling(size: Filling['size'], page: Page): Promise<Filling> {
    const it: Filling = { size, page, asked: 0, waiting: 0, answeredAt: 0 };
    await page.setViewportSize(size);
    await page.addInitScript(OBSERVE);
    await page.route(/\/v1\/(?!session|.*stream)/, async (route) => {
      it.asked += 1;
      it.waiting += 1;
      const isWarnings = route.request().url().includes('/v1/warnings?state=live');
      const after = isWarnings ? LATE_ANSWERS : it.asked;
      await sleep(after > LATE_ANSWERS ? 0 : after * STEP_MS);
      await (isWarnings ? route.fulfill({ json: { items: [OF_A_UNIT], next: null } }) : route.fallback()).catch(
        () => undefined,
      );
      it.waiting -= 1;
      it.answeredAt = performance.now();
    });
    return it;
  }

  async function filled(it: Filling, path: string): Promise<void> {
    Object.assign(it, { asked: 0, answeredAt: performance.now() });
    await it.page.goto(`${house.front.url}${path}`);
    await it.page.locator('h1').first().waitFor();
    while (it.waiting > 0 || performance.now() - it.answeredAt < SETTLE_MS) await sleep(50);
  }

  it.each(PAGES)('%s', async (path) => {
    // both sizes at once: most of it is waiting
    await Promise.all(pages.map((one) => filled(one, path)));
    for (const { size, page, asked } of pages) {
      expect(asked).toBeGreaterThan(0);
      const shifts = await page.evaluate<{ value: number; of: string[] }[]>('window.shifts');
      const sum = shifts.reduce((total, { value }) => total + value, 0);
      const worst = [...shifts].sort((a, b) => b.value - a.value).slice(0, 3);
      expect({ size, worst: sum > MOST ? worst : [] }).toEqual({ size, worst: [] });
    }
  });
});
