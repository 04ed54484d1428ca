import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import type { LiveHall } from '@cockpit/contracts';
import { decided, until, type Hall } from '../live/support';
import { openBrowser, still, type TestBrowser } from '../support/browser';
import { differingShare } from '../support/same-picture';
import { openCockpit, signedIn } from './house';
import { openLarge } from './large-hall';

/**
 * Key pages as they looked when somebody last looked at them. After a change that is meant:
 * `UPDATE_PICTURES=1 npx jest --selectProjects browser -- tests/dashboard/pictures`, and look at what git says has changed.
 */
const KEPT = resolve(__dirname, 'pictures');
const DIFFERING = resolve('shots', 'differing');
const UPDATE = process.env['UPDATE_PICTURES'] === '1';
/** share of a picture: a word that became longer is more, a minute that reads otherwise is less */
const TOLERANCE = 0.001;
/** Chromium that drew the kept pictures. Another one may draw the edges of letters otherwise; then only a change of the layout is told. */
const DRAWN_BY = join(KEPT, 'chromium.txt');
const TOLERANCE_OF_ANOTHER = 0.05;

/** A warning is shown once it has held for as long as its rule says, so many minutes of the hall later. */
const UNTIL = 70;

/** of a forecast of the next hours */
const STEP_MS = 15 * 60_000;
/** So many snapshots in a row say the same: a quiet hall publishes one in five seconds, and predicts anew what has changed before. */
const REFRESHED = 2;

const SIZES = { wide: [1366, 768], tablet: [1024, 768], phone: [390, 844] } as const;
const LARGE = '/wall/H50';
const TILES = '[data-testid^="window-tile-"]';
type Look = [name: string, path: string, ready: string, size: keyof typeof SIZES, theme: string, locale: string];
const LOOKS: Look[] = [
  ['wall-dark', LARGE, TILES, 'wide', 'dark', 'zh-CN'],
  ['wall-light-en', LARGE, TILES, 'wide', 'light', 'en'],
  ['wall-phone', LARGE, TILES, 'phone', 'dark', 'zh-CN'],
  ['desk-light', '/desk/H50', TILES, 'wide', 'light', 'zh-CN'],
  ['desk-dark-en', '/desk/H50', TILES, 'tablet', 'dark', 'en'],
  ['desk-phone', '/desk/H50', TILES, 'phone', 'light', 'zh-CN'],
  ['guide-phone', '/guide/H50', '[data-testid="guide"][data-fresh="live"]', 'phone', 'light', 'zh-CN'],
  ['guide-dark-en', '/guide/H50', '[data-testid="guide"][data-fresh="live"]', 'phone', 'dark', 'en'],
  ['halls', '/halls', 'li:has([data-testid="hall-pulse"]):has([data-testid="next-day"])', 'wide', 'light', 'zh-CN'],
  ['account', '/account', 'form', 'wide', 'light', 'zh-CN'],
  ['sign-in', '/sign-in', 'form', 'wide', 'light', 'zh-CN'],
  ['sign-in-phone', '/sign-in', 'form', 'phone', 'dark', 'en'],
];

/** What tells of the real clock is left out of the picture. */
const HIDDEN =
  '.feeds, .pace, [data-testid="hall-pulse"] .age, [data-testid="sessions"] { visibility: hidden !important; }';

describe('key pages', () => {
  let house: Hall;
  let browser: TestBrowser;
  let page: Page;
  let tolerance: number;

  beforeAll(async () => {
    house = await openCockpit();
    await openLarge(house);
    // minute by minute: decisions that are behind leave minutes out, and then a rule would have held for fewer of them
    for (let minute = 61; minute <= UNTIL; minute += 1) await decided(house, minute, 'H50');
    await foreseen(house);
    browser = await openBrowser({ width: 1366, height: 768, timeZone: 'Asia/Shanghai' });
    page = await signedIn(browser, house, '/account');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const version = await chromiumOf(page);
    if (UPDATE) writeFileSync(DRAWN_BY, `${version}\n`);
    tolerance = readFileSync(DRAWN_BY, 'utf8').trim() === version ? TOLERANCE : TOLERANCE_OF_ANOTHER;
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  it.each(LOOKS)('look as they did: %s', async (name, path, ready, size, theme, locale) => {
    const [width, height] = SIZES[size];
    await page.setViewportSize({ width, height });
    await page.evaluate(
      `localStorage.setItem('cockpit.theme', '${theme}'); localStorage.setItem('cockpit.locale', '${locale}')`,
    );
    await page.goto(house.front.url + path);
    await page.locator(ready).first().waitFor();
    const picture = await drawn(page);
    const file = join(KEPT, `${name}.png`);
    if (UPDATE) {
      mkdirSync(KEPT, { recursive: true });
      // what looks the same is not written anew: every write stays in the history
      if (!existsSync(file) || (await differingShare(page, readFileSync(file), picture)) > TOLERANCE)
        writeFileSync(file, picture);
      return;
    }
    const share = await differingShare(page, readFileSync(file), picture);
    if (share > tolerance) {
      mkdirSync(DIFFERING, { recursive: true });
      writeFileSync(join(DIFFERING, `${name}.png`), picture);
    }
    expect({ share, look: share > tolerance ? `${file} against ${join(DIFFERING, `${name}.png`)}` : '' }).toEqual({
      share: expect.any(Number) as number,
      look: '',
    });
  });

  it.each([
    ['one word is another', `document.querySelector('h1').textContent = 'Another name of the product'`],
    ['one colour is another', `document.documentElement.style.setProperty('--accent', '#1a5ad6')`],
  ])('are told apart from pages on which %s', async (_, change) => {
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.goto(`${house.front.url}/sign-in`);
    await page.locator('form').first().waitFor();
    const before = await drawn(page);
    expect(await differingShare(page, before, await drawn(page))).toBeLessThanOrEqual(TOLERANCE);
    await page.evaluate(change);
    expect(await differingShare(page, before, await drawn(page))).toBeGreaterThan(TOLERANCE);
  });
});

/**
 * Waits until what is foreseen of H50 is foreseen from the minute decided last: waits are predicted every few seconds and the next hours
 * more seldom still, later on a busy machine.
 */
async function foreseen(house: Hall): Promise<void> {
  const lasting = ({ queues, windows, warnings, prompts, helpless }: LiveHall): string =>
    JSON.stringify([queues, windows, warnings, prompts, helpless]);
  let before: LiveHall | undefined;
  let same = 0;
  await until(
    () => house.live('H50'),
    (live) => {
      const ofNow = live.queues.every(
        ({ forecast: [, { at } = {}] }) => at !== undefined && Date.parse(at) === Date.parse(live.now) + STEP_MS,
      );
      if (before?.at === live.at) return same >= REFRESHED;
      same = ofNow && before !== undefined && lasting(before) === lasting(live) ? same + 1 : 0;
      before = live;
      return same >= REFRESHED;
    },
    120_000,
  );
}

const chromiumOf = async (page: Page): Promise<string> =>
  /Chrome\/(\d+)/.exec(await page.evaluate<string>('navigator.userAgent'))?.[1] ?? 'unknown';

/** The page as soon as two pictures of it in a row are the same: charts and fonts come when they come. */
async function drawn(page: Page): Promise<Buffer> {
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  await still(page);
  const shot = () => page.screenshot({ animations: 'disabled', scale: 'css', style: HIDDEN });
  let last = await shot();
  for (let tries = 0; tries < 20; tries += 1) {
    await page.waitForTimeout(400);
    const next = await shot();
    if (next.equals(last)) return next;
    last = next;
  }
  return last;
}
