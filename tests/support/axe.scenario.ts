import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { axe } from './axe';
import { openBrowser, type TestBrowser } from './browser';

const COLOURS = [
  '#777',
  '#767676',
  'rgb(119 119 119 / 60%)',
  'hsl(200 50% 50%)',
  'oklch(0.7 0.1 200)',
  'transparent',
  '#000',
];

/** Every colour on every other, each twice. */
const PAGE = `<!doctype html><html lang="en"><title>colours</title><main><h1>Colours</h1>${[0, 1]
  .flatMap(() => COLOURS.flatMap((on) => COLOURS.map((ink) => `<p style="background:${on};color:${ink}">Words</p>`)))
  .join('')}<p id="pale" style="color:#eee">Pale</p></main></html>`;

describe('what looks for objections', () => {
  let browser: TestBrowser;
  let page: Page;
  beforeAll(async () => {
    browser = await openBrowser();
    page = await browser.context.newPage();
    await page.setContent(PAGE);
  });
  afterAll(() => browser.close());

  it('finds each text that is too pale, and of each the same as without what it remembers', async () => {
    const found = async (looking: AxeBuilder) => {
      const { violations } = await looking.analyze();
      return violations.map(({ id, nodes }) => [id, nodes.map(({ target, any }) => [target, any[0]?.data as unknown])]);
    };
    const seen = await found(axe(page));
    expect(JSON.stringify(seen)).toContain('#pale');
    expect(seen).toEqual(await found(new AxeBuilder({ page }).setLegacyMode()));
    const [id, nodes] = seen[0] ?? [];
    expect(id).toBe('color-contrast');
    expect(nodes?.length).toBeGreaterThan(2 * COLOURS.length);
  });
});
