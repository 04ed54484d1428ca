import type { Locator, Page } from 'playwright-core';
import { axe } from '../support/axe';
import { openBrowser, still, type TestBrowser } from '../support/browser';
import { LOCALES, THEMES, turn } from '../support/looks';
import type { Hall } from '../live/support';
import { openCockpit, signedIn } from './house';

const SIZES = [
  { width: 1920, height: 1080 },
  { width: 1366, height: 768 },
  { width: 390, height: 844 },
];

/** Words of a page with their meaning, as people ask for it. */
describe('the terms of a page', () => {
  let house: Hall;
  let browser: TestBrowser;
  let page: Page;
  beforeAll(async () => {
    [house, browser] = await Promise.all([openCockpit(), openBrowser()]);
    page = await signedIn(browser, house, '/feeds');
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  const card = (): Locator => page.getByTestId('term-card');
  const word = (): Locator => page.getByTestId('quarantine').locator('h2 [data-term="quarantine"]');
  const boxOf = async (of: Locator) => {
    const box = await of.boundingBox();
    if (box === null) throw new Error('it is not there');
    return box;
  };

  it('show it by the keyboard in both themes and languages at every size, and move nothing', async () => {
    await word().waitFor();
    const found: unknown[] = [];
    for (const theme of THEMES)
      for (const locale of LOCALES) {
        await turn(page, theme, locale);
        for (const size of SIZES) {
          await page.setViewportSize(size);
          await word().scrollIntoViewIfNeeded();
          await still(page);
          const before = await boxOf(word());
          await word().focus();
          await card().waitFor();
          await still(page);
          expect(await card().innerText()).toContain(locale === 'en' ? 'rejected events' : '被拒的事件');
          const place = await boxOf(card());
          expect([place.x >= 0, place.x + place.width <= size.width]).toEqual([true, true]);
          expect(await boxOf(word())).toEqual(before);
          const { violations } = await axe(page).analyze();
          found.push(...violations.map(({ id, nodes }) => [locale, theme, size.width, id, nodes[0]?.html]));
          await page.keyboard.press('Escape');
          await card().waitFor({ state: 'detached' });
          await word().blur();
        }
      }
    expect(found).toEqual([]);
  }, 240_000);

  it('are told to a screen reader as the description of the word', async () => {
    await turn(page, 'light', 'en');
    await word().focus();
    await card().waitFor();
    const shown = page.getByRole('button', { name: 'Quarantine', description: /rejected events with their reason/ });
    expect(await shown.count()).toBe(1);
    await word().blur();
    await card().waitFor({ state: 'detached' });
  });

  it('show it under a pointer that rests there, and leave it while that reads', async () => {
    await page.setViewportSize({ width: 1366, height: 768 });
    await word().hover();
    await card().waitFor();
    await card().hover();
    await page.mouse.move(2, 2);
    await card().waitFor({ state: 'detached' });
  });

  it('are plain words on paper', async () => {
    const underlined = () =>
      page.evaluate<string>(
        `getComputedStyle(document.querySelector('[data-testid="quarantine"] h2 [data-term="quarantine"]')).textDecorationLine`,
      );
    expect(await underlined()).toBe('underline');
    await word().focus();
    await card().waitFor();
    await page.emulateMedia({ media: 'print' });
    expect([await underlined(), await card().isVisible()]).toEqual(['none', false]);
    await page.emulateMedia({ media: 'screen' });
    await word().blur();
  });

  it('stand beside what is pressed itself, and open by a tap there', async () => {
    await turn(page, 'light', 'zh-CN');
    await page.goto(`${house.front.url}/cases`);
    const mark = page.getByRole('button', { name: '失管的含义' });
    await mark.click();
    await card().waitFor();
    expect(await card().innerText()).toContain('口径');
    expect(await page.getByTestId('state-unattended').getAttribute('aria-pressed')).toBe('false');
    await page.getByTestId('state-red').click();
    await card().waitFor({ state: 'detached' });
    const { violations } = await axe(page).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    expect(await mark.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
  });

  it('are plain words on a wall', async () => {
    await page.goto(`${house.front.url}/wall/H08`);
    await page.getByTestId('wall').waitFor();
    expect(await page.locator('button.term').count()).toBe(0);
  });
});
