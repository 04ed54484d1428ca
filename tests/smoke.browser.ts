import { Users } from '@cockpit/access';
import type { Page } from 'playwright-core';
import { BulletinSummary, Prompt, Warning, page as listOf } from '@cockpit/contracts';
import { textOfPdf } from '../libs/bulletin/src/files/read-pdf.fixture';
import { openCockpit, PASSWORD } from './dashboard/house';
import { dingtalkRobot, type RobotEmulator } from '../apps/simulator/src/emulators/robots';
import { ACTOR, decided, isoAt, issued, opened, sent, until, type Hall } from './live/support';
import { act } from './matters/acting';
import { openBrowser, type TestBrowser } from './support/browser';

const PUBLIC_URL = 'http://cockpit.example';
const RULE = 'queue-longest-wait';
/** a bulletin is made of a week that is over */
const WEEK_BEFORE = '2026-02-25';

/** The main ways of the product in a real browser, on posted events; every other page has its scenario. */
describe('the cockpit', () => {
  let house: Hall;
  let browser: TestBrowser;
  let robot: RobotEmulator;
  let wall: Page;
  let desk: Page;

  beforeAll(async () => {
    robot = await dingtalkRobot({ sign: 'SECsmoke' });
    house = await openCockpit({ publicUrl: PUBLIC_URL });
    const chief = { name: 'chief', role: 'manager', halls: 'all', password: PASSWORD } as const;
    await house.front.app.get(Users).add(chief, ACTOR);
    browser = await openBrowser({ width: 1920, height: 1080 });
  });
  afterAll(async () => {
    await browser.close();
    await house.close();
    await robot.close();
  });

  const open = async (path: string): Promise<Page> => {
    const page = await browser.context.newPage();
    await page.goto(`${house.front.url}${path}`);
    return page;
  };
  const stateOf = async (id: string): Promise<string | undefined> =>
    (await house.prompts()).find((prompt) => prompt.id === id)?.state;

  it('lets a supervisor sign in, and the wall of the hall lives', async () => {
    wall = await open('/');
    await wall.getByTestId('sign-in-username').fill('lead');
    await wall.getByTestId('sign-in-password').fill(PASSWORD);
    await wall.getByTestId('sign-in-submit').click();
    await wall.waitForURL('**/desk/H08');
    await decided(house, 1, 'H08', opened(0));
    await wall.goto(`${house.front.url}/wall/H08`);
    await wall.getByTestId('window-tile-a1').waitFor();
    expect(await wall.locator('[data-testid^="window-tile-"]').count()).toBe(6);
    const called = { ticketId: 'first', windowId: 'a1', officerId: 'H08-a1' };
    await house.post([
      issued('first', 1.1),
      sent('hall.ticket.called', 1.2, called),
      sent('hall.ticket.started', 1.3, called),
    ]);
    await wall.getByTestId('window-tile-a1').getByText('first').waitFor();
  });

  it('shows a prompt at the desk, which is accepted there and carried out by the window', async () => {
    const rush = Array.from({ length: 30 }, (_, i) => issued(`r${String(i)}`, 2 + i * 0.02));
    await decided(house, 3, 'H08', rush);
    const shown = async () => (await house.prompts()).find(({ state }) => state === 'shown');
    let minute = 3;
    while ((await shown()) === undefined && minute < 18) await decided(house, ++minute);
    const prompt = Prompt.parse(await shown());
    desk = await open('/desk/H08');
    await desk.getByTestId('prompt-accept').click();
    await until(
      () => stateOf(prompt.id),
      (state) => state === 'accepted',
    );
    const { windowId, queues } = prompt;
    await house.post([sent('hall.window.assigned', minute + 0.5, { windowId, queues, promptId: prompt.id })]);
    await until(
      () => stateOf(prompt.id),
      (state) => state === 'carried-out',
    );
  });

  it('rings those on duty of a red warning, who answer by its link, and the wall says so', async () => {
    const { secrets, settings, ...channel } = {
      name: '值班群',
      kind: 'dingtalk-robot',
      levels: ['red'],
      allowPrivateHost: true,
      settings: {},
      secrets: { url: robot.webhook, sign: 'SECsmoke' },
    };
    expect((await house.send('/v1/channels', { ...channel, secrets, settings })).status).toBe(201);
    await put(`/v1/rules/${RULE}`, {
      place: { kind: 'hall', hall: 'H08' },
      settings: { severity: 'red' },
      reason: '等候超限即为红色',
    });
    await put('/v1/duty', {
      hall: null,
      from: isoAt(0),
      to: isoAt(600),
      shifts: [{ halls: ['H08'], from: isoAt(0), to: isoAt(600), level: 'supervisor', person: '李' }],
    });
    await decided(house, 20, 'H08', [issued('left-alone', 20, 'traffic')]);
    for (const minute of [36, 37, 38]) await decided(house, minute);
    const firing = async () =>
      (await house.warnings(`hall=H08&rule=${RULE}&state=firing`)).find(({ scope }) => scope.code === 'traffic');
    const warning = Warning.parse(await until(firing, (found) => found !== undefined));
    const rung = await until(
      () => Promise.resolve(robot.shown.find(({ text }) => text.includes('交管') && text.includes('李'))),
      (found) => found !== undefined,
    );
    const stranger = await openBrowser({ width: 390, height: 844 });
    const page = await stranger.context.newPage();
    for (const link of (rung?.links ?? []).filter((one) => one.includes('/a/'))) {
      await page.goto(link.replace(PUBLIC_URL, house.front.url));
      if ((await page.locator('body').innerText()).includes('交管')) break;
    }
    await page.getByRole('button').click();
    await page.getByRole('status').getByText('已记录').waitFor();
    await stranger.close();
    await desk.getByTestId(`warning-${warning.id}`).getByTestId('holder').getByText('值班群').waitFor();
    await wall.getByTestId(`warning-${warning.id}`).getByTestId('wall-holder').getByText('已确认').waitFor();
  });

  it('lists a case, and shows it answered and closed by the hall', async () => {
    await house.post([
      sent('hall.case.accepted', 38, {
        caseId: 'DC-1',
        kind: 'order',
        channel: 'phone',
        unit: 'H08',
        about: { title: '叫号屏未更新' },
      }),
    ]);
    await until(
      () => house.get('/v1/matters?hall=H08').then((answer) => answer.text()),
      (text) => text.includes('DC-1'),
    );
    const cases = await open('/cases?state=open');
    await cases.getByTestId('case-DC-1').getByRole('link').first().click();
    await act(cases, 'reply', { text: '已修复' }, 'answered');
    await act(cases, 'close', { result: '已办结', text: '叫号屏恢复' }, 'closed');
    expect(await cases.getByTestId('path').innerText()).toMatch(/受理[^]*回复[^]*办结/);
  });

  it('prints the bulletin of the week that is over', async () => {
    const made = await house.send('/v1/bulletins', { period: 'week', day: WEEK_BEFORE });
    expect(made.status).toBe(200);
    const [one] = listOf(BulletinSummary).parse(await (await house.get('/v1/bulletins')).json()).items;
    await signIn('chief');
    const page = await open(`/bulletins/${one?.id ?? ''}`);
    await page.getByTestId('headline').waitFor();
    const coming = page.waitForEvent('download');
    await page.getByTestId('file-pdf').click();
    const printed = await (await coming).createReadStream();
    const text = textOfPdf(Buffer.concat(await printed.toArray())).replace(/\s/g, '');
    expect(text).toContain('运行情况通报');
    const paper = await page.pdf({ preferCSSPageSize: true });
    expect(textOfPdf(paper).replace(/\s/g, '')).toContain('运行情况通报');
  });

  async function signIn(username: string): Promise<void> {
    const { url } = house.front;
    const data = { username, password: PASSWORD };
    const answer = await browser.context.request.post(`${url}/v1/session`, { data, headers: { origin: url } });
    expect(answer.ok()).toBe(true);
  }
  async function put(path: string, body: object): Promise<void> {
    const answer = await fetch(`${house.front.url}${path}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${house.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }
});
