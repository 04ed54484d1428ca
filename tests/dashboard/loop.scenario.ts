import type { Page } from 'playwright-core';
import { ChannelRecord, Warning } from '@cockpit/contracts';
import { decided, isoAt, issued, opened, until, type Hall } from '../live/support';
import { dingtalkAppPlatform } from '../../bench/emulators/dingtalk-app';
import type { AppEmulator } from '../../bench/emulators/feishu-app';
import { dingtalkRobot, type RobotEmulator } from '../../apps/simulator/src/emulators/robots';
import { DINGTALK } from '../notify/ways';
import { openBrowser, type TestBrowser } from '../support/browser';
import { openCockpit, signedIn } from './house';

const PUBLIC_URL = 'http://cockpit.example';
const RULE = 'queue-longest-wait';
const QUEUES = { household: '户政', traffic: '交管' } as const;

/** A red warning from the hall to a chat and back to the wall, on the hall's clock: nobody sleeps through the delays. */
describe('a red warning', () => {
  let house: Hall;
  let browser: TestBrowser;
  let robot: RobotEmulator;
  let app: AppEmulator;
  let wall: Page;

  beforeAll(async () => {
    [robot, app] = await Promise.all([dingtalkRobot({ sign: 'SECloop' }), dingtalkAppPlatform(DINGTALK)]);
    house = await openCockpit({ publicUrl: PUBLIC_URL });
    browser = await openBrowser({ width: 1920, height: 1080, colorScheme: 'dark' });
    const { clientId, clientSecret, template } = DINGTALK;
    await channel({ name: '值班群', kind: 'dingtalk-robot', secrets: { url: robot.webhook, sign: 'SECloop' } });
    await channel({
      name: '值班卡片',
      kind: 'dingtalk-app',
      secrets: { clientSecret },
      settings: { host: app.url, clientId, to: 'cidGroup', template },
    });
    await put(`/v1/rules/${RULE}`, {
      place: { kind: 'hall', hall: 'H08' },
      settings: { severity: 'red' },
      reason: '等候超限即为红色',
    });
    const shift = { halls: ['H08'], from: isoAt(0), to: isoAt(600) };
    const shifts = Object.entries({ supervisor: '李', director: '王', bureau: '赵' });
    await put('/v1/duty', {
      hall: null,
      from: isoAt(0),
      to: isoAt(600),
      shifts: shifts.map(([level, person]) => ({ ...shift, level, person })),
    });
    await until(
      () => Promise.resolve(app.connections()),
      (open) => open === 1,
    );
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
    await Promise.all([robot.close(), app.close()]);
  });

  async function channel(wanted: object): Promise<void> {
    const answer = await house.send('/v1/channels', {
      settings: {},
      allowPrivateHost: true,
      levels: ['red'],
      ...wanted,
    });
    ChannelRecord.parse(await answer.json());
  }
  async function put(path: string, body: object): Promise<void> {
    const answer = await fetch(`${house.front.url}${path}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${house.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }
  /** A few people come whom nobody serves, until they have waited too long: more of them, and the hall's own warning would say it for the queue. */
  async function jam(queue: keyof typeof QUEUES, from: number): Promise<Warning> {
    const people = Array.from({ length: 3 }, (_, i) => issued(`${queue}-${String(i)}`, from, queue));
    await decided(house, from + 1, 'H08', people);
    for (const minute of [18, 19, 20]) await decided(house, from + minute);
    const [first] = await until(
      async () =>
        (await house.warnings(`hall=H08&rule=${RULE}&state=firing`)).filter(({ scope }) => scope.code === queue),
      (all) => all.length > 0,
    );
    return Warning.parse(first);
  }
  const onWall = (warning: Warning, words: string): Promise<string> =>
    until(
      () => wall.getByTestId(`warning-${warning.id}`).getByTestId('wall-holder').innerText(),
      (text) => text.includes(words),
    );
  /** How many messages of the group chat are of a warning and contain all these words. */
  const rung = (...words: string[]): number =>
    robot.shown.filter(({ text }) => words.every((word) => text.includes(word))).length;
  const rings = (...words: string[]): Promise<number> =>
    until(
      () => Promise.resolve(rung(...words)),
      (times) => times === 1,
    );

  it('rings the chat, is acknowledged there by its button, and the wall shows who has it', async () => {
    await decided(house, 3, 'H08', opened(0));
    wall = await signedIn(browser, house, '/wall/H08');
    const warning = await jam('household', 4);
    expect(warning.severity).toBe('red');
    await rings(QUEUES.household, '李');
    await onWall(warning, '值班长');
    const card = await until(
      () => Promise.resolve([...app.cards.values()].find(({ content }) => content.includes(QUEUES.household))),
      (found) => found !== undefined,
    );
    if (card === undefined) throw new Error('no card');
    expect(await app.press(card, 'wang')).not.toBeNull();
    await until(
      () => Promise.resolve(card.content),
      (content) => content.includes('由王警官（钉钉）处理'),
    );
    expect(await onWall(warning, '已确认')).not.toContain('王警官');
    const desk = await signedIn(browser, house, '/desk/H08');
    await desk.getByTestId(`warning-${warning.id}`).getByTestId('holder').getByText('王警官（钉钉）').waitFor();
    await desk.close();
  });

  it('left alone climbs from the supervisor to the director and the bureau, and is answered by its link, which works once', async () => {
    const warning = await jam('traffic', 30);
    await rings(QUEUES.traffic, '李');
    await onWall(warning, '值班长');
    await decided(house, 57);
    await rings(QUEUES.traffic, '王');
    await onWall(warning, '大厅主任');
    await decided(house, 74);
    await rings(QUEUES.traffic, '赵');
    await onWall(warning, '局');

    // what 王 has said of the other queue has lapsed meanwhile, and climbs too: one message may hold both, each with its link
    const last = robot.shown.findLast(({ text }) => text.includes('赵') && text.includes(QUEUES.traffic));
    const stranger = await openBrowser({ width: 390, height: 844 });
    const page = await stranger.context.newPage();
    for (const link of (last?.links ?? []).filter((one) => one.includes('/a/'))) {
      await page.goto(link.replace(PUBLIC_URL, house.front.url));
      if ((await page.locator('body').innerText()).includes(QUEUES.traffic)) break;
    }
    expect(await page.locator('body').innerText()).toContain(QUEUES.traffic);
    await onWall(warning, '局');
    await page.getByRole('button').click();
    await page.getByRole('status').getByText('已记录').waitFor();
    await onWall(warning, '已确认');
    await page.reload();
    expect(await page.getByRole('button').count()).toBe(0);
    await stranger.close();
  });

  it('has left on the page of deliveries what was sent, to which channel, and that it arrived', async () => {
    const page = await signedIn(browser, house, '/channels');
    const list = page.getByTestId('deliveries');
    await list.getByText('值班群').first().waitFor();
    await page.getByTestId('delivery-delivered').first().waitFor();
    expect(await list.innerText()).toContain(QUEUES.traffic);
    expect(robot.overLimit).toBe(0);
  });
});
