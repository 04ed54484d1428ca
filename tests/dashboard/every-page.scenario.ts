import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { objections } from '../support/axe';
import { openBrowser, type TestBrowser } from '../support/browser';
import { startDemo, type Demo } from '../support/demo';
import { turn, type Locale, type Theme } from '../support/looks';
import { faultsOf, tooWide } from '../support/page-faults';
import { PAGE_SAMPLES } from '../support/page-samples';

const MINUTE = 60_000;
/** The month before, of which there is a bulletin. */
const HISTORY_DAYS = 37;
/** Each theme and each language once: contrast follows the theme, widths and names follow the words. */
const LOOKS: readonly (readonly [Theme, Locale])[] = [
  ['dark', 'zh-CN'],
  ['light', 'en'],
];

/** What a screen reader, a key or an eye stumbles over on the pages of what `npm run demo` starts. */
describe('every page', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'hall-cockpit-demo-'));
  let demo: Demo;
  let browser: TestBrowser;
  let otherTab: Page;

  beforeAll(async () => {
    demo = await startDemo(dataDir, 10, HISTORY_DAYS);
    browser = await openBrowser({ width: 1366, height: 768 });
    otherTab = await browser.context.newPage();
    await otherTab.goto(`${demo.url}/health/live`);
  }, 15 * MINUTE);
  afterAll(async () => {
    await browser.close();
    await demo.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }, MINUTE);

  async function inEachLook(page: Page): Promise<string[]> {
    const faults: string[] = [];
    for (const [theme, locale] of LOOKS) {
      await turn(page, theme, locale, otherTab);
      const seen = [...(await tooWide(page)), ...(await objections(page))];
      faults.push(...seen.map((fault) => `${theme}, ${locale}: ${fault}`));
    }
    return faults;
  }

  it.each(PAGE_SAMPLES.map((sample) => [sample.name, sample] as const))(
    'leaves nothing to object to in both themes and languages: %s',
    async (_name, sample) => {
      expect(await faultsOf(browser.context, demo, sample, inEachLook)).toEqual([]);
    },
    6 * MINUTE,
  );
});
