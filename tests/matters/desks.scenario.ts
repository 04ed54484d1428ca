import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Users } from '@cockpit/access';
import { LiveHall, OrganisationDoc, type DeskFigureKey } from '@cockpit/contracts';
import { OrganisationService } from '@cockpit/organisation';
import type { Page } from 'playwright-core';
import { CockpitAppModule } from '../../apps/cockpit/src/app.module';
import { axe } from '../support/axe';
import { still } from '../support/browser';
import { PASSWORD, People, shot } from './acting';
import { ACTOR, Desk, caseEvent, until } from './support';

/** The hall plays March: Monday the 9th, while the people who look live months later. */
const on = (day: number, hour = 10): string =>
  `2026-03-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00+08:00`;
const DESKTOP = { width: 1366, height: 768 };

/** What each figure of the enterprise desk counts. */
const NEEDS: Partial<Record<DeskFigureKey | 'overdue', { shown: string; cases: string[] }>> = {
  received: { shown: '5', cases: ['n1', 'n2', 'n3', 'n4', 'n6'] },
  closed: { shown: '2', cases: ['n1', 'n6'] },
  open: { shown: '4', cases: ['n2', 'n3', 'n4', 'n5'] },
  overdue: { shown: '1', cases: ['n2'] },
  'due-today': { shown: '1', cases: ['n3'] },
  'due-tomorrow': { shown: '1', cases: ['n4'] },
  'contact-in-time': { shown: '60%', cases: ['n1', 'n4', 'n6'] },
  'answer-in-time': { shown: '100%', cases: ['n1', 'n6'] },
  'closing-in-time': { shown: '66.7%', cases: ['n1', 'n6'] },
  diverted: { shown: '20%', cases: ['n4'] },
  reopened: { shown: '50%', cases: ['n6'] },
};

