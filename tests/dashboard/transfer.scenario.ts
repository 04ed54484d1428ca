import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Hall } from '../live/support';
import { openBrowser, type TestBrowser } from '../support/browser';
import { openCockpit, signedIn } from './house';

/** What is smaller is not worth it. */
const WORTH_BYTES = 1024;
/** Fetches nothing besides: what a page before still fetches would be counted, too. */
const NOTHING_MORE = '/icon.svg';

/** What goes over the line of a hall, counted by the browser: what a file would be compressed is no use while it is sent as it is. */
describe('what a page fetches', () => {
  let house: Hall;
  let browser: TestBrowser;
  beforeAll(async () => {
    [house, browser] = await Promise.all([openCockpit(), openBrowser()]);
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  it.each(['/wall/H08', '/desk/H08', '/guide/H08'])('is sent compressed: %s', async (path) => {
    const page = await signedIn(browser, house, NOTHING_MORE);
    const sent: { file: string; plain: number; bytes: number; encoding: string | undefined }[] = [];
    page.on('response', (response) => {
      const file = new URL(response.url()).pathname;
      if (!/\/assets\/.*\.(?:js|css)$/.test(file)) return;
      const headers = response.headers();
      const plain = readFileSync(join(house.stores.settings.dashboardDir, file)).length;
      if (plain < WORTH_BYTES) return;
      sent.push({ file, plain, bytes: Number(headers['content-length']), encoding: headers['content-encoding'] });
    });
    // what the page before has fetched would come from the cache
    await (await browser.context.newCDPSession(page)).send('Network.setCacheDisabled', { cacheDisabled: true });
    await page.goto(`${house.front.url}${path}`);
    await page.locator('h1, [data-testid="wall"]').first().waitFor();
    expect(sent.length).toBeGreaterThan(5);
    const plainly = sent.filter(({ encoding }) => encoding !== 'gzip' && encoding !== 'br');
    expect(plainly).toEqual([]);
    const sum = (of: 'plain' | 'bytes'): number => sent.reduce((total, one) => total + one[of], 0);
    process.stdout.write(
      `${path}: ${String(sum('bytes'))} of ${String(sum('plain'))} bytes, ${String(sent.length)} files\n`,
    );
    expect(sum('bytes')).toBeLessThan(sum('plain') / 2);
    await page.close();
  });

  it.each([
    ['/wall/H08', ['first']],
    ['/guide/H08', ['first', 'guide']],
    ['/rules', ['first', 'guide', 'rest']],
  ])('brings the glyphs of its words at once, and whole files only for other letters: %s', async (path, parts) => {
    const page = await signedIn(browser, house, NOTHING_MORE);
    const fonts: string[] = [];
    page.on('response', (response) => {
      const file = new URL(response.url()).pathname;
      if (/\.(?:bin|woff2)$/.test(file)) fonts.push(file.replace('/assets/', ''));
    });
    await (await browser.context.newCDPSession(page)).send('Network.setCacheDisabled', { cacheDisabled: true });
    await page.goto(`${house.front.url}${path}`);
    await page.locator('h1, [data-testid="wall"]').first().waitFor();
    await page.evaluate('document.fonts.ready');
    expect(
      fonts
        .filter((file) => file.endsWith('.bin'))
        // without the eight letters of its content, of which one may be a hyphen
        .map((file) => file.replace(/-[\w-]{8}\.bin$/, ''))
        .sort(),
    ).toEqual(parts.map((part) => `glyphs-zh-CN-${part}`));
    // asked for by the page of HTML, before a script has run
    const early = page.locator('head > link[rel="preload"][as="fetch"][href*="glyphs-zh-CN-first"]');
    expect(await early.count()).toBe(1);
    const whole = fonts.filter((file) => file.endsWith('.woff2'));
    process.stdout.write(`${String(whole.length)} whole files\n`);
    expect(whole.length).toBeLessThan(4);
    await page.close();
  });

  it('opens without its glyphs where they do not come', async () => {
    const page = await signedIn(browser, house, NOTHING_MORE);
    await page.route(/glyphs-/, (route) => route.abort());
    await page.goto(`${house.front.url}/wall/H08`);
    await page.locator('[data-testid="wall"]').waitFor();
    // whole files have ranges, the glyphs of words single characters
    await page.waitForFunction(
      `[...document.fonts].some((face) => face.status === 'loaded' && /u\\+4e[0-9a-f]{2}/i.test(face.unicodeRange))`,
    );
    await page.close();
  });

  it('is sent as it is to who takes nothing else, under its own type', async () => {
    const page = await (await fetch(`${house.front.url}/account`, { headers: { accept: 'text/html' } })).text();
    // the script itself is too small to be worth it
    const [, script = ''] = /modulepreload" crossorigin href="(\/assets\/every-page[^"]+\.js)"/.exec(page) ?? [];
    for (const [asked, encoding] of [
      ['identity', null],
      ['gzip', 'gzip'],
      ['gzip, br', 'br'],
    ] as const) {
      const { headers } = await fetch(`${house.front.url}${script}`, { headers: { 'accept-encoding': asked } });
      expect([asked, headers.get('content-encoding')]).toEqual([asked, encoding]);
      expect(headers.get('content-type')).toContain('javascript');
      expect(headers.get('vary')).toMatch(/accept-encoding/i);
      expect(headers.get('cache-control')).toContain('immutable');
    }
  });
});
