import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LiveHall, Prompt, TwinEffect, Warning, page as listOf } from '@cockpit/contracts';
import type { Page } from 'playwright-core';
import { objections } from './support/axe';
import { openBrowser, type TestBrowser } from './support/browser';
import { startDemo, until, type Demo } from './support/demo';
import { faultsOf } from './support/page-faults';
import { PAGE_SAMPLES } from './support/page-samples';

const HALL = 'H32';
/** who signs in as `h32` */
const PERSON = '值班长（云江）';
const MINUTE = 60_000;
/** two of each weekday, and the last week whole: its month takes a slow machine minutes to load */
const HISTORY_DAYS = 16;

/**
 * The main job as a person sees it, on what `npm run demo` starts: the hall lives on the wall, a prompt appears, is accepted at the
 * desk, the simulated hall obeys, and the twin with the same visitors shows the difference.
 */
describe('the main job', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'hall-cockpit-demo-'));
  let demo: Demo;
  let browser: TestBrowser;

  beforeAll(async () => {
    demo = await startDemo(dataDir, 10, HISTORY_DAYS);
    browser = await openBrowser({ width: 1920, height: 1080, colorScheme: 'dark' });
  }, 15 * MINUTE);

  afterAll(async () => {
    await browser.close();
    const code = await demo.stop();
    rmSync(dataDir, { recursive: true, force: true });
    expect(code).toBe(0);
  }, MINUTE);

  it(
    'goes from the wall over the desk to the hall and back to the wall',
    async () => {
      const wall = await browser.context.newPage();
      await signIn(wall, demo);
      await wall.goto(`${demo.url}/wall/${HALL}`);
      await expectLiving(wall);
      await expectAccessible(wall);
      await expectDrawing(wall, demo);

      const desk = await browser.context.newPage();
      await desk.goto(`${demo.url}/desk/${HALL}`);
      // until then the simulated shift lead would answer
      await desk.getByTestId('auto-accept').click();
      await until('the simulated shift lead to be switched off', MINUTE, async () =>
        LiveHall.parse(await demo.get(`/v1/halls/${HALL}/live`)).simulation?.autoAccept === false ? true : null,
      );
      const accepted = await acceptAtDesk(desk, demo);
      await expectAccessible(desk);

      // a window finishes whom it serves first, and guiding has half an hour of the hall's own clock, which a busy machine slows down
      const carriedOut = await until(`prompt ${accepted.id} to be carried out`, 8 * MINUTE, async () => {
        const now = (await prompts(demo)).find((prompt) => prompt.id === accepted.id);
        if (now && ['expired', 'cancelled', 'declined', 'undone'].includes(now.state))
          throw new Error(`an accepted prompt became ${now.state}`);
        return now && ['carried-out', 'done'].includes(now.state) ? now : null;
      });
      expect(carriedOut.answeredBy).toBe(PERSON);

      const twin = await until('the twin to tell a difference', 6 * MINUTE, async () => {
        await desk
          .getByTestId('prompt-accept')
          .click({ timeout: 500 })
          .catch(() => undefined);
        const effect = TwinEffect.parse(await demo.get(`/v1/halls/${HALL}/twin`));
        return effect.cut !== null && effect.withMeanSec !== effect.withoutMeanSec ? effect : null;
      });
      expect(twin.pairs).toBeGreaterThan(50);
      expect(twin.cutLow ?? NaN).toBeLessThanOrEqual(twin.cut ?? NaN);
      await wall.reload();
      await wall.getByTestId('twin-panel').waitFor();
      await until('the difference to stand on the wall', MINUTE, async () =>
        /\d+\s*%/.test(await wall.getByTestId('twin-panel').innerText()) ? true : null,
      );
    },
    18 * MINUTE,
  );

  it(
    'rings the group of those on duty, is answered there, and shows who has it',
    async () => {
      const group = await browser.context.newPage();
      await group.goto(await demo.groupUrl());
      const about = await until('a warning that waits for an answer', 8 * MINUTE, async () => {
        await group.reload();
        const links = await group.getByRole('link', { name: '我来处理' }).all();
        for (const link of links) {
          const page = await browser.context.newPage();
          try {
            await page.goto((await link.getAttribute('href')) ?? '');
            // over or answered by now, before it was pressed or while it was: the next one
            if ((await page.getByRole('button').count()) === 0) continue;
            const heading = await page.getByRole('heading').innerText();
            await page.getByRole('button').click();
            await page.getByRole('button').waitFor({ state: 'detached' });
            if ((await page.locator('[role="status"].good').count()) > 0) return heading;
          } finally {
            await page.close();
          }
        }
        return null;
      });
      expect(about).toContain('预警');
      const { items } = listOf(Warning).parse(await demo.get('/v1/warnings?limit=200', 'manager'));
      const held = items.filter(({ acknowledgedBy }) => acknowledgedBy?.includes('值班群') === true);
      expect(held.length).toBeGreaterThan(0);
    },
    12 * MINUTE,
  );

  describe('every page', () => {
    let own: TestBrowser;

    beforeAll(async () => {
      // a wall and a desk that live are drawn all the time
      const live = browser.context.pages().filter((page) => page.url() !== 'about:blank');
      await Promise.all(live.map((page) => page.close()));
      own = await openBrowser({ width: 1366, height: 768 });
    }, MINUTE);
    afterAll(() => own.close());

    it.each(PAGE_SAMPLES.map((sample) => [sample.name, sample] as const))(
      'opens without an error, no wider than the screen: %s',
      async (_name, sample) => {
        expect(await faultsOf(own.context, demo, sample)).toEqual([]);
      },
      3 * MINUTE,
    );
  });
});

