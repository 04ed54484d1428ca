import { Users } from '@cockpit/access';
import { HallSetup } from '@cockpit/contracts';
import { openCockpit } from '../dashboard/house';
import { axe } from '../support/axe';
import { openBrowser, still, type TestBrowser } from '../support/browser';
import { pastDays } from './past-days';
import { ACTOR, DAY, issued, until, type Hall } from './support';

const PASSWORD = 'long enough to be one';

describe('what saving does, before it is saved', () => {
  let house: Hall;
  let chief: TestBrowser;
  beforeAll(async () => {
    house = await openCockpit();
    await house.front.app
      .get(Users)
      .add({ name: 'chief', role: 'administrator', halls: 'all', password: PASSWORD }, ACTOR);
    for (const events of pastDays(7)) await house.post(events);
    await house.post([issued('today', 0)]);
    await until(
      async () => HallSetup.parse(await (await house.get('/v1/halls/H08/setup')).json()),
      ({ today }) => today === DAY,
    );
    chief = await openBrowser({ width: 1366, height: 768 });
    await chief.context.request.post(`${house.front.url}/v1/session`, {
      data: { username: 'chief', password: PASSWORD },
      headers: { origin: house.front.url },
    });
  });
  afterAll(async () => {
    await chief.close();
    await house.close();
  });

  it('stands beside the button of a hall once its change was looked at, and goes with the next stroke', async () => {
    const page = await chief.context.newPage();
    await page.goto(`${house.front.url}/admin/organisation/places/H08`);
    await page.getByTestId('tab-rosters').click();
    for (const officer of ['H08-a1', 'H08-a2']) {
      await page.getByTestId(`roster-${officer}`).getByTestId('roster-shift').first().click();
      await page.getByTestId('roster-remove').click();
    }
    await page.getByTestId('change-look').click();
    const note = page.getByTestId('consequences');
    await note.getByTestId('consequence').first().waitFor();
    expect(await note.innerText()).toMatch(/户政等候 [\d.]+ → [\d.]+ 分钟；这一周有 7 天变长/);
    await still(page);
    expect((await axe(page).include('[data-testid="change"]').analyze()).violations).toEqual([]);
    await page.getByTestId('change-reset').click();
    await note.waitFor({ state: 'detached' });
  });

  it('says of another wait target what it would have done, day after day', async () => {
    const page = await chief.context.newPage();
    await page.goto(`${house.front.url}/admin/organisation/places/H08`);
    await page.getByTestId('basics').locator('[data-field="waitTargetMin"]').fill('30');
    await page.getByTestId('change-look').click();
    const note = page.getByTestId('target-consequences');
    await note.getByText(/户政：过去 28 天的限时接待率/).waitFor();
    await note.getByText('已重走').waitFor({ state: 'detached', timeout: 240_000 });
    await note
      .getByText(/过去 7 天有人等候超过目标的时间 \d+ → \d+ 分钟/)
      .first()
      .waitFor();
    await still(page);
    expect((await axe(page).include('[data-testid="change"]').analyze()).violations).toEqual([]);
    await page.getByTestId('change-reset').click();
    await note.waitFor({ state: 'detached' });
  });

  it('stands beside the button of the default clocks', async () => {
    const page = await chief.context.newPage();
    await page.goto(`${house.front.url}/clocks`);
    await page.getByTestId('clocks-edit').click();
    await page.getByTestId('clock-table').locator('input[inputmode]').last().fill('4');
    await page.getByTestId('consequences').getByText('在办事项的期限都不变（看了 0 件）').waitFor();
    await still(page);
    expect((await axe(page).include('[data-testid="clocks-page"]').analyze()).violations).toEqual([]);
  });
});
