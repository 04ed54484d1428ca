import { Users } from '@cockpit/access';
import { LiveHall } from '@cockpit/contracts';
import type { Page } from 'playwright-core';
import { ACTOR, clockTo, until, type Hall } from '../live/support';
import { openBrowser, still, type TestBrowser } from '../support/browser';
import { clipped } from '../support/clipped';
import { overlaps } from '../support/overlaps';
import { tooWide } from '../support/page-faults';
import { openCockpit, PASSWORD } from './house';
import { CALM, JAM, LONG_NAMES, LONG_TICKETS, NOW_MIN, openLookedAt, SIXTY } from './looked-at-halls';

const SIZES = [
  [1366, 768],
  [1920, 1080],
  [3840, 2160],
  [1080, 1920],
  [390, 844],
] as const;
const TILE = '[data-testid^="window-tile-"]';

interface Fixture {
  name: string;
  hall: string;
  locale?: 'en';
  theme?: 'dark';
  /** what is done to the page before it is looked at */
  before?: (page: Page) => Promise<void>;
  /** stands on wall and desk when there is something to look at; without it the windows do */
  ready?: string;
}

/** The day's saving needs a day of observed effects: here only its place on the page is looked at. */
const saving = async (page: Page): Promise<void> => {
  await page.route('**/v1/halls/*/saving*', (route) =>
    route.fulfill({ json: { value: 1284, low: 1019, high: 1544, weight: 57 } }),
  );
};
/** Every feed fell silent a quarter of an hour ago, and the line brings nothing. */
const silent = async (page: Page): Promise<void> => {
  // requests of a shared worker cannot be cut off here; without one the page keeps a line of its own
  await page.addInitScript('delete globalThis.SharedWorker');
  await page.route('**/v1/halls/*/stream*', (route) => route.abort());
  await page.route('**/v1/halls/*/live', async (route) => {
    const answer = await route.fetch();
    const hall = LiveHall.parse(await answer.json());
    const feeds = hall.feeds.map((feed) => ({ ...feed, state: 'silent' as const, ageSec: 900 }));
    await route.fulfill({ response: answer, json: { ...hall, feeds } });
  });
};
const FIXTURES: Fixture[] = [
  { name: 'calm', hall: CALM.code },
  { name: 'a jam', hall: JAM.code },
  { name: 'a jam in the dark', hall: JAM.code, theme: 'dark' },
  {
    name: 'a jam of which nothing is heard any more',
    hall: JAM.code,
    before: silent,
    ready: '[data-fresh="stale"], [data-testid="stale-note"]',
  },
  { name: 'sixty windows', hall: SIXTY.code },
  { name: 'sixty windows, and a day that saved much', hall: SIXTY.code, before: saving },
  { name: 'names of windows as they are', hall: LONG_NAMES.code },
  { name: 'tickets of twelve signs, and a day that saved much', hall: LONG_TICKETS.code, before: saving },
  { name: 'English', hall: JAM.code, locale: 'en' },
  { name: 'English, long names, and a day that saved much', hall: LONG_NAMES.code, locale: 'en', before: saving },
];

/** Every figure and every instruction of a wall can be read whole, whatever the hall and the screen. */
describe('what carries a figure or an instruction', () => {
  let house: Hall;
  let browser: TestBrowser;

  beforeAll(async () => {
    house = await openCockpit();
    await house.front.app
      .get(Users)
      .add({ name: 'looker', displayName: '值班长乙', role: 'administrator', halls: 'all', password: PASSWORD }, ACTOR);
    await openLookedAt(house);
    browser = await openBrowser({ serviceWorkers: 'block' });
    const answer = await browser.context.request.post(`${house.front.url}/v1/session`, {
      data: { username: 'looker', password: PASSWORD },
      headers: { origin: house.front.url },
    });
    if (!answer.ok()) throw new Error(await answer.text());
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  async function faultsAt(page: Page): Promise<string[]> {
    await still(page);
    return [...(await tooWide(page)), ...(await clipped(page)), ...(await overlaps(page))];
  }

  async function look(fixture: Fixture, path: string, ready: string): Promise<Record<string, string[]>> {
    const page = await browser.context.newPage();
    try {
      await page.addInitScript(
        `localStorage.setItem('cockpit.locale', '${fixture.locale ?? 'zh-CN'}'); localStorage.setItem('cockpit.theme', '${fixture.theme ?? 'light'}')`,
      );
      // its feed is alive
      await house.post([clockTo(NOW_MIN, fixture.hall)]);
      await fixture.before?.(page);
      await page.goto(`${house.front.url}${path}`);
      await page.locator(ready).first().waitFor({ timeout: 60_000 });
      const found: Record<string, string[]> = {};
      for (const [width, height] of SIZES) {
        await page.setViewportSize({ width, height });
        // charts and fitted lines draw themselves anew; a figure that comes a moment later is no fault
        const faults = await until(
          () => faultsAt(page),
          (all) => all.length === 0,
          3_000,
        ).catch(() => faultsAt(page));
        if (faults.length > 0) found[`${String(width)}×${String(height)}`] = faults;
      }
      return found;
    } finally {
      await page.close();
    }
  }

  it.each(FIXTURES)('is read whole on the wall: $name', async (fixture) => {
    expect(await look(fixture, `/wall/${fixture.hall}`, fixture.ready ?? TILE)).toEqual({});
  });

  it.each(FIXTURES)('is read whole at the desk: $name', async (fixture) => {
    expect(await look(fixture, `/desk/${fixture.hall}`, fixture.ready ?? TILE)).toEqual({});
  });

  const LOOKS: Fixture[] = [
    { name: 'Chinese', hall: JAM.code },
    { name: 'in the dark', hall: JAM.code, theme: 'dark' },
    { name: 'English', hall: JAM.code, locale: 'en' },
  ];
  it.each(LOOKS)('is read whole in the plan of the day: $name', async (fixture) => {
    expect(await look(fixture, `/desk/${fixture.hall}/plan`, '[data-testid^="gantt-"]')).toEqual({});
  });

  it.each(LOOKS)('is read whole in the overview: $name', async (fixture) => {
    expect(await look(fixture, '/overview', 'main h2')).toEqual({});
  });
});
