import type { Page } from 'playwright-core';
import { DataSource } from 'typeorm';
import { DAY, clockTo, decided, issued, opened, sent, until, type Hall } from '../live/support';
import { chartTheme } from '../../dashboards/src/shared/chart-theme';
import { INK_TOKENS, type Ink } from '../../dashboards/src/shared/ink-tokens';
import { axe } from '../support/axe';
import { openBrowser, still, type TestBrowser } from '../support/browser';
import { openCockpit, signedIn } from './house';

/** What people ask of pages beside their content: a sound, turning faces, a larger screen, paper, days in their language. */
describe('pages as people want them', () => {
  let house: Hall;
  let browser: TestBrowser;

  beforeAll(async () => {
    house = await openCockpit();
    browser = await openBrowser({ width: 1920, height: 1080, locale: 'en-US', colorScheme: 'dark' });
    await browser.context.addInitScript(
      "localStorage.setItem('cockpit.locale', 'zh-CN'); localStorage.setItem('cockpit.theme', 'dark');",
    );
    await decided(house, 3, 'H08', [...opened(0), ...Array.from({ length: 5 }, (_, i) => issued(`A${String(i)}`, 2))]);
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  const open = async (path: string): Promise<Page> => signedIn(browser, house, path);

  it('the wall names nobody in full, turns its faces when asked, and is the same drawing at 4K', async () => {
    const wall = await open('/wall/H08?rotate=5');
    await wall.getByTestId('window-tile-a1').waitFor();
    expect(await wall.getByTestId('wall').innerHTML()).not.toContain('警员 a1');
    const height = async () => (await wall.getByTestId('window-tile-a1').boundingBox())?.height ?? 0;
    const atHd = await height();
    await wall.getByTestId('face-queues').waitFor({ timeout: 45_000 });
    await wall.getByTestId('face-figures').waitFor({ timeout: 45_000 });
    await wall.getByTestId('face-map').waitFor({ timeout: 45_000 });
    await wall.setViewportSize({ width: 3840, height: 2160 });
    await until(height, (now) => Math.abs(now / atHd - 2) < 0.1);
    expect(
      await wall.evaluate('[document.documentElement.scrollWidth, document.documentElement.scrollHeight]'),
    ).toEqual([3840, 2160]);
    await wall.close();
  });

  it('the desk shows a name of three characters whole on its narrowest tile, however long the timer below it', async () => {
    const desk = await open('/desk/H08');
    await desk.getByTestId('window-tile-a1').waitFor();
    const cut = await desk.evaluate(`[...document.querySelectorAll('.tile.wide')].flatMap((tile) => {
      tile.style.width = '122px';
      for (const timer of tile.querySelectorAll('.t')) timer.textContent = '1:02:38';
      return [...tile.querySelectorAll('.o')].map((name) => { name.textContent = '欧阳静'; return [name.clientWidth > 0, name.scrollWidth > name.clientWidth]; });
    })`);
    expect(cut).toContainEqual([true, false]);
    expect(cut).not.toContainEqual([true, true]);
    await desk.close();
  });

  it('the wall sounds once for a new red warning where somebody turned it on, and not before', async () => {
    const wall = await open('/wall/H08');
    const bell = wall.getByTestId('wall-sound');
    const rung = () => bell.getAttribute('data-rung');
    await bell.waitFor();
    expect([await bell.getAttribute('aria-pressed'), await rung()]).toEqual(['false', '0']);
    await bell.click();
    // the touch that turns it on is heard
    await until(rung, (times) => times === '1');
    for (const minute of [33, 34, 35]) await decided(house, minute, 'H08', minute === 33 ? [] : [clockTo(minute)]);
    await until(
      () => house.warnings(),
      (all) => all.some(({ severity, condition }) => severity === 'red' && condition === 'firing'),
    );
    await until(rung, (times) => times === '2');
    await wall.close();
  });

  it('a wall that restarted with its sound on says that it wants a touch, and takes any', async () => {
    const wall = await open('/wall/H08');
    await wall.evaluate("localStorage.setItem('cockpit.sound', 'on')");
    const asks = wall.getByText('点一下屏幕以启用声音');
    // a restart each: on a busy machine a page may take longer than one has patience for
    await until(
      async () => {
        await wall.reload();
        return asks.waitFor({ timeout: 15_000 }).then(
          () => true,
          () => false,
        );
      },
      (isAsking) => isAsking,
      90_000,
    );
    await wall.mouse.click(400, 300);
    await asks.waitFor({ state: 'detached' });
    await wall.evaluate("localStorage.removeItem('cockpit.sound')");
    await wall.close();
  });

  it('wall and desk say the same saved minutes of the same day, and the metric does', async () => {
    const judged = [
      ['one', DAY, 'done', 31.4, 6],
      ['two', DAY, 'done', 12.3, 4],
      ['three', DAY, 'declined', 50, 5],
      ['expected', DAY, 'done', 166, 7],
      ['before', '2026-03-03', 'done', 400, 9],
    ] as const;
    const postgres = house.front.app.get(DataSource);
    for (const [nth, [id, day, state, saved, half]] of judged.entries()) {
      const at = `${day}T00:3${String(nth)}:30Z`;
      await postgres.query(
        `INSERT INTO prompt (id, hall, kind, state, queues, why, confidence, predicted, gain_min, decided_at, nth, expires_at, ordinal) VALUES ($1, 'H08', 'link', $2, '{household}', '', 'high', '{}', 10, $3::timestamptz, 1, $3::timestamptz, 1)`,
        [`saved-${id}`, state, at],
      );
      await postgres.query(
        `INSERT INTO prompt_effect (prompt_id, hall, day, kind, origin, outcome, from_at, horizon_min, visitors, saved_min, low_min, high_min, predicted_min, method, paths)
         VALUES ($1, 'H08', $2, 'link', 'recommender', $3, $4::timestamptz, 30, 5, $5, $6, $7, 10, $8, 100)`,
        [
          ...[`saved-${id}`, day, state === 'done' ? 'done' : 'missed', at, saved, saved - half, saved + half],
          // what was only simulated of what was done is none of it
          state !== 'done' || id === 'expected' ? 'paired-simulation' : 'observed',
        ],
      );
    }
    const [wall, desk] = [await open('/wall/H08'), await open('/desk/H08')];
    await desk.getByTestId('tab-record').click();
    const onWall = await wall.getByTestId('kpi-saved').locator('dd').innerText();
    const atDesk = await desk.getByTestId('record-total').innerText();
    const told = (await (await house.get(`/v1/metrics/minutes_saved?hall=H08&from=${DAY}&to=${DAY}`)).json()) as {
      value: number;
      low: number;
      high: number;
    };
    expect(told.value).toBeCloseTo(43.7, 6);
    expect([/\d+/.exec(onWall)?.[0], /共省 (\d+) 分钟/.exec(atDesk)?.[1]]).toEqual(['44', '44']);
    const between = [told.low, told.high].map((minutes) => String(Math.round(minutes)));
    expect(/（(-?\d+) 至 (-?\d+)）/.exec(atDesk)?.slice(1)).toEqual(between);
    expect(
      /(-?\d+) 至 (-?\d+) 分/.exec((await wall.getByTestId('kpi-saved').getAttribute('title')) ?? '')?.slice(1),
    ).toEqual(between);
    await Promise.all([wall.close(), desk.close()]);
  });

  it('a hall of which nothing was told does not claim that it is midnight', async () => {
    // something that tells of a hall without being its clock
    await house.post([
      sent(
        'hall.booking.created',
        3,
        {
          bookingId: 'b1',
          queue: 'household',
          slotStart: '2026-03-04T14:00:00+08:00',
          slotEnd: '2026-03-04T14:30:00+08:00',
        },
        'H10',
        'booked',
      ),
    ]);
    const told = await until(
      () => house.live('H10'),
      ({ hall }) => hall === 'H10',
    );
    const wall = await open('/wall/H10');
    // with a line of its own, which can be held here; that of all tabs is out of a page's reach
    await wall.addInitScript('delete globalThis.SharedWorker');
    await wall.route('**/v1/halls/H10/live', (route) =>
      route.fulfill({
        json: {
          ...told,
          now: '2026-03-03T16:00:00.000Z',
          open: false,
          closesAt: null,
          feeds: told.feeds.map((feed) => ({ ...feed, lastEventAt: null, ageSec: null, state: 'never' })),
        },
      }),
    );
    await wall.route('**/v1/halls/H10/stream', (route) => route.abort());
    await wall.reload();
    await wall.getByTestId('stale-note').waitFor();
    expect(await wall.getByTestId('stale-note').innerText()).toContain('尚未');
    expect(await wall.locator('header time').innerText()).toBe('—');
    await wall.close();
  });

  it('a page on paper is light and whole, without what can only be clicked', async () => {
    const desk = await open('/desk/H08');
    await desk.getByTestId('tab-record').click();
    const pdf = (await desk.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
    const [, , width = 0, height = 0] = (/\/MediaBox\s*\[([\d. ]+)\]/.exec(pdf)?.[1] ?? '')
      .trim()
      .split(/\s+/)
      .map(Number);
    expect(width).toBeGreaterThan(height);
    expect(await desk.evaluate('document.documentElement.dataset.theme')).toBe('dark');
    await desk.emulateMedia({ media: 'print' });
    await desk.setViewportSize({ width: 1047, height: 718 });
    await desk.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await desk.evaluate('document.documentElement.dataset.theme')).toBe('light');
    expect(await desk.getByTestId('sign-out').isVisible()).toBe(false);
    expect(await desk.getByTestId('head-manual').isVisible()).toBe(false);
    // nothing is cut off at the edge of the sheet, and nothing has to be scrolled to
    expect(
      await desk.evaluate(
        `[...document.querySelectorAll('main *')].filter((one) => one.clientHeight > 0 && getComputedStyle(one).overflowY === 'auto' && one.scrollHeight > one.clientHeight + 1).length`,
      ),
    ).toBe(0);
    expect(await desk.evaluate('document.documentElement.scrollWidth')).toBe(1047);
    await desk.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await desk.evaluate('document.documentElement.dataset.theme')).toBe('dark');
    await desk.close();
  });

  it.each(['dark', 'light'] as const)(
    'days are picked in the language of the page, by keyboard too (%s)',
    async (theme) => {
      const page = await open('/cases');
      await page.evaluate(`localStorage.setItem('cockpit.theme', '${theme}')`);
      await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`);
      // charts read the tokens by name: each is there in either theme, and no two series look alike
      const ink = await page.evaluate<string[]>(
        `${JSON.stringify(Object.values(INK_TOKENS))}.map((token) => getComputedStyle(document.documentElement).getPropertyValue('--' + token).trim())`,
      );
      expect(ink.filter((colour) => !/^#[0-9a-f]{3,8}$/.test(colour))).toEqual([]);
      const inkOf = Object.fromEntries(Object.keys(INK_TOKENS).map((role, n) => [role, ink[n] ?? '']));
      const { color } = chartTheme(inkOf as Ink, 'Noto') as { color: string[] };
      expect(new Set(color).size).toBe(6);
      const from = page.getByTestId('from').getByRole('combobox');
      await from.waitFor();
      await from.click();
      const calendar = page.locator('.el-picker-panel:visible');
      await calendar.waitFor();
      expect(await calendar.innerText()).toMatch(/\d{4} 年\s*\d{1,2} 月/);
      await still(page);
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
      await from.fill('2026-03-04');
      await page.keyboard.press('Enter');
      await until(
        () => Promise.resolve(page.url()),
        (url) => url.includes('from=2026-03-04'),
      );
      await page.close();
    },
  );
});
