import { Users } from '@cockpit/access';
import { openCockpit, signedIn } from '../dashboard/house';
import { axe } from '../support/axe';
import { openBrowser, still, type TestBrowser } from '../support/browser';
import { ACTOR, DAY, decided, issued, opened, until, type Hall } from './support';

const PASSWORD = 'long enough to be one';
const RULE = 'queue-longest-wait';
const NEXT_DAY = 24 * 60;

describe('the page of rules', () => {
  let house: Hall;
  let chief: TestBrowser;
  let lead: TestBrowser;

  beforeAll(async () => {
    house = await openCockpit();
    await house.front.app
      .get(Users)
      .add({ name: 'chief', role: 'administrator', halls: 'all', password: PASSWORD }, ACTOR);
    await decided(house, 5, 'H08', [...opened(0), ...Array.from({ length: 9 }, (_, i) => issued(`S${String(i)}`, 4))]);
    await house.post(opened(NEXT_DAY));
    await until(
      async () => ((await (await house.get('/v1/halls/H08/back-test/days')).json()) as { days: string[] }).days,
      (days) => days.includes(DAY),
    );
    chief = await openBrowser();
    lead = await openBrowser();
  });
  afterAll(async () => {
    await chief.close();
    await lead.close();
    await house.close();
  });

  it('tries a setting on past days, saves it, and shows who set it where and why', async () => {
    const answer = await chief.context.request.post(`${house.front.url}/v1/session`, {
      data: { username: 'chief', password: PASSWORD },
      headers: { origin: house.front.url },
    });
    expect(answer.ok()).toBe(true);
    const page = await chief.context.newPage();
    await page.goto(`${house.front.url}/rules`);
    await page.getByTestId('rules-hall').selectOption('H08');
    await page.getByTestId(`edit-${RULE}-hall/H08/`).click();
    await page.getByTestId('rule-threshold').fill('30');
    await page.getByTestId('preview-run').click();
    await page.getByTestId('preview-result').getByText('1 天：触发 0 次，有处置 0 次').waitFor();
    expect(await page.getByTestId('preview-status').textContent()).toContain('1');
    await still(page);
    const dialog = await axe(page).include('[role="dialog"]').analyze();
    expect(dialog.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(await page.getByTestId('rule-save').isDisabled()).toBe(true);
    await page.getByTestId('rule-reason').fill('周一人多');
    await page.getByTestId('rule-save').click();
    const rows = page.getByTestId(`holds-${RULE}`);
    await rows.getByText('周一人多').waitFor();
    await rows.getByText(/^\s*≥ 30 (分钟|min)\s*$/).waitFor();
    await still(page);
    const whole = await axe(page).include('[data-testid="rules-page"]').analyze();
    expect(whole.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);

    await page.getByTestId(`edit-${RULE}-hall/H08/`).click();
    await page.getByTestId('rule-threshold').fill('30');
    await page.getByTestId('rule-clear').fill('40');
    await page.getByTestId('rule-reason').fill('试');
    await page.getByTestId('rule-save').click();
    await page.getByText('设置有不对的地方').waitFor();
    expect(await page.getByTestId('rule-form').isVisible()).toBe(true);
  });

  it('says by itself that a rule would fire too often, and saves it only when that is meant', async () => {
    const page = await chief.context.newPage();
    const sum = {
      days: 1,
      fired: 500,
      most: 500,
      acted: 0,
      medianLeadMin: null,
      reached: 0,
      unannounced: 0,
      alone: 0,
      overQuota: 0,
      toNobody: null,
    };
    await page.route('**/back-test/period', (route) =>
      route.fulfill({
        contentType: 'application/x-ndjson',
        body: `${JSON.stringify({ of: 1, done: 1, day: DAY, stepMin: 1, tooOften: true, inForce: sum, wanted: sum })}\n`,
      }),
    );
    await page.goto(`${house.front.url}/rules`);
    await page.getByTestId('rules-hall').selectOption('H08');
    await page.getByTestId(`edit-${RULE}-hall/H08/`).click();
    await page.getByTestId('rule-threshold').fill('1');
    await page.getByTestId('rule-reason').fill('太敏感');
    await page.getByTestId('rule-save').click();
    await page.getByTestId('too-often').waitFor();
    expect(await page.getByTestId('rule-form').isVisible()).toBe(true);
    expect(await page.getByTestId('rule-save').isDisabled()).toBe(true);
    await page.getByTestId('rule-sure').check();
    await page.getByTestId('rule-save').click();
    await page.getByTestId(`holds-${RULE}`).getByText('太敏感').waitFor();
    await page.close();
  });

  it('is read by supervisors, who change nothing', async () => {
    const page = await signedIn(lead, house, '/rules');
    await page.getByTestId('rules-table').waitFor();
    expect(await page.getByTestId(`add-${RULE}`).count()).toBe(0);
    expect(await page.getByTestId(`edit-${RULE}-bureau//`).count()).toBe(0);
  });
});
