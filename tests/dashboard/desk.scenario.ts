import type { Page } from 'playwright-core';
import type { Hall } from '../live/support';
import { axe } from '../support/axe';
import { openBrowser, still, type TestBrowser } from '../support/browser';
import { openCockpit, signedIn } from './house';
import { openLarge } from './large-hall';

const SIZES = { laptop: [1366, 768], 'tablet on its side': [1024, 768], 'tablet upright': [768, 1024] } as const;

/** The desk of a hall of fifty windows: its map is longer than any of these screens. */
describe('a desk with no room to spare', () => {
  let house: Hall;
  let browser: TestBrowser;
  let desk: Page;

  beforeAll(async () => {
    house = await openCockpit();
    await openLarge(house);
    browser = await openBrowser({ width: 1366, height: 768 });
    desk = await signedIn(browser, house, '/desk/H50');
    await desk.getByTestId('window-tile-x1').waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  const inSight = (testId: string): Promise<boolean> =>
    desk.evaluate(`(() => {
      const { top, bottom, height } = document.querySelector('[data-testid="${testId}"]').getBoundingClientRect();
      return height > 0 && top >= 0 && bottom <= innerHeight + 1;
    })()`);

  it.each(Object.entries(SIZES))(
    'shows the proposal and every place to put a window beside the last window of all: %s',
    async (_, [width, height]) => {
      await desk.setViewportSize({ width, height });
      for (const window of ['x1', 'x25', 'x50']) {
        await desk.evaluate(
          `document.querySelector('[data-testid="window-tile-${window}"]').scrollIntoView({ block: 'end' })`,
        );
        expect(await inSight('now')).toBe(true);
        expect(await desk.getByTestId('drop-b0').count()).toBe(0);
        const tile = desk.getByTestId(`window-tile-${window}`);
        await tile.dispatchEvent('dragstart');
        await desk.getByTestId('drop-b0').waitFor();
        for (const queue of ['b0', 'b3', 'b8']) expect([queue, await inSight(`drop-${queue}`)]).toEqual([queue, true]);
        await tile.dispatchEvent('dragend');
        await desk.getByTestId('drop-b0').waitFor({ state: 'detached' });
        expect(await inSight(`window-tile-${window}`)).toBe(true);
      }
    },
  );

  it('has its tabs in sight on a laptop, and brings what one of them shows into sight', async () => {
    await desk.setViewportSize({ width: 1366, height: 768 });
    await desk.evaluate('window.scrollTo(0, 0)');
    expect(await inSight('tab-plan')).toBe(true);
    await desk.getByTestId('tab-notes').click();
    await desk.getByTestId('note-text').waitFor();
    expect(
      await desk.evaluate(`document.getElementById('desk-tab-panel').getBoundingClientRect().top < innerHeight`),
    ).toBe(true);
    await desk.evaluate('window.scrollTo(0, 0)');
  });

  it.each(Object.entries(SIZES))('takes a window to a queue in two taps: %s', async (_, [width, height]) => {
    await desk.setViewportSize({ width, height });
    await desk.getByTestId('window-tile-x20').click();
    await desk.getByTestId('move-to-b3').click();
    await desk.getByTestId('what-if-b3').waitFor();
    await desk.keyboard.press('Escape');
    await desk.getByTestId('move-dialog').waitFor({ state: 'detached' });
  });

  it.each(Object.values(SIZES))('is without objections of axe at %s × %s', async (width, height) => {
    await desk.setViewportSize({ width, height });
    await still(desk);
    const { violations } = await axe(desk).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html).slice(0, 3)])).toEqual([]);
  });
});
