import { at, DAY, decided, opened, until, type Hall } from '../live/support';
import { axe } from '../support/axe';
import { openBrowser, type TestBrowser } from '../support/browser';
import { openCockpit, signedIn, TicketingHall } from './house';

/** A day that was, on the wall again. */
describe('a replay', () => {
  let house: Hall;
  let browser: TestBrowser;

  beforeAll(async () => {
    house = await openCockpit();
    browser = await openBrowser({ width: 1920, height: 1080, colorScheme: 'dark' });
    const hall = new TicketingHall();
    const events: object[] = opened(0);
    for (let minute = 1; minute <= 150; minute++)
      events.push(
        ...hall.come(minute, 'household', minute % 2),
        ...hall.come(minute, 'traffic', minute % 15 === 0 ? 1 : 0),
        ...hall.minute(minute),
      );
    for (let i = 0; i < events.length; i += 400) await house.post(events.slice(i, i + 400));
    await decided(house, 151);
    await until(
      async () =>
        (
          (await (
            await house.get(
              `/v1/halls/H08/replay?day=${DAY}&frames=1&stepSec=60&from=${new Date(at(150)).toISOString()}`,
            )
          ).json()) as { frames?: { kpis: { issued: number } }[] }
        ).frames?.[0]?.kpis.issued ?? 0,
      (n) => n > 70,
      30_000,
    );
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  it('runs, pauses, goes anywhere, and can never be taken for the live hall', async () => {
    const page = await signedIn(browser, house, `/replay/H08?day=${DAY}&at=08:40`);
    const mark = page.getByTestId('replay-mark');
    await page.getByTestId('window-tile-a1').waitFor();
    expect(await mark.innerText()).toContain('不是实时');
    expect(await page.getByTestId('replay').locator('[data-testid^="feed-"]').count()).toBe(0);
    const clock = async (): Promise<number> => Number(await page.getByTestId('replay').getAttribute('data-now'));
    const first = await clock();
    await page.getByTestId('replay-speed').selectOption('120');
    await page.getByTestId('replay-play').click();
    await until(clock, (now) => now > first + 10 * 60_000, 20_000);
    await page.getByTestId('replay-play').click();
    const paused = await clock();
    await page.waitForTimeout(1_000);
    expect(await clock()).toBe(paused);

    await page.getByTestId('replay-line').fill(String(at(140)));
    await page.getByTestId('replay-line').dispatchEvent('change');
    await until(clock, (now) => Math.abs(now - at(140)) <= 60_000);
    const frame = (await (
      await house.get(`/v1/halls/H08/replay?day=${DAY}&frames=1&stepSec=60&from=${new Date(at(140)).toISOString()}`)
    ).json()) as { frames: { queues: { code: string; waiting: number }[] }[] };
    const waiting = frame.frames[0]?.queues.find(({ code }) => code === 'household')?.waiting;
    await until(
      () => page.getByTestId('queue-household').locator('td.waiting').innerText(),
      (text) => text === String(waiting),
    );
    const { violations } = await axe(page).analyze();
    expect(
      violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .map((node) => node.html)
            .slice(0, 3)
            .join(' ')}`,
      ),
    ).toEqual([]);
  });

  it('changes to the floor plan with who waits where, and keeps it on another day', async () => {
    const page = await signedIn(browser, house, `/replay/H08?day=${DAY}`);
    await page.getByTestId('replay-map').click();
    await page.getByTestId('life-plan').waitFor();
    expect(new URL(page.url()).searchParams.get('map')).toBe('plan');
    await page.getByTestId('replay-day').selectOption(DAY);
    await page.getByTestId('replay-day').dispatchEvent('change');
    await page.getByTestId('life-plan').waitFor();
    expect(new URL(page.url()).searchParams.get('map')).toBe('plan');
    await page.getByTestId('replay-map').click();
    await page.getByTestId('window-tile-a1').waitFor();
    expect(new URL(page.url()).searchParams.has('map')).toBe(false);
  });

  it('tells what one more officer would have done, with its interval', async () => {
    const page = await signedIn(browser, house, `/replay/H08?day=${DAY}`);
    await page.getByTestId('replay-compare').click();
    await page.getByTestId('compare-other-prompts').selectOption('none');
    await page.getByTestId('compare-other-extra').selectOption('household');
    await page.getByTestId('compare-save').click();
    await until(
      () => page.getByTestId('compare-answer').innerText(),
      (text) => /共省 \d+ 分钟等候（95% 区间/.test(text),
      20_000,
    );
  });
});
