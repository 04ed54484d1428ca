import { createRequire } from 'node:module';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { still } from './browser';

/**
 * It reads the colour of every element behind every text anew, and there are a dozen of them on a page: that was more than a third of the time
 * a look takes. What a text says of a colour is read once.
 */
const REMEMBERS_COLOURS = `;(() => {
  const { prototype } = axe.commons.color.Color;
  const read = prototype.parseString;
  const known = new Map();
  prototype.parseString = function (text) {
    const colour = known.get(text);
    if (colour !== undefined) [this.r, this.g, this.b, this.alpha] = colour;
    else {
      read.call(this, text);
      known.set(text, [this.r, this.g, this.b, this.alpha]);
    }
    return this;
  };
})();`;

/** the one that comes with it */
const { source } = createRequire(require.resolve('@axe-core/playwright'))('axe-core') as { source: string };
const axeSource = source + REMEMBERS_COLOURS;

/** Nothing fades while a page is looked at: of a message half gone every text has too little contrast. In the page. */
const HOLD = `
  globalThis.held = new CSSStyleSheet();
  held.replaceSync('*, *::before, *::after { transition: none !important; animation: none !important }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, held];
  undefined;`;
const LET_GO = `document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== held); undefined;`;

/**
 * What looks for objections on a page. Our pages have no frames of other places, so nothing is put together in a page opened for that; and
 * only what is objected to is described, not the thousand things that are well.
 */
export function axe(page: Page): AxeBuilder {
  const builder = new AxeBuilder({ page, axeSource }).setLegacyMode().options({ resultTypes: ['violations'] });
  const analyze = builder.analyze.bind(builder);
  return Object.assign(builder, {
    analyze: async () => {
      await page.evaluate(HOLD);
      await still(page);
      const found = await analyze();
      await page.evaluate(LET_GO);
      return found;
    },
  });
}

/** What a screen reader, a key or an eye stumbles over: each rule with the first places that break it. */
export async function objections(page: Page): Promise<string[]> {
  const { violations } = await axe(page).analyze();
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map((node) => node.html)
        .slice(0, 3)
        .join(' ')}`,
  );
}
