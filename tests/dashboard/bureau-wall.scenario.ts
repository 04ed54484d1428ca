import { join } from 'node:path';
import { Users } from '@cockpit/access';
import type { Page } from 'playwright-core';
import { ACTOR, decided, issued, opened, until, type Hall } from '../live/support';
import { axe } from '../support/axe';
import { openBrowser, still, type TestBrowser } from '../support/browser';
import { openCockpit, PASSWORD } from './house';

const MINUTE = 60_000;
const TURNS = 200;
const SIZES = [
  [1920, 1080],
  [1366, 768],
  [3840, 2160],
] as const;

/** A command centre: the halls by trouble, pages in turn, and a hall that turns red. */
describe("the bureau's wall", () => {
  let house: Hall;
  let browser: TestBrowser;
  let page: Page;
  beforeAll(async () => {
    house = await openCockpit();
    await house.front.app
      .get(Users)
      .add({ name: 'boss', displayName: '服务部', role: 'manager', halls: 'all', password: PASSWORD }, ACTOR);
    await decided(house, 1, 'H08', opened(0));
    browser = await openBrowser({ width: 1920, height: 1080 });
    const answer = await browser.context.request.post(`${house.front.url}/v1/session`, {
      data: { username: 'boss', password: PASSWORD },
      headers: { origin: house.front.url },
    });
    expect(answer.ok()).toBe(true);
    page = await browser.context.newPage();
  }, 5 * MINUTE);
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  const path = (): string => new URL(page.url()).pathname;
  const troubleOf = (hall: string) => page.getByTestId(`line-${hall}`).getAttribute('data-trouble');

  it(
    'sees a hall turn red: the rotation jumps to it, and back once somebody has looked',
    async () => {
      await page.goto(`${house.front.url}/wall?play=bureau-wall:3600,ranking:3600`);
      await page.getByTestId('line-H08').waitFor();
      await page.locator('html.playing').waitFor();
      expect(await troubleOf('H08')).toBe('calm');
      await house.post(Array.from({ length: 60 }, (_, i) => issued(`j${String(i)}`, 2 + i * 0.01)));
      for (let minute = 44; minute <= 48; minute += 1) await decided(house, minute);
      await until(
        () => house.warnings('?hall=H08'),
        (warnings) => warnings.some(({ severity, condition }) => severity === 'red' && condition === 'firing'),
      );
      await page.waitForURL('**/wall/H08');
      await page.getByTestId('play-jump').waitFor();
      expect(await page.getByTestId('play-jump').innerText()).toBe('大厅 H08转红');
      await page.getByTestId('prompt-card').or(page.getByTestId('worst')).first().waitFor();
      const told = await page.locator('.situation .who').first().innerText();
      await page.mouse.move(300, 300);
      await page.getByTestId('play-looked').click();
      await page.getByTestId('bureau-wall').waitFor();
      expect([path(), await troubleOf('H08')]).toEqual(['/wall', 'red']);
      // the worst queue is the one that the hall's own wall begins with
      expect(await page.getByTestId('line-H08').locator('.situation .who').innerText()).toBe(told);
    },
    3 * MINUTE,
  );

  it(
    'is read whole on every screen, dark and light',
    async () => {
      for (const theme of ['dark', 'light'])
        for (const [width, height] of SIZES) {
          await page.setViewportSize({ width, height });
          await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`);
          await still(page);
          const shots = process.env['SHOTS'];
          if (shots !== undefined)
            await page.screenshot({ path: join(shots, `bureau-wall-${String(width)}-${theme}.png`) });
          const cut = await page.evaluate(`(() => {
            const beyond = [...document.querySelectorAll('h1, dd, dt, .who, .do, .rest, .hall')].filter((one) => {
              const { right, bottom } = one.getBoundingClientRect();
              return one.scrollWidth > one.clientWidth + 2 || right > innerWidth || bottom > innerHeight;
            });
            return [document.documentElement.scrollWidth > innerWidth, ...beyond.map((one) => one.textContent)];
          })()`);
          expect(cut).toEqual([false]);
          expect((await axe(page).analyze()).violations.map(({ id }) => id)).toEqual([]);
        }
      await page.setViewportSize({ width: 1920, height: 1080 });
    },
    3 * MINUTE,
  );

  it(
    `holds no more after ${String(TURNS)} turns than after the first rounds`,
    async () => {
      const session = await page.context().newCDPSession(page);
      await session.send('Performance.enable');
      await session.send('HeapProfiler.enable');
      await page.goto(`${house.front.url}/wall?play=bureau-wall:3600,wall@H08:3600,ranking:3600,network:3600`);
      await page.locator('html.playing').waitFor();
      const shown = ['bureau-wall', 'wall', 'places', 'ranking'];
      const next = async (): Promise<void> => {
        const before = path();
        await page.mouse.move(200 + Math.random() * 50, 300);
        await page.getByTestId('play-next').click();
        await page.waitForURL((url) => url.pathname !== before);
        await page
          .locator(shown.map((id) => `[data-testid="${id}"]`).join())
          .first()
          .waitFor();
      };
      const held = async () => {
        while (path() !== '/wall/H08') await next();
        // there are charts here, and nowhere a second one of any
        await page.locator('[_echarts_instance_]').first().waitFor({ state: 'attached' });
        const charts = Number(await page.evaluate(`document.querySelectorAll('[_echarts_instance_]').length`));
        while (path() !== '/wall') await next();
        await page.getByTestId('line-H08').waitFor();
        await session.send('HeapProfiler.collectGarbage');
        await session.send('HeapProfiler.collectGarbage');
        const { metrics } = await session.send('Performance.getMetrics');
        const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? NaN;
        return { heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners'), charts };
      };
      for (let turn = 0; turn < 24; turn += 1) await next();
      const first = await held();
      for (let turn = 0; turn < TURNS; turn += 1) await next();
      const last = await held();
      process.stdout.write(`bureau's wall, ${String(TURNS)} turns: ${JSON.stringify({ first, last })}\n`);
      expect(last.charts).toBe(first.charts);
      expect(last.listeners).toBeLessThanOrEqual(first.listeners + 20);
      expect(last.nodes).toBeLessThanOrEqual(first.nodes * 1.1 + 200);
      expect(last.heap).toBeLessThanOrEqual(first.heap * 1.1 + 1_000_000);
    },
    10 * MINUTE,
  );
});
