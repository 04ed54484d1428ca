import type { Page } from 'playwright-core';
import type { Hall } from '../live/support';
import { axe } from '../support/axe';
import { openBrowser, still, type TestBrowser } from '../support/browser';
import { openCockpit, signedIn } from './house';
import { GUEST, openLarge } from './large-hall';

/** px at 1920 × 1080: what can be read from three metres */
const LEAST = 24;
/** Everything written on the wall that is no tool of somebody who stands at it, below the least size; in the page. */
const SMALL = `(() => {
  const small = [];
  const walk = document.createTreeWalker(document.querySelector('.wall'), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode.textContent.trim();
    const element = walk.currentNode.parentElement;
    if (text === '' || element.closest('[data-near], .sr-only')) continue;
    const range = document.createRange();
    range.selectNodeContents(walk.currentNode);
    const { width, left, top } = range.getBoundingClientRect();
    if (width === 0 || left >= innerWidth || top >= innerHeight) continue;
    const size = Number.parseFloat(getComputedStyle(element).fontSize);
    if (size < ${String(LEAST)} - 0.01) small.push(size.toFixed(1) + ' ' + text);
  }
  return small;
})()`;
/** Parts of the wall that reach beyond the screen, or into the line below all of them; in the page. */
const BEYOND = `(() => {
  const foot = document.querySelector('.wall > footer').getBoundingClientRect().top;
  return [...document.querySelectorAll('.wall > header, .wall > section, .wall > main, [data-testid^="window-tile-"]')]
    .filter((one) => { const { right, bottom } = one.getBoundingClientRect(); return right > innerWidth + 1 || bottom > foot + 1; })
    .map((one) => one.dataset.testid ?? one.className);
})()`;
/** Lines of a tile that lie over each other; in the page. */
const OVER = `(() => [...document.querySelectorAll('[data-testid^="window-tile-"]')].flatMap((tile) => {
  const lines = [...tile.children].filter((one) => getComputedStyle(one).display !== 'none' && one.textContent.trim() !== '' && !one.matches('.n, .s'))
    .map((one) => one.getBoundingClientRect()).sort((a, b) => a.top - b.top);
  return lines.some((line, i) => i > 0 && line.top < lines[i - 1].bottom - 6 && line.left < lines[i - 1].right && line.right > lines[i - 1].left) ? [tile.dataset.testid] : [];
}))()`;

describe('a wall read from three metres', () => {
  let house: Hall;
  let browser: TestBrowser;
  let wall: Page;

  const open = async (hall: string, locale: string): Promise<Page> => {
    await wall.evaluate(`localStorage.setItem('cockpit.locale', '${locale}')`);
    await wall.goto(`${house.front.url}/wall/${hall}`);
    await wall.locator('[data-testid^="window-tile-"]').first().waitFor();
    await still(wall);
    return wall;
  };

  beforeAll(async () => {
    house = await openCockpit();
    browser = await openBrowser({ width: 1920, height: 1080, colorScheme: 'dark' });
    wall = await signedIn(browser, house, '/account');
    await openLarge(house);
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  it.each(['zh-CN', 'en'])(
    'writes nothing that matters below 24 px, and nothing over anything else (%s)',
    async (locale) => {
      await open('H50', locale);
      expect(await wall.locator('[data-testid^="window-tile-"]').count()).toBe(50);
      expect(await wall.evaluate(SMALL)).toEqual([]);
      expect(await wall.evaluate(BEYOND)).toEqual([]);
      expect(await wall.evaluate(OVER)).toEqual([]);
    },
  );

  it('says the worst trouble first, and begins the queues with it', async () => {
    await open('H50', 'zh-CN');
    expect((await wall.getByTestId('worst').innerText()).replace(/\s+/g, ' ')).toBe('治安 3 人 · 最长 60 分');
    expect(await wall.locator('tbody th[scope="row"]').first().innerText()).toBe('治安');
  });

  it('marks the window that works for another branch, in the colour of that branch', async () => {
    await open('H50', 'zh-CN');
    const pill = wall.getByTestId(`window-tile-${GUEST}`).locator('[data-kind="guest"]');
    expect(await pill.innerText()).toContain('户政');
    expect(await wall.locator('[data-kind="guest"]').count()).toBe(1);
    const [ofPill, ofZone] = await wall.evaluate<[string, string]>(`[
      getComputedStyle(document.querySelector('[data-kind="guest"]')).backgroundColor,
      getComputedStyle([...document.querySelectorAll('.zone .name')].find((one) => one.textContent.includes('户政')), '::before').backgroundColor,
    ]`);
    expect(ofPill).toBe(ofZone);
  });

  it.each(['dark', 'light'] as const)('is without objections of axe in %s', async (theme) => {
    await wall.evaluate(`localStorage.setItem('cockpit.theme', '${theme}')`);
    await open('H50', 'zh-CN');
    const { violations } = await axe(wall).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html).slice(0, 3)])).toEqual([]);
  });
});
