import { Users } from '@cockpit/access';
import { ACTOR, type Hall } from '../live/support';
import { openCockpit, signedIn } from '../dashboard/house';
import { dingtalkRobot, type RobotEmulator } from '../../apps/simulator/src/emulators/robots';
import { axe } from '../support/axe';
import { openBrowser, still, type TestBrowser } from '../support/browser';
import { until } from './support';

const PASSWORD = 'long enough to be one';

describe('the page of channels', () => {
  let house: Hall;
  let robot: RobotEmulator;
  let chief: TestBrowser;
  let lead: TestBrowser;

  beforeAll(async () => {
    house = await openCockpit();
    await house.front.app
      .get(Users)
      .add({ name: 'chief', role: 'administrator', halls: 'all', password: PASSWORD }, ACTOR);
    robot = await dingtalkRobot({ sign: 'SECpage' });
    chief = await openBrowser();
    lead = await openBrowser();
  });
  afterAll(async () => {
    await chief.close();
    await lead.close();
    await robot.close();
    await house.close();
  });

  it('connects a robot, tries it, and shows what became of the message', async () => {
    const answer = await chief.context.request.post(`${house.front.url}/v1/session`, {
      data: { username: 'chief', password: PASSWORD },
      headers: { origin: house.front.url },
    });
    expect(answer.ok()).toBe(true);
    const page = await chief.context.newPage();
    await page.goto(`${house.front.url}/channels`);
    await page.getByTestId('channel-add').click();
    await page.getByTestId('channel-name').fill('值班钉钉群');
    await page.getByTestId('channel-url').fill(robot.webhook);
    await page.getByTestId('channel-sign').fill('SECpage');
    await page.getByTestId('channel-private').check();
    await still(page);
    const dialog = await axe(page).include('[role="dialog"]').analyze();
    expect(dialog.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    await page.getByTestId('channel-save').click();
    await page.getByTestId('channel-test').click();
    await page.getByTestId('channel-said').getByText('值班钉钉群：已送达').waitFor();
    expect(robot.shown.map(({ text }) => text)).toEqual([expect.stringContaining('测试消息')]);
    await page.getByTestId('delivery-delivered').waitFor();
    expect(await page.content()).not.toContain('SECpage');

    robot.misbehave.tell({ kind: 'status', status: 200, body: { errcode: 310000, errmsg: 'keywords not in content' } });
    await page.getByTestId('channel-test').click();
    await page.getByTestId('delivery-dead').waitFor();
    await still(page);
    const whole = await axe(page).include('[data-testid="channels"]').analyze();
    expect(whole.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    await page.getByTestId('delivery-resend').click();
    await page.getByTestId('delivery-dead').waitFor({ state: 'detached' });
    await until(() => robot.shown.length === 2);
  });

  it('tells others who run halls what was sent, not where to', async () => {
    const page = await signedIn(lead, house, '/channels');
    await page.getByTestId('deliveries').waitFor();
    expect(await page.getByTestId('channel-add').count()).toBe(0);
    expect(await page.getByTestId('channel').count()).toBe(0);
  });
});
