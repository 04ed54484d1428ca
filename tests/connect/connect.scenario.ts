import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Users } from '@cockpit/access';
import { Client } from 'pg';
import type { Page } from 'playwright-core';
import { CockpitAppModule } from '../../apps/cockpit/src/app.module';
import { ACTOR, Desk, until } from '../matters/support';
import { axe } from '../support/axe';
import { openBrowser, still, type TestBrowser } from '../support/browser';
import { gbk } from '../support/gbk';
import { turn } from '../support/looks';

const PASSWORD = 'long enough to be one';
/** What somebody with only the browser may take. */
const MOST_MS = 15 * 60_000;

const two = (n: number): string => String(n).padStart(2, '0');
/** A morning of a hall that the cockpit has never heard of, as its ticketing system exports it on an old Windows. */
function morning(): Buffer {
  const services = ['户政业务', '出入境业务', '车驾管业务'];
  const lines = Array.from({ length: 120 }, (_, n) => {
    const [hour, minute] = [9 + Math.floor(n / 60), n % 60];
    const at = (later: number): string => {
      const minutes = hour * 60 + minute + later;
      return `2026/11/20 ${String(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
    };
    const service = services[n % 3] ?? '';
    const number = `${'HCJ'.charAt(n % 3)}${String(n + 1).padStart(3, '0')}`;
    const window = `${String((n % 6) + 1)}号窗口`;
    // the last ones are still there when the file ends
    if (n >= 117) return [number, at(0), '', '', '', service, ''];
    if (n >= 111) return [number, at(0), at(3), '', window, service, ''];
    return [number, at(0), at(3), at(8), window, service, n % 17 === 0 ? '补正' : '办结'];
  });
  const heading = ['票号', '取号时间', '叫号时间', '办结时间', '窗口', '业务', '办理结果'];
  return gbk(`${[heading, ...lines].map((cells) => cells.join(',')).join('\r\n')}\r\n`);
}

/** An unknown ticketing system, from its file to the wall, by somebody who has only the browser. */
describe('a source that is connected in the browser', () => {
  let desk: Desk;
  let browser: TestBrowser;
  let page: Page;
  beforeAll(async () => {
    desk = await Desk.open(CockpitAppModule);
    if (!existsSync(join(desk.stores.settings.dashboardDir, 'index.html')))
      throw new Error('the dashboards are not built: node scripts/build.mjs');
    await desk.running.app
      .get(Users)
      .add({ name: 'boss', role: 'administrator', halls: 'all', password: PASSWORD }, ACTOR);
    browser = await openBrowser({ width: 1366, height: 768 });
    await browser.context.request.post(`${desk.running.url}/v1/session`, {
      data: { username: 'boss', password: PASSWORD },
      headers: { origin: desk.running.url },
    });
    page = await browser.context.newPage();
  });
  afterAll(async () => {
    await browser.close();
    await desk.close();
  });

  const shot = async (name: string): Promise<void> => {
    await still(page);
    const shots = process.env['SHOTS'];
    if (shots !== undefined) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
  };
  const looks = async (name: string): Promise<void> => {
    // notes that fade are not to be read any more
    await until(
      () => page.locator('.el-notification').count(),
      (notes) => notes === 0,
    );
    await shot(name);
    expect((await axe(page).analyze()).violations).toEqual([]);
  };
  const ran = async (trial: boolean): Promise<string> => {
    const run = page.locator(`[data-testid="connect-run"][data-trial="${String(trial)}"][data-state="done"]`);
    await run.waitFor({ timeout: 60_000 });
    return run.getByTestId('connect-run-sums').innerText();
  };

  it('goes from its file to tickets on the wall', async () => {
    const began = Date.now();
    await page.goto(`${desk.running.url}/admin/sources/connect`);
    await looks('connect-empty');
    await page
      .getByTestId('connect-file')
      .setInputFiles({ name: '城南取号.csv', mimeType: 'text/csv', buffer: morning() });
    await page.getByTestId('connect-columns').waitFor();
    expect(await page.getByTestId('connect-found').innerText()).toContain('GB18030');
    expect(await page.getByTestId('connect-missing').innerText()).toMatch(/：大厅$/);
    await page.getByTestId('connect-hall').selectOption('+');
    await page.getByTestId('connect-hall-code').fill('H99');
    await page.getByTestId('connect-hall-name').fill('城南大厅');
    await page.getByTestId('connect-hall-name').press('Tab');
    await until(
      () => page.getByTestId('connect-unknown').allInnerTexts(),
      (texts) => texts.length === 3,
    );
    await looks('connect-values');
    await page.getByTestId('connect-own-queues').click();
    await page.getByTestId('connect-values').waitFor({ state: 'detached' });
    await until(
      () => page.getByTestId('connect-sums').innerText(),
      (text) => text.includes('120'),
    );
    expect(await page.getByTestId('connect-faults').count()).toBe(0);
    await page.getByTestId('connect-source').fill('south');
    await page.getByTestId('connect-reason').fill('城南大厅接入');
    expect(await page.getByTestId('connect-missing-places').innerText()).toContain('H99/q1');
    await looks('connect-ready');
    await page.getByTestId('connect-make').click();
    await page.getByTestId('secret').waitFor();
    await page.getByTestId('secret-noted').click();
    await page.getByTestId('connect-try').click();
    expect(await ran(true)).toContain('拒收 0 条');
    await page.getByTestId('connect-live').click();
    expect(await ran(false)).toMatch(/读取 120 行，348 条事件，接收 348 条/);
    expect(await page.getByTestId('connect-sums').innerText()).toMatch(/取号 120[^]*叫号/);
    await looks('connect-done');
    await page.getByTestId('connect-wall').click();
    // the last ticket that was called stands at its window
    await page.getByTestId('window-tile-3').getByText('J117').waitFor({ timeout: 60_000 });
    const took = Date.now() - began;
    process.stdout.write(`from the file to the wall: ${String(Math.round(took / 1000))} s\n`);
    expect(took).toBeLessThan(MOST_MS);
    await still(page);
    if (process.env['SHOTS'] !== undefined)
      await page.screenshot({ path: join(process.env['SHOTS'], 'connect-wall.png') });
  });

  it('goes from a table of a database to rows that are read as they come', async () => {
    const at = new URL(desk.stores.postgresUrl);
    const client = new Client({ connectionString: at.href });
    await client.connect();
    await client.query(
      'CREATE TABLE "排队记录" ("流水号" integer PRIMARY KEY, "票号" text, "取号时间" timestamp, "叫号时间" timestamp, "窗口" text, "业务" text, "更新时间" timestamp)',
    );
    const add = (from: number, to: number) =>
      client.query(
        `INSERT INTO "排队记录" SELECT n, 'T' || n, timestamp '2026-11-20 09:00' + n * interval '1 minute', timestamp '2026-11-20 09:02' + n * interval '1 minute',
          (n % 3 + 1) || '号窗口', '居住证', timestamp '2026-11-20 09:02' + n * interval '1 minute' FROM generate_series($1::int, $2::int) n`,
        [from, to],
      );
    await add(1, 30);
    await page.goto(`${desk.running.url}/admin/sources/connect`);
    await page.getByTestId('connect-way-table').check();
    await page.getByTestId('table-read').click();
    expect(await page.getByTestId('table-wrong').innerText()).toContain('主机');
    await looks('connect-table-wrong');
    await page.getByTestId('table-kind').selectOption('postgres');
    for (const [name, value] of [
      ...[
        ['host', at.hostname],
        ['port', at.port],
        ['database', at.pathname.slice(1)],
        ['user', at.username],
      ],
      ['password', at.password],
    ] as const)
      await page.getByTestId(`table-${name}`).fill(value);
    await page.getByTestId('table-list').click();
    await until(
      () => page.getByTestId('table-unlisted').innerText(),
      (text) => text.includes('内网'),
    );
    await page.getByTestId('table-private').check();
    await page.getByTestId('table-list').click();
    await page.getByTestId('table-choice').waitFor();
    await looks('connect-table-list');
    await page.getByTestId('table-choice').getByTestId('table-filter').fill('排队');
    await page.getByTestId('table-choose').click();
    await page.getByTestId('table-columns').waitFor();
    expect(await page.getByTestId('table-columns').innerText()).toMatch(/建议按 更新时间 读取[^]*流水号[^]*integer/);
    for (const [name, value] of [
      ['table', '排队记录'],
      ['keyColumn', '流水号'],
      ['cursorColumn', '更新时间'],
    ])
      expect(await page.getByTestId(`table-${name ?? ''}`).inputValue()).toBe(value);
    await page.getByTestId('table-tls').check();
    await looks('connect-table-columns');
    for (const [width, height] of [
      [1920, 1080],
      [390, 844],
      [1366, 768],
    ] as const) {
      await page.setViewportSize({ width, height });
      await shot(`connect-table-${String(width)}`);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
    await turn(page, 'dark', 'en');
    await looks('connect-table-dark');
    await turn(page, 'light', 'zh-CN');
    await page.getByTestId('table-tls').uncheck();
    await page.getByTestId('table-reason').fill('城北大厅接入');
    await page.getByTestId('table-read').click();
    await page.getByTestId('connect-columns').waitFor();
    await page.getByTestId('connect-hall').selectOption('+');
    await page.getByTestId('connect-hall-code').fill('H98');
    await page.getByTestId('connect-hall-name').fill('城北大厅');
    await page.getByTestId('connect-hall-name').press('Tab');
    await page.getByTestId('connect-own-queues').click();
    await page.getByTestId('connect-values').waitFor({ state: 'detached' });
    await page.getByTestId('connect-source').fill('north');
    await page.getByTestId('connect-reason').fill('城北大厅接入');
    await page.getByTestId('connect-make').click();
    await page.getByTestId('secret-noted').click();
    await page.getByTestId('connect-try').click();
    expect(await ran(true)).toContain('拒收 0 条');
    await looks('connect-table-tried');
    await page.getByTestId('table-start').click();
    const sums = page.locator('[data-testid="connected-table"][data-state="live"] [data-testid="table-sums"]');
    await until(
      () => sums.innerText({ timeout: 60_000 }),
      (text) => text.includes('读了 30 行，接收 60 条'),
    );
    await add(31, 32);
    await until(
      () => sums.innerText(),
      (text) => text.includes('读了 32 行'),
    );
    await looks('connect-table-live');
    await client.query('ALTER TABLE "排队记录" RENAME TO "别处"');
    await page.getByTestId('table-fault').waitFor({ timeout: 60_000 });
    await looks('connect-table-fault');
    await page.getByTestId('table-stop-ask').click();
    await page.getByTestId('table-act-reason').fill('演练');
    await page.getByTestId('table-act-reason-save').click();
    await page.locator('[data-testid="connected-table"][data-state="stopped"]').waitFor();
    await client.end();
  });

  it('says what is wrong with a file, and takes a mapping of somebody’s own', async () => {
    await page.goto(`${desk.running.url}/admin/sources/connect`);
    const give = (name: string, buffer: Buffer) =>
      page.getByTestId('connect-file').setInputFiles({ name, mimeType: 'text/csv', buffer });
    await give('x.csv', Buffer.from('a,b\n"1,2\n'));
    await until(
      () => page.getByTestId('connect-problem').innerText(),
      (text) => text.includes('引号'),
    );
    await give(
      '城南取号.csv',
      gbk(
        '票号,取号时间,业务\r\nA001,2026/11/20 9:05,户政\r\nA002,昨天,户政\r\n,2026/11/20 9:07,户政\r\n' +
          'A004,2026/11/20 9:08,户政\r\n'.repeat(5),
      ),
    );
    await page.getByTestId('connect-faults').waitFor();
    await page.getByTestId('connect-hall').selectOption('H32');
    await until(
      () => page.getByTestId('connect-faults').innerText(),
      (text) => /取号时间[^]*不是[^]*形式的时间/.test(text) && !text.includes('业务'),
    );
    await page.getByText('手工编辑').click();
    const text = await page.getByTestId('connect-text').inputValue();
    await page.getByTestId('connect-text').fill(text.replace('"mapping/1"', '"mapping/2"'));
    await page.getByTestId('connect-apply').click();
    await page.getByTestId('connect-mapping-faults').waitFor();
    expect(await page.getByTestId('connect-mapping-faults').innerText()).toContain('format');
    await page.getByTestId('connect-text').fill(text.replace('"name": "tickets"', '"name": "by-hand"'));
    await page.getByTestId('connect-apply').click();
    await page.getByTestId('connect-mapping-faults').waitFor({ state: 'detached' });
    const [kept] = await Promise.all([page.waitForEvent('download'), page.getByTestId('connect-keep').click()]);
    expect(kept.suggestedFilename()).toBe('by-hand.map.json');
    await looks('connect-faults');
    await page.getByTestId('switch-theme').click();
    await page.getByTestId('switch-language').click();
    await page.getByText('What is wrong, by column and reason').first().waitFor();
    await looks('connect-dark');
    await page.setViewportSize({ width: 390, height: 844 });
    await looks('connect-phone');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  });
});
