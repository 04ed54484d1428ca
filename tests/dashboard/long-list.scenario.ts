import { createClickhouse } from '@cockpit/platform';
import type { Page } from 'playwright-core';
import { DataSource } from 'typeorm';
import { Catalogue } from '../../libs/matters/src/worker/catalogue';
import type { Hall } from '../live/support';
import { until } from '../matters/support';
import { openBrowser, type TestBrowser } from '../support/browser';
import { openCockpit, signedIn } from './house';

const MATTERS = 100_000;
/** Of rows that are drawn: those in sight of a small screen, eight beyond each edge, and one that is cut at each. */
const MOST_ROWS = 40;
/** of the page with them; the whole list would be a million */
const MOST_ELEMENTS = 2_500;
/** sheets of the few rows near those on the screen */
const MOST_SHEETS = 6;

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

  const row = (index: number) => page.locator(`[data-testid="case-table"] tr[data-index="${String(index)}"]`);
  const caseIn = (index: number) => row(index).getAttribute('data-testid');
  const drawn = () =>
    page.evaluate<{ rows: number; elements: number }>(`({
      rows: document.querySelectorAll('[data-testid="case-table"] tbody tr:not(.room)').length,
      elements: document.querySelectorAll('*').length,
    })`);
  /** Until the last row is in sight: with the rows that are measured on the way the list grows and shrinks a little. */
  const toTheEnd = async (): Promise<void> => {
    await until(
      async () => {
        await page.evaluate("document.querySelector('.scroll.boxed').scrollTo({ top: 1e9 })");
        return row(MATTERS - 1).count();
      },
      (count) => count === 1,
    );
    await row(MATTERS - 1).scrollIntoViewIfNeeded();
  };

  it.each([
    ['a small screen', 1366, 768],
    ['a phone', 390, 844],
  ])('draws on %s only what is near those in sight, from the first to the last', async (_, width, height) => {
    await page.setViewportSize({ width, height });
    await page.goto(`${house.front.url}/cases`);
    await row(0).waitFor();
    expect(await caseIn(0)).toBe('case-YJ000000');
    const first = await drawn();
    await toTheEnd();
    expect(await caseIn(MATTERS - 1)).toBe(`case-YJ0${String(MATTERS - 1)}`);
    const last = await drawn();
    for (const { rows, elements } of [first, last]) {
      expect(rows).toBeLessThanOrEqual(MOST_ROWS);
      expect(elements).toBeLessThanOrEqual(MOST_ELEMENTS);
    }
  });

  it('begins anew in another order and under another filter', async () => {
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.goto(`${house.front.url}/cases`);
    await row(0).waitFor();
    await toTheEnd();
    await page.getByTestId('sort-case').click();
    await page.getByTestId('sort-case').click();
    await page.locator('[data-index="0"][data-testid="case-YJ099999"]').waitFor();
    await page.getByTestId('count-unit-7').click();
    await page.getByTestId('range').filter({ hasText: '8,333' }).waitFor();
    expect(await caseIn(0)).toBe('case-YJ099991');
    expect((await drawn()).rows).toBeLessThanOrEqual(MOST_ROWS);
  });

  it('has no empty sheets for the rows that are not drawn', async () => {
    const sheets = (await page.pdf()).toString('latin1').match(/\/Count \d+/g) ?? [];
    const most = Math.max(...sheets.map((count) => Number(count.slice(7))));
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(MOST_SHEETS);
  });
});
