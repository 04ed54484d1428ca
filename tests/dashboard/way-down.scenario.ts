import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MetricAnswer, type MetricKey } from '@cockpit/contracts';
import type { Page } from 'playwright-core';
import { DAY, clockTo, until, type Hall } from '../live/support';
import { axe } from '../support/axe';
import { openBrowser, still, type TestBrowser } from '../support/browser';
import { openCockpit, signedIn, TicketingHall } from './house';

const MINUTE = 60_000;
const NEXT_DAY_MIN = 24 * 60;
/** Three for one queue and two for the other, fifteen times. */
const CAME = { household: 45, traffic: 30 } as const;

/** From the figure of all halls to what one source told of one visitor, by clicks alone. */
describe('the way down', () => {
  let house: Hall;
  let browser: TestBrowser;
  let page: Page;

  beforeAll(async () => {
    house = await openCockpit();
    const hall = new TicketingHall();
    const events: object[] = [];
    for (let minute = 0; minute < 180; minute++) {
      if (minute % 6 === 0 && minute < 90)
        events.push(...hall.come(minute, 'household', 3), ...hall.come(minute, 'traffic', 2));
      events.push(...hall.minute(minute));
    }
    // the hall is on its next day, so the day asked about is over and stands
    await house.post([...events, clockTo(NEXT_DAY_MIN)]);
    await until(
      async () => [await whole('arrivals'), await whole('served')],
      ([came, served]) => came === 75 && served === 75,
    );
    browser = await openBrowser({ width: 1366, height: 768 });
    page = await signedIn(browser, house, `/analysis?metric=arrivals&from=${DAY}&to=${DAY}`);
  }, 5 * MINUTE);
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  const whole = async (key: MetricKey, parts: Record<string, string> = {}): Promise<number> => {
    const params = new URLSearchParams({ hall: 'H08', from: DAY, to: DAY, ...parts });
    return MetricAnswer.parse(await (await house.get(`/v1/metrics/${key}?${params.toString()}`)).json()).value ?? -1;
  };
  const query = () => Object.fromEntries(new URL(page.url()).searchParams);
  const address = (wanted: Record<string, string>) =>
    page.waitForURL((url) => Object.entries(wanted).every(([name, value]) => url.searchParams.get(name) === value));
  /** the figure of the step, and what its parts say */
  const shown = async (wanted: number) => {
    await page
      .getByTestId('figure-arrivals')
      .filter({ hasText: String(wanted) })
      .waitFor();
    const cells = await page.getByTestId('drill').locator('tbody td b').allTextContents();
    return cells.reduce((sum, text) => sum + Number(text.replaceAll(',', '')), 0);
  };

  const kept = async (chart: string, as: 'svg' | 'png') => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: `下载图“${chart}”（${as.toUpperCase()}）` }).click();
    const file = await download;
    const shots = process.env['SHOTS'];
    if (shots !== undefined) await file.saveAs(join(shots, `${chart}.${as}`));
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
  };

  it(
    'keeps the charts on screen as files, with metric, place, period and code in them',
    async () => {
      const svg = await kept('逐日变化', 'svg');
      expect(svg.name).toBe(`取号数 逐日变化 全部大厅 ${DAY} – ${DAY}.svg`);
      for (const text of ['取号数', '逐日变化', '全部大厅', `${DAY} – ${DAY}`, 'arrivals · ', '本期'])
        expect(svg.bytes.toString()).toContain(text);
      // something is drawn: the days on the axis, and the line of the figures
      expect(svg.bytes.toString().match(/<path/g)?.length).toBeGreaterThan(3);
      const png = await kept('逐日变化', 'png');
      expect(png.name).toBe(svg.name.replace(/svg$/, 'png'));
      expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
      // twice as wide as the drawing, so that print is sharp
      expect(png.bytes.readUInt32BE(16)).toBe(2400);
      // 取 and 号 of its title are two signs, not the same empty box twice
      const signs = await page.evaluate<string[]>(`(async () => {
        const image = new Image();
        image.src = 'data:image/png;base64,${png.bytes.toString('base64')}';
        await image.decode();
        const [left, top, width, height] = [48, 48, 44, 52];
        return [0, 1].map((nth) => {
          const canvas = document.createElement('canvas');
          [canvas.width, canvas.height] = [width, height];
          canvas.getContext('2d').drawImage(image, left + nth * width, top, width, height, 0, 0, width, height);
          return canvas.toDataURL();
        });
      })()`);
      expect(signs[0]).not.toBe(signs[1]);
    },
    MINUTE,
  );

  it(
    'leads from all halls over hall, queue, window and officer to one visit and what was told of it',
    async () => {
      await page.getByTestId('drill-H08').click();
      await address({ hall: 'H08', metric: 'arrivals', from: DAY, to: DAY });
      await page.getByTestId('drill-household').waitFor();
      expect(await shown(75)).toBe(75);
      await page.getByTestId('drill-household').click();
      await address({ hall: 'H08', queue: 'household' });
      await page.getByTestId('drill-a1').waitFor();
      expect(await shown(CAME.household)).toBe(CAME.household);
      const ofWindow = await whole('arrivals', { queue: 'household', window: 'a1' });
      await page.getByTestId('drill-a1').click();
      await address({ window: 'a1' });
      await page.getByTestId('drill-H08-a1').waitFor();
      expect(await shown(ofWindow)).toBe(ofWindow);
      await page.getByTestId('drill-H08-a1').click();
      await address({ officer: 'H08-a1' });
      expect(query()).toEqual({
        hall: 'H08',
        queue: 'household',
        window: 'a1',
        officer: 'H08-a1',
        metric: 'arrivals',
        from: DAY,
        to: DAY,
      });
      expect(await page.getByTestId('way').innerText()).toContain('警员 a1');
      await page.getByTestId('visits-here').click();
      await page.getByTestId('visit-table').waitFor();
      expect(await page.getByTestId('visit-table').locator('tbody tr').count()).toBe(ofWindow);
      const ticket = page.getByTestId('visit-table').locator('tbody th button').first();
      await ticket.click();
      const life = page.getByTestId('visit-life');
      await life.waitFor();
      const lines = (await life.innerText()).split('\n').join(' ');
      expect(lines).toContain('来源 tickets');
      expect(lines).toMatch(/\d{2}:\d{2} 收到/);
    },
    2 * MINUTE,
  );

  it(
    'is in the address: a link shows the same visit again, and every step leads back up',
    async () => {
      const link = page.url();
      const again = await browser.context.newPage();
      await again.goto(link);
      await again.getByTestId('visit-life').waitFor();
      expect(await again.getByTestId('visit-life').innerText()).toBe(await page.getByTestId('visit-life').innerText());
      await again.close();
      await page.getByTestId('up-window').click();
      await page.getByTestId('drill-H08-a1').waitFor();
      expect(query()).toEqual({
        hall: 'H08',
        queue: 'household',
        window: 'a1',
        metric: 'arrivals',
        from: DAY,
        to: DAY,
      });
      await page.goBack();
      await page.getByTestId('visit-table').waitFor();
      await page.goForward();
      await page.getByTestId('up-queue').click();
      await page.getByTestId('drill-a2').waitFor();
      await page.getByTestId('up-bureau').click();
      await page.getByTestId('drill-H08').waitFor();
      expect(query()).toEqual({ metric: 'arrivals', from: DAY, to: DAY });
    },
    2 * MINUTE,
  );

  it('shows what became of those who came, as many as there are tickets', async () => {
    await page.getByTestId('flow').scrollIntoViewIfNeeded();
    await page.getByTestId('flow-table').waitFor();
    expect(await page.getByTestId('flow-branch-household').innerText()).toContain(String(CAME.household));
    expect(await page.getByTestId('flow-outcome-served').innerText()).toContain('75');
    expect(await page.getByTestId('flow-verdict').innerText()).toContain('取号 75 人次：办结 75（100.0%）');
    await page.getByTestId('flow').locator('svg').waitFor();
    // and as a file of its own, with the names and figures of the picture
    const { name, bytes } = await kept('取号后的去向', 'svg');
    expect(name).toMatch(/^取号后的去向 .+\.svg$/);
    for (const text of [`${DAY} – ${DAY}`, `household ${String(CAME.household)}`, '窗口办结 75'])
      expect(bytes.toString()).toContain(text);
  });

  it.each([
    [1366, 768],
    [390, 844],
  ])('is without objections of axe at %s × %s', async (width, height) => {
    await page.setViewportSize({ width, height });
    await still(page);
    const { violations } = await axe(page).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html).slice(0, 3)])).toEqual([]);
  });
});