/** The pages of desks on the whole cockpit: what leads, a liaison officer and a unit see there, and where each figure leads. */
describe('the page of a desk', () => {
  let desk: Desk;
  const people = new People(() => desk);

  beforeAll(async () => {
    desk = await Desk.open(CockpitAppModule);
    if (!existsSync(join(desk.stores.settings.dashboardDir, 'index.html')))
      throw new Error('the dashboards are not built: node scripts/build.mjs');
    const tick = await desk.feed();
    const service = desk.running.app.get(OrganisationService);
    const doc = await service.export();
    const items = doc.items.map((item) => (item.code === 'HZ-1' ? { ...item, enterpriseDesk: true } : item));
    const officers = [{ id: 'o12', name: '李红', hall: 'H32', skills: [] }];
    await service.replace(OrganisationDoc.parse({ ...doc, items, officers }), ACTOR);
    const users = desk.running.app.get(Users);
    await users.add({ name: 'leader', role: 'manager', halls: 'all', password: PASSWORD }, ACTOR);
    await users.add({ name: 'lihong', role: 'officer', halls: ['H32'], officerId: 'o12', password: PASSWORD }, ACTOR);
    await users.add({ name: 'approval', role: 'unit', halls: 'all', units: ['B'], password: PASSWORD }, ACTOR);
    const liaison = encodeURIComponent('青石茶业');
    await desk.call(`/v1/liaisons/${liaison}`, { method: 'PUT', body: { officerId: 'o12' } });
    const accepted = (
      caseId: string,
      time: string,
      more: { kind: 'enterprise-need' | 'difficult-matter' | 'case'; enterpriseRef?: string; dueAt?: string },
    ) => caseEvent('hall.case.accepted', caseId, time, { channel: 'phone', unit: 'A', hallId: 'H32', ...more });
    const need = (caseId: string, time: string, enterpriseRef: string, dueAt?: string) =>
      accepted(caseId, time, { kind: 'enterprise-need', enterpriseRef, ...(dueAt === undefined ? {} : { dueAt }) });
    const contact = (caseId: string, time: string) =>
      caseEvent('hall.case.stage-entered', caseId, time, { stage: 'contact' });
    const closed = (caseId: string, time: string) =>
      caseEvent('hall.case.closed', caseId, time, { result: 'answered' });
    await desk.send([
      ...[need('n1', on(2), '云江造船'), contact('n1', on(3)), closed('n1', on(6))],
      need('n2', on(2), '云江造船', on(4, 12)),
      need('n3', on(5), '青石茶业', on(9, 16)),
      ...[need('n4', on(5), '青石茶业', on(10, 12)), contact('n4', on(6))],
      caseEvent('hall.case.assigned', 'n4', on(6, 11), { unit: 'B' }),
      need('n5', '2026-02-03T10:00:00+08:00', '海纳物流', on(30)),
      ...[need('n6', on(3), '云江造船'), closed('n6', on(4)), caseEvent('hall.case.reopened', 'n6', on(5), {})],
      closed('n6', on(6)),
      ...[accepted('d1', on(2), { kind: 'difficult-matter' }), accepted('d2', on(3), { kind: 'difficult-matter' })],
      closed('d2', on(6)),
      ...[hz('k1', on(2)), closed('k1', on(4)), hz('k2', on(5))],
    ]);
    await tick(on(9));
    await desk.settled();
    // days to go are counted from the hall's own today, which its feed moves
    await until(
      () => desk.call('/v1/halls/H32/live'),
      ({ body }) => Date.parse(LiveHall.parse(body).now) >= Date.parse(on(9)),
    );
    await until(
      () => desk.matters('?desk=enterprise&state=overdue'),
      (late) => late.length === 1,
    );
  });
  afterAll(async () => {
    await people.close();
    await desk.close();
  });

  const hz = (caseId: string, time: string) =>
    caseEvent('hall.case.accepted', caseId, time, {
      kind: 'case',
      channel: 'window',
      unit: 'A',
      hallId: 'H32',
      item: 'HZ-1',
    });
  async function open(page: Page, name: string): Promise<void> {
    await page.goto(`${desk.running.url}/desks/${name}`);
    await page.locator('[data-testid="matter-desk"][data-ready="true"]').waitFor();
    await page.getByTestId('figure-received').first().waitFor();
  }
  /** The cases in the list that a link leads to. */
  async function behind(page: Page, href: string | null): Promise<string[]> {
    await page.goto(`${desk.running.url}${href ?? ''}`);
    await page.getByTestId('case-table').waitFor();
    return casesOf(page);
  }
  async function casesOf(page: Page): Promise<string[]> {
    const rows = await page.locator('tbody tr[data-testid^="case-"]').all();
    const ids = await Promise.all(rows.map(async (row) => (await row.getAttribute('data-testid')) ?? ''));
    return ids.map((id) => id.slice('case-'.length)).sort();
  }
  const accessible = async (page: Page): Promise<void> => {
    await still(page);
    expect((await axe(page).analyze()).violations).toEqual([]);
  };

  it('of enterprises says of each figure what it counts, and leads to exactly these', async () => {
    const page = await people.as('leader', DESKTOP);
    await open(page, 'enterprise');
    await accessible(page);
    await shot(page, 'desk-enterprise');
    const figures = await Promise.all(
      (await page.locator('dl').first().locator('[data-testid^="figure-"]').all()).map(async (figure) => ({
        key: ((await figure.getAttribute('data-testid')) ?? '').slice('figure-'.length),
        shown: await figure.locator('a').innerText(),
        href: await figure.locator('a').getAttribute('href'),
      })),
    );
    const ofItems = page.getByTestId('enterprise-items');
    const [items, soon] = await Promise.all([
      ofItems.getByTestId('figure-received').locator('a').getAttribute('href'),
      ofItems.getByTestId('part-HZ-1').locator('a').nth(1).getAttribute('href'),
    ]);
    const needs = await page.getByTestId('enterprise-青石茶业').locator('td.num a').getAttribute('href');
    expect(figures.map(({ key, shown }) => [key, shown])).toEqual(
      Object.entries(NEEDS).map(([key, { shown }]) => [key, shown]),
    );
    for (const { key, href } of figures)
      expect([key, await behind(page, href)]).toEqual([key, NEEDS[key as keyof typeof NEEDS]?.cases]);
    // items of the desk, of these what is closed, and what one enterprise has open
    expect(await behind(page, items)).toEqual(['k1', 'k2']);
    expect(await behind(page, soon)).toEqual(['k1']);
    expect(await behind(page, needs)).toEqual(['n3', 'n4']);
  });

  it('of difficult matters leads from its parts to their cases, and gives what nobody has', async () => {
    const page = await people.as('leader', DESKTOP);
    await open(page, 'difficult');
    await accessible(page);
    await page.getByTestId('by-unit').click();
    const cells = page.getByTestId('part-A').locator('a');
    await cells.first().waitFor();
    const [received, closed, stillOpen] = await Promise.all(
      [0, 1, 2].map((place) => cells.nth(place).getAttribute('href')),
    );
    expect(await page.getByTestId('case-d1').innerText()).toContain('失管');
    expect(await behind(page, received ?? null)).toEqual(['d1', 'd2']);
    expect(await behind(page, closed ?? null)).toEqual(['d2']);
    expect(await behind(page, stillOpen ?? null)).toEqual(['d1']);
  });

  it('shows a liaison officer their own enterprises and no others, and takes their visit', async () => {
    const page = await people.as('lihong', DESKTOP);
    await open(page, 'enterprise');
    const table = page.getByTestId('enterprises');
    await table.waitFor();
    expect(await table.locator('tbody th').allInnerTexts()).toEqual(['青石茶业']);
    expect(await casesOf(page)).toEqual(['n3', 'n4']);
    expect(await page.getByTestId('figure-received').first().locator('a').innerText()).toBe('2');
    expect(await page.locator('body').innerText()).not.toMatch(/云江造船|海纳物流/);
    await accessible(page);
    await table.getByTestId('visit').click();
    // today is the hall's, not that of whoever looks
    expect(await page.getByTestId('visit-day').locator('input').inputValue()).toBe('2026-03-09');
    await page.getByTestId('visit-who').fill('李红');
    await page.getByTestId('visit-found').fill('经理 13812345678 说需要岸线证明');
    await accessible(page);
    await page.getByTestId('visit-save').click();
    await table.getByText('岸线证明').waitFor();
    expect(await table.innerText()).not.toContain('1234');
    await shot(page, 'desk-liaison');
  });

  it('begins for a unit with the days of the halls where its matters are', async () => {
    const page = await people.as('approval', DESKTOP);
    await open(page, 'enterprise');
    expect(await page.getByTestId('figure-received').first().locator('a').innerText()).toBe('1');
    const href = await page.getByTestId('figure-received').first().locator('a').getAttribute('href');
    expect(href).toContain('to=2026-03-09');
    await page.getByTestId('enterprises').waitFor();
    expect(await page.getByTestId('enterprises').locator('tbody th').allInnerTexts()).toEqual(['青石茶业']);
    expect(await page.getByTestId('visit').count()).toBe(0);
    await shot(page, 'desk-unit');
    expect(await behind(page, href)).toEqual(['n4']);
  });
});