async function signIn(page: Page, demo: Demo): Promise<void> {
  await page.goto(`${demo.url}/`);
  await page.getByTestId('sign-in-username').fill('h32');
  await page.getByTestId('sign-in-password').fill(demo.passwordOf('h32'));
  await page.getByTestId('sign-in-submit').click();
  await page.waitForURL(`**/desk/${HALL}`);
}

/** Thirty-two tiles, fresh, and the clock of the hall moves. */
async function expectLiving(wall: Page): Promise<void> {
  await wall.getByTestId(`window-tile-${HALL}-W01`).waitFor();
  expect(await wall.locator('[data-testid^="window-tile-"]').count()).toBe(32);
  await until('the hall to open its day', 2 * MINUTE, async () => {
    const fresh = await wall.getByTestId('wall').getAttribute('data-fresh');
    return fresh === 'live' && (await wall.getByTestId('feed-sim-h32').innerText()).includes('秒前') ? true : null;
  });
  const before = await wall.getByTestId('wall').innerText();
  await sleep(3_000);
  expect(await wall.getByTestId('wall').innerText()).not.toBe(before);
}

/** The same hall as it was drawn, nothing of it beyond the edge of the screen. */
async function expectDrawing(wall: Page, demo: Demo): Promise<void> {
  await wall.goto(`${demo.url}/wall/${HALL}?map=plan`);
  const windows = wall.locator('[data-testid^="plan-window-"]');
  await windows.first().waitFor();
  expect(await windows.count()).toBe(32);
  const boxes = await windows.all().then((all) => Promise.all(all.map((one) => one.boundingBox())));
  expect(
    boxes.every((box) => box !== null && box.width > 30 && box.x > 0 && box.y > 0 && box.y + box.height < 1080),
  ).toBe(true);
  await wall.goto(`${demo.url}/wall/${HALL}`);
  await wall.getByTestId(`window-tile-${HALL}-W01`).waitFor();
}

async function expectAccessible(page: Page): Promise<void> {
  expect(await objections(page)).toEqual([]);
}

/** A prompt expires like in a real hall: the next one is taken if the first was missed. */
async function acceptAtDesk(desk: Page, demo: Demo): Promise<Prompt> {
  return until('a prompt to be accepted at the desk', 6 * MINUTE, async () => {
    await desk
      .getByTestId('prompt-accept')
      .click({ timeout: 1_000 })
      .catch(() => undefined);
    const mine = (await prompts(demo)).filter(({ answeredBy }) => answeredBy === PERSON);
    return mine.find(({ state }) => state === 'accepted' || state === 'carried-out') ?? null;
  });
}

async function prompts(demo: Demo): Promise<Prompt[]> {
  const snapshot = LiveHall.parse(await demo.get(`/v1/halls/${HALL}/live`));
  expect(snapshot.hall).toBe(HALL);
  return listOf(Prompt).parse(await demo.get(`/v1/prompts?hall=${HALL}`)).items;
}
