import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Users } from '@cockpit/access';
import { OrganisationDoc } from '@cockpit/contracts';
import { OrganisationService } from '@cockpit/organisation';
import type { Page } from 'playwright-core';
import { CockpitAppModule } from '../../apps/cockpit/src/app.module';
import { ACTOR, Desk, organisation, until } from '../matters/support';
import { axe } from '../support/axe';
import { openBrowser, type TestBrowser } from '../support/browser';
import { LOCALES, THEMES, turn, type Locale, type Theme } from '../support/looks';

const PASSWORD = 'long enough to be one';
const DAY_MS = 86_400_000;
/** in Shanghai, where the halls are */
const dayIn = (days: number): string => new Date(Date.now() + 8 * 3_600_000 + days * DAY_MS).toISOString().slice(0, 10);

const hall = (code: string, name: string) => ({
  code,
  name,
  tier: 'hall',
  parent: 'D',
  hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '08:30', to: '17:00' }],
  specialDays: code === 'H1' ? [{ day: dayIn(20), hours: [], reason: '消防演练' }] : [],
});

/** A department's special days come as a file, are mended in the page, looked at and saved, by somebody who has only the browser. */
describe('special days out of a file', () => {
  let desk: Desk;
  let browser: TestBrowser;
  let page: Page;
  beforeAll(async () => {
    desk = await Desk.open(CockpitAppModule);
    if (!existsSync(join(desk.stores.settings.dashboardDir, 'index.html')))
      throw new Error('the dashboards are not built: node scripts/build.mjs');
    const doc = {
      ...organisation(),
      halls: [
        { code: 'D', name: '出入境管理支队', tier: 'department' },
        hall('H1', '城东大厅'),
        hall('H2', '城西大厅'),
      ],
    };
    await desk.running.app.get(OrganisationService).replace(OrganisationDoc.parse(doc), ACTOR);
    await desk.running.app
      .get(Users)
      .add({ name: 'boss', role: 'administrator', halls: 'all', password: PASSWORD }, ACTOR);
    browser = await openBrowser({ width: 1366, height: 768, timeZone: 'Asia/Shanghai' });
    await browser.context.request.post(`${desk.running.url}/v1/session`, {
      data: { username: 'boss', password: PASSWORD },
      headers: { origin: desk.running.url },
    });
    page = await browser.context.newPage();
    await page.goto(`${desk.running.url}/admin/days?place=D`);
    await page.locator('[data-testid="days"][data-ready="true"]').waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await desk.close();
  });

  const looks = async (name: string, ways: readonly (readonly [Theme, Locale])[]): Promise<void> => {
    await until(
      () => page.locator('.el-notification').count(),
      (notes) => notes === 0,
    );
    for (const [theme, locale] of ways) {
      await turn(page, theme, locale);
      const shots = process.env['SHOTS'];
      for (const [width, height] of [
        [1920, 1080],
        [390, 844],
        [1366, 768],
      ] as const) {
        await page.setViewportSize({ width, height });
        // a table is laid out anew a moment after the page
        await until(
          () => page.evaluate<number>('document.documentElement.scrollWidth'),
          (wide) => wide <= width,
        );
        const path = join(shots ?? '', `${name}-${theme}-${locale}-${String(width)}.png`);
        if (shots !== undefined) await page.screenshot({ path, fullPage: true });
      }
      expect((await axe(page).analyze()).violations).toEqual([]);
    }
    await turn(page, 'light', 'zh-CN');
  };
  const EVERY = THEMES.flatMap((theme) => LOCALES.map((locale) => [theme, locale] as const));
  const openTools = async (): Promise<void> => {
    const tools = page.getByTestId('table-tools');
    if ((await tools.getAttribute('open')) === null) await tools.locator('summary').click();
  };
  const template = async (): Promise<string> => {
    await openTools();
    const [kept] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '下载 CSV' }).click(),
    ]);
    expect(kept.suggestedFilename()).toBe('出入境管理支队 开放日.csv');
    return readFileSync(await kept.path(), 'utf8');
  };
  const give = (...lines: readonly string[]): Promise<void> =>
    page
      .getByTestId('table-file')
      .setInputFiles({ name: '开放日.csv', mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\r\n')}\r\n`) });
  const saved = async () => {
    const doc = await desk.running.app.get(OrganisationService).latest();
    const ours = (doc?.halls ?? []).filter(({ code }) => ['D', 'H1', 'H2'].includes(code));
    return ours.map(({ code, specialDays = [] }) => [
      code,
      specialDays.map(({ day, hours, reason }) => [day, hours.map(({ from, to }) => `${from}-${to}`).join(), reason]),
    ]);
  };
  const drill = [dayIn(20), '', '消防演练'];
  let heading = '';

  it('begins with a template that says what is known', async () => {
    const [head = '', ...rows] = (await template())
      .replace(/^\uFEFF/, '')
      .trim()
      .split(/\r?\n/);
    heading = head;
    expect(head.split(',')).toEqual(['大厅', '第一天', '最后一天', '安排', '时间', '原因']);
    expect(rows.map((row) => row.split(','))).toEqual([['城东大厅', dayIn(20), dayIn(20), '不开放', '', '消防演练']]);
  });

  it('names each fault by row and column, and changes nothing', async () => {
    await give(
      heading,
      `城西大厅,${dayIn(7)},${dayIn(8)},不开放,,迁址`,
      `城北大厅,${dayIn(9)},,不开放,,停电`,
      `,${dayIn(10)},,开放,上午,加开`,
    );
    const faults = page.getByTestId('table-faults');
    await faults.waitFor();
    expect(await faults.innerText()).toMatch(/第 3 行 · 大厅[^]*城北大厅[^]*第 4 行 · 时间/);
    expect(await page.getByTestId('days-stretch').count()).toBe(1);
    expect(await page.getByTestId('days-preview').count()).toBe(0);
    await looks('days-faults', EVERY);
  });

  it('fills the page, says what is still wrong with which day, and shows what it changes once that is mended', async () => {
    await give(heading, `城西大厅,${dayIn(7)},${dayIn(8)},不开放,,迁址`, `,${dayIn(10)},,开放,17:00–12:00,临时加开`);
    const problem = page.getByTestId('days-problem');
    await problem.waitFor();
    expect(await page.getByTestId('days-stretch').count()).toBe(2);
    expect(await problem.innerText()).toMatch(/第 2 段 第 1 天/);
    await looks('days-problem', [['light', 'zh-CN']]);
    const opens = page.getByTestId('days-stretch').nth(1).getByLabel('开', { exact: true });
    await opens.click();
    // what is typed is understood by the panel: faster than it opens no person types
    await page.locator('.el-time-panel:visible').waitFor();
    await opens.fill('09:00');
    await opens.press('Enter');
    await problem.waitFor({ state: 'detached' });
    await page.getByTestId('days-look').click();
    const preview = page.getByTestId('days-preview');
    await preview.waitFor();
    expect(await preview.innerText()).toMatch(/将改变 3 天/);
    expect(await preview.innerText()).toMatch(/1 个地点[^]*08:30–17:00 → 不开放[^]*2 个地点[^]*→ 09:00–12:00/);
    expect(await page.getByTestId('days-save').isDisabled()).toBe(true);
    await looks('days-preview', EVERY);
  });

  it('is saved at once with a reason, stands in the calendar and in the next template', async () => {
    await page.getByTestId('days-why').fill('十二月安排');
    await page.getByTestId('days-save').click();
    await until(
      () => page.getByTestId('days-version').first().innerText(),
      (text) => text.includes('十二月安排') && text.includes('boss'),
    );
    const extra = [dayIn(10), '09:00-12:00', '临时加开'];
    expect(await saved()).toEqual([
      ['D', []],
      ['H1', [extra, drill]],
      ['H2', [[dayIn(7), '', '迁址'], [dayIn(8), '', '迁址'], extra]],
    ]);
    const rows = await template();
    expect(rows).toContain(`城西大厅,${dayIn(7)},${dayIn(8)},不开放,,迁址`);
    // its own template changes nothing
    await give(
      ...rows
        .replace(/^\uFEFF/, '')
        .trim()
        .split(/\r?\n/),
    );
    await until(
      () => page.getByTestId('days-preview').innerText(),
      (text) => text.includes('没有变化'),
    );
    await looks('days-saved', [['dark', 'zh-CN']]);
  });
});
