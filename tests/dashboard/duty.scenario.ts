import { Users } from '@cockpit/access';
import type { Page } from 'playwright-core';
import { ACTOR, type Hall } from '../live/support';
import { axe } from '../support/axe';
import { openBrowser, still, type TestBrowser } from '../support/browser';
import { openCockpit, signedIn } from './house';

const PASSWORD = 'long enough to be one';

describe('the page of the duty roster', () => {
  let house: Hall;
  let chief: TestBrowser;
  let lead: TestBrowser;

  beforeAll(async () => {
    house = await openCockpit();
    await house.front.app
      .get(Users)
      .add({ name: 'chief', role: 'administrator', halls: 'all', password: PASSWORD }, ACTOR);
    chief = await openBrowser();
    lead = await openBrowser();
  });
  afterAll(async () => {
    await chief.close();
    await lead.close();
    await house.close();
  });

  const isSound = async (page: Page, what: string): Promise<void> => {
    await still(page);
    const { violations } = await axe(page).include(what).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  };

  it('shows gaps, takes a shift, a table with its faults by line, a swap and a removal', async () => {
    const answer = await chief.context.request.post(`${house.front.url}/v1/session`, {
      data: { username: 'chief', password: PASSWORD },
      headers: { origin: house.front.url },
    });
    expect(answer.ok()).toBe(true);
    const page = await chief.context.newPage();
    await page.goto(`${house.front.url}/duty`);
    await page.getByTestId('duty-supervisor').waitFor();
    const thisMonday = (await page.locator('h3').first().textContent()) ?? '';
    // next week: all of it can still be mended
    await page.getByTestId('duty-after').click();
    await page.locator('h3').first().filter({ hasNotText: thisMonday }).waitFor();
    await page.getByTestId('duty-gaps').getByText('没有排班').waitFor();
    expect(await page.getByTestId('duty-gap').count()).toBe(21);
    const monday = await page.getByTestId('duty-supervisor').locator('h3').first().textContent();

    await page.getByTestId('duty-add').click();
    await page.getByTestId('duty-add-person').fill('王警官');
    const note = page.locator('[role="dialog"]').getByTestId('consequences');
    await note.getByText(/无人值班（值班长）：这一周 [\d.]+ → [\d.]+ 小时/).waitFor();
    await isSound(page, '[role="dialog"]');
    await page.getByTestId('duty-add-save').click();
    await page.getByTestId('duty-shift').getByText('王警官').waitFor();
    await page.getByTestId('duty-gaps').getByText('20 段无人值班').waitFor();

    await page.getByTestId('duty-import').click();
    const example = await page.locator('pre').textContent();
    const day = /\d{4}-\d{2}-\d{2}/.exec(example ?? '')?.[0] ?? '';
    expect(monday).toContain(String(Number(day.slice(8))));
    const heading = '姓名,级别,大厅,单位,开始,结束\n';
    const good = `李,值班长,H08,,${day} 08:30,${day} 12:00\n赵,值班长,H08,,${day} 13:00,${day} 17:30\n`;
    await page.getByTestId('duty-csv').fill(`${heading}${good}周,国王,H08,,${day} 08:30,${day} 12:00`);
    await page.getByTestId('duty-import-save').click();
    await page.getByTestId('duty-faults').getByText('第 4 行 级别').waitFor();
    await isSound(page, '[role="dialog"]');
    await page.getByTestId('duty-csv').fill(heading + good);
    await page.getByTestId('duty-import-save').click();
    await page.getByTestId('duty-supervisor').getByText('无人 12:00–13:00').waitFor();
    await isSound(page, '[data-testid="duty"]');

    await page.getByTestId('duty-shift').filter({ hasText: '李' }).click();
    await page.getByTestId('duty-exchange').click();
    await page.getByTestId('duty-other').selectOption({ index: 1 });
    await page.getByTestId('duty-shift-save').click();
    await page.getByTestId('duty-shift').filter({ hasText: '赵' }).filter({ hasText: '08:30' }).click();
    await page.getByTestId('duty-person').fill('孙');
    await page.getByTestId('duty-shift-save').click();
    // whom no message reaches is said; and how somebody is reached is shown in part
    await page.getByTestId('duty-shift').filter({ hasText: '孙' }).getByText('无本人渠道，发到群').waitFor();
    await page.getByTestId('duty-person-row').filter({ hasText: '孙' }).getByTestId('duty-person-edit').click();
    await page.getByTestId('person-mail').fill('sun@hall.example');
    await page.getByTestId('person-dingtalk').fill('sun-ding-9');
    await isSound(page, '[role="dialog"]');
    await page.getByTestId('person-save').click();
    await page.getByTestId('duty-person-row').filter({ hasText: '孙' }).getByText('s…@hall.example').waitFor();
    await page
      .getByTestId('duty-shift')
      .filter({ hasText: '孙' })
      .getByText('无本人渠道，发到群')
      .waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain('sun-ding-9');
    await isSound(page, '[data-testid="duty"]');
    await page.getByTestId('duty-shift').filter({ hasText: '孙' }).click();
    await page.getByTestId('duty-remove').click();
    await page.getByTestId('duty-shift-save').click();
    await page.getByTestId('duty-shift').filter({ hasText: '孙' }).waitFor({ state: 'detached' });
    expect(await page.getByTestId('duty-shift').count()).toBe(1);
  });

  it('is only read by supervisors', async () => {
    const page = await signedIn(lead, house, '/duty');
    await page.getByTestId('duty-supervisor').waitFor();
    expect([await page.getByTestId('duty-add').count(), await page.getByTestId('duty-import').count()]).toEqual([0, 0]);
  });
});
