import { createClickhouse } from '@cockpit/platform';
import type { Page } from 'playwright-core';
import { DataSource } from 'typeorm';
import { Catalogue } from '../../libs/matters/src/worker/catalogue';
import { PAGE_SIZE } from '../../dashboards/src/shared/pages';
import type { Hall } from '../live/support';
import { openBrowser, type TestBrowser } from '../support/browser';
import { openCockpit, signedIn } from './house';

const MATTERS = 100_000;
describe('the cases of a province: 100,000 open matters', () => {
  let house: Hall;
  let browser: TestBrowser;
  let page: Page;

  beforeAll(async () => {
    house = await openCockpit();
    // no event tells of these matters: computed anew for a catalogue that changed before they came, they would be gone
    await house.front.app.get(Catalogue).markChanged();
    await fillMatters();
    browser = await openBrowser({ width: 1366, height: 768 });
    page = await signedIn(browser, house, '/cases');
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
  });

  /** As the worker leaves them, with items, units and stages, and titles that make rows of several heights. */
  async function fillMatters(): Promise<void> {
    const writer = createClickhouse(house.stores.settings, 'writer');
    await writer.command({
      query: `
      INSERT INTO matter (register, case_id, id, version, source, kind, category, item, hall, halls, unit, officer_id, stage, first_at, accepted_at, due_at, last_event_at, computed_at, elapsed_days, remaining_days, card, title)
      SELECT 'cases', concat('YJ', leftPad(toString(number), 6, '0')), concat('m', toString(number)), 1, 'cases', 'case', 'HZ', concat('HZ-', toString(number % 40)), 'H08', ['H08'],
        concat('unit-', toString(number % 12)), concat('officer-', toString(number % 90)), concat('stage-', toString(number % 5)), now() - 86400 - number, now() - 86400 - number,
        now() + 86400 + number, now(), now(), 1, 5, 'none', if(number % 3 = 0, '居民户口迁移落户一件事申请材料需补正', NULL)
      FROM numbers(${String(MATTERS)})`,
    });
    await writer.close();
    await house.front.app.get(DataSource).query(
      `
      INSERT INTO matter_clock (id, source, case_id, kind, category, hall, halls, unit, last_event_at, computed_at, due_at, card, paused, provisional, faults, calendar_revision, version, predicted_overdue)
      SELECT 'm' || n, 'cases', 'YJ' || lpad(n::text, 6, '0'), 'case', 'HZ', 'H08', ARRAY['H08'], 'unit-' || n % 12, now(), now(), now() + interval '7 days', 'none', false, false, '[]', 0, 1, 0.2
      FROM generate_series(0, $1::int - 1) AS n`,
      [MATTERS],
    );
  }

  const rows = () => page.locator('[data-testid="case-table"] tbody tr');
  const firstCase = (id: string) => page.locator(`tbody tr:first-child[data-testid="case-${id}"]`).waitFor();

  it.each([
    ['a small screen', 1366, 768],
    ['a phone', 390, 844],
  ])('shows on %s one page of them', async (_, width, height) => {
    await page.setViewportSize({ width, height });
    await page.goto(`${house.front.url}/cases`);
    await firstCase('YJ000000');
    expect(await rows().count()).toBe(PAGE_SIZE);
    await page.getByTestId('page-forth').click();
    await firstCase('YJ000050');
    await page.getByTestId('range').filter({ hasText: '100,000' }).waitFor();
  });

  it('begins anew in another order and under another filter', async () => {
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.goto(`${house.front.url}/cases`);
    await firstCase('YJ000000');
    await page.getByTestId('sort-case').click();
    await page.getByTestId('sort-case').click();
    await firstCase('YJ099999');
    await page.getByTestId('count-unit-7').click();
    await page.getByTestId('range').filter({ hasText: '8,333' }).waitFor();
    await firstCase('YJ099991');
  });
});
