import { Users } from '@cockpit/access';
import { BulletinSummary, MetricAnswer, page as pageOf } from '@cockpit/contracts';
import type { Page } from 'playwright-core';
import { textOfPdf } from '../../libs/bulletin/src/files/read-pdf.fixture';
import { openCockpit, TicketingHall } from '../dashboard/house';
import { mailServer, type MailServer } from '../../bench/emulators/mail-server';
import { dingtalkRobot, feishuRobot, wecomRobot, type RobotEmulator } from '../../apps/simulator/src/emulators/robots';
import { ACTOR, DAY, issued, opened, sent, until, type Hall } from '../live/support';
import { openBrowser, type TestBrowser } from '../support/browser';

const PASSWORD = 'long enough to be one';
const PUBLIC_URL = 'https://cockpit.hall.example';
/** Minutes from 08:30 on Wednesday, which every hall of this test counts from, to Monday 08:00. */
const MONDAY_8 = 5 * 1440 - 30;
/** The schedule looks once a minute. */
const PATIENCE_MS = 150_000;

const WORDS = '本周窗口运行平稳，来访集中在上午。';
const OWNER = '督导科 王敏，本周五前复查';

describe('the bulletin of a week, from its schedule to its readers', () => {
  let house: Hall;
  let browser: TestBrowser;
  let robots: RobotEmulator[];
  let mails: MailServer;
  let page: Page;

  beforeAll(async () => {
    house = await openCockpit({ publicUrl: PUBLIC_URL });
    [robots, mails] = await Promise.all([
      Promise.all([dingtalkRobot({ sign: 'SECabc' }), wecomRobot(), feishuRobot({ sign: 'abc' })]),
      mailServer(),
    ]);
    await house.front.app
      .get(Users)
      .add({ name: 'chief', displayName: '服务部领导', role: 'manager', halls: 'all', password: PASSWORD }, ACTOR);
    const [dingtalk, wecom, feishu] = robots;
    const mail = {
      host: '127.0.0.1',
      port: mails.port,
      security: 'none',
      from: 'c@hall.example',
      to: ['m@hall.example'],
    };
    const channels = [
      { name: '钉钉群', kind: 'dingtalk-robot', settings: {}, secrets: { url: dingtalk?.webhook, sign: 'SECabc' } },
      { name: '企业微信群', kind: 'wecom-robot', settings: {}, secrets: { url: wecom?.webhook } },
      { name: '飞书群', kind: 'feishu-robot', settings: {}, secrets: { url: feishu?.webhook, sign: 'abc' } },
      { name: '邮件', kind: 'smtp', settings: mail, secrets: {} },
    ];
    for (const channel of channels) {
      const answer = await house.send('/v1/channels', { ...channel, allowPrivateHost: true });
      if (answer.status !== 201) throw new Error(`${channel.name}: ${await answer.text()}`);
    }
    await house.post(wednesday());
    browser = await openBrowser();
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await Promise.all([...robots.map((robot) => robot.close()), mails.close()]);
    await house.close();
  });

  /** Two hours of visitors in H08, and a finding that somebody has to put right. */
  function wednesday(): object[] {
    const hall = new TicketingHall();
    const events: object[] = [...opened(0)];
    for (let minute = 1; minute <= 120; minute += 1)
      events.push(...hall.come(minute, 'household', minute % 2), ...hall.minute(minute));
    const finding = {
      caseId: 'DC-1',
      kind: 'finding',
      unit: '督导科',
      channel: 'online',
      dueAt: `${DAY}T10:00:00Z`.replace('04', '20'),
      about: { title: '叫号屏未更新' },
    };
    return [...events, sent('hall.case.accepted', 60, finding)];
  }

  const bulletins = async (): Promise<BulletinSummary[]> =>
    pageOf(BulletinSummary).parse(await (await house.get('/v1/bulletins')).json()).items;
  const arrivals = async (from = '2026-03-02', to = '2026-03-08'): Promise<number> => {
    const asked = await house.get(`/v1/metrics/arrivals?from=${from}&to=${to}`);
    return MetricAnswer.parse(await asked.json()).value ?? 0;
  };
  const paragraph = (key: string) => page.getByTestId(`paragraph-${key}`);
  async function rewrite(key: string, text: string): Promise<void> {
    await page.getByTestId(`edit-${key}`).click();
    await page.getByTestId('edit-text').fill(text);
    await page.getByTestId('edit-save').click();
    await paragraph(key).getByText(text).waitFor();
  }
  async function step(name: string, next: string): Promise<void> {
    await page.getByTestId(`step-${name}`).click();
    await page.getByTestId(next).waitFor();
  }

  it('is made at 08:00 of Monday, hall time, and not before', async () => {
    await until(
      () => arrivals(),
      (n) => n >= 60,
      PATIENCE_MS,
    );
    await house.post([issued('MON-1', MONDAY_8 - 1)]);
    await until(
      () => arrivals('2026-03-09', '2026-03-09'),
      (n) => n === 1,
      PATIENCE_MS,
    );
    // a bulletin that is due at this moment would be that of the week before, in which nobody came
    expect(await bulletins()).toEqual([]);
    await house.post([issued('MON-2', MONDAY_8 + 1)]);
    const [made] = await until(bulletins, (all) => all.length > 0, PATIENCE_MS);
    expect(made).toMatchObject({
      period: 'week',
      from: '2026-03-02',
      to: '2026-03-08',
      place: null,
      state: 'draft',
      changedBy: 'schedule',
    });
  }, 400_000);

  it('is edited in the page, a sentence and a finding, and stays so when its figures are computed again', async () => {
    const signedIn = await browser.context.request.post(`${house.front.url}/v1/session`, {
      data: { username: 'chief', password: PASSWORD },
      headers: { origin: house.front.url },
    });
    expect(signedIn.ok()).toBe(true);
    page = await browser.context.newPage();
    await page.goto(`${house.front.url}/bulletins`);
    await page.getByTestId('bulletin-table').getByRole('link').first().click();
    await page.getByTestId('headline').waitFor();
    expect(await page.getByTestId('findings').innerText()).toContain('叫号屏未更新');
    await rewrite('visits', WORDS);
    const owner = page.locator('[data-testid^="edit-matter-"][data-testid$="-owner"]');
    const key = ((await owner.first().getAttribute('data-testid')) ?? '').replace('edit-', '');
    await rewrite(key, OWNER);
    const before = await arrivals();
    // told late, of the week that is over
    await house.post([issued('LATE-1', 30), issued('LATE-2', 31)]);
    await until(
      () => arrivals(),
      (n) => n === before + 2,
      PATIENCE_MS,
    );
    await page.getByTestId('step-compute').click();
    const difference = page.getByTestId('headline').getByTestId('difference').first();
    await difference.getByText((before + 2).toLocaleString('zh-CN')).waitFor();
    expect(await difference.getAttribute('class')).toContain('bad');
    expect(await paragraph('visits').innerText()).toContain(WORDS);
    expect(await paragraph(key).innerText()).toContain(OWNER);
  }, 300_000);

  it('is approved and reaches the three groups with its address, and mailboxes with its PDF', async () => {
    await step('approve', 'step-send');
    await step('send', 'headline');
    // warnings of the halls may come to the same groups
    const told = () => robots.map(({ shown }) => shown.find(({ text }) => text.includes('运行情况通报')));
    const mailed = () => mails.mails.find(({ raw }) => raw.includes('application/pdf'));
    await until(
      () => Promise.resolve([...told(), mailed()]),
      (arrived) => arrived.every((one) => one !== undefined),
      PATIENCE_MS,
    );
    const [one] = await bulletins();
    expect(one).toMatchObject({ state: 'sent', approvedBy: '服务部领导' });
    for (const message of told()) expect(message?.links).toContain(`${PUBLIC_URL}/bulletins/${one?.id ?? ''}`);
    const [, attached = ''] = /application\/pdf[^]*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)/.exec(mailed()?.raw ?? '') ?? [];
    const text = textOfPdf(Buffer.from(attached, 'base64')).replace(/\s/g, '');
    for (const expected of [WORDS, OWNER, '叫号屏未更新', (await arrivals()).toLocaleString('zh-CN'), '印发'])
      expect(text).toContain(expected.replace(/\s/g, ''));
    expect(await page.getByTestId('step-send').count()).toBe(0);
  }, 300_000);
});
