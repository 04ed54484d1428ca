import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Users } from '@cockpit/access';
import { MetricAnswer, type MetricKey } from '@cockpit/contracts';
import type { Page } from 'playwright-core';
import { CockpitAppModule } from '../../apps/cockpit/src/app.module';
import { axe } from '../support/axe';
import { PASSWORD, People, act, shot } from './acting';
import { ACTOR, Desk, until, type Sent } from './support';

const BEGAN = Date.now() - 7_200_000;
const DAY_MS = 86_400_000;
const minute = (n: number): string => new Date(BEGAN + n * 60_000).toISOString();
/** the days on which it happens, wherever midnight falls */
const PERIOD = `from=${new Date(BEGAN - DAY_MS).toISOString().slice(0, 10)}&to=${new Date(BEGAN + 2 * DAY_MS).toISOString().slice(0, 10)}`;
const DESKTOP = { width: 1366, height: 768 };

/** A visit from the ticket to what the visitor says of it. */
function visit(ticketId: string, stars: number, tags: string[] = []): Sent[] {
  const of = (step: string, at: number, data: object): Sent => ({
    id: `${ticketId}-${step}`,
    type: `hall.ticket.${step}`,
    time: minute(at),
    data: { hallId: 'H32', ticketId, ...data },
  });
  const here = { windowId: 'w1', officerId: 'o1' };
  return [
    of('issued', 0, { number: ticketId, queue: 'household', item: 'HZ-2', channel: 'walk-in' }),
    of('called', 5, here),
    of('started', 6, here),
    of('finished', 15, { ...here, result: 'done' }),
    of('rated', 20, { stars, tags }),
  ];
}

/** A bad rating in the hands of the people it concerns, on the whole cockpit, and the figures that follow. */
describe('a rating of one star', () => {
  let desk: Desk;
  const people = new People(() => desk);
  let officer: Page;
  let bureau: Page;

  beforeAll(async () => {
    desk = await Desk.open(CockpitAppModule);
    if (!existsSync(join(desk.stores.settings.dashboardDir, 'index.html')))
      throw new Error('the dashboards are not built: node scripts/build.mjs');
    const users = desk.running.app.get(Users);
    const common = { password: PASSWORD };
    await users.add({ name: 'officer-1', role: 'officer', halls: ['H32'], officerId: 'o1', ...common }, ACTOR);
    await users.add({ name: 'bureau-1', role: 'manager', halls: 'all', ...common }, ACTOR);
    [officer, bureau] = [await people.as('officer-1', DESKTOP), await people.as('bureau-1', DESKTOP)];
    await desk.send([
      ...visit('A001', 1, ['态度差']),
      ...visit('A002', 1, ['等太久']),
      ...visit('A003', 5),
      ...visit('A004', 4),
    ]);
    await desk.settled();
  });
  afterAll(async () => {
    await people.close();
    await desk.close();
  });

  const figure = async (key: MetricKey): Promise<string> => {
    const { status, body } = await desk.call(`/v1/metrics/${key}?hall=H32&${PERIOD}`);
    if (status !== 200) throw new Error(`${key}: ${JSON.stringify(body)}`);
    const { numerator, denominator } = MetricAnswer.parse(body);
    return `${String(numerator)}/${String(denominator)}`;
  };
  const figures = async () => ({
    satisfied: await figure('satisfied'),
    share: await figure('rating_share'),
    answered: await figure('bad_rating_answered'),
  });
  const becomes = async (wanted: Awaited<ReturnType<typeof figures>>): Promise<void> => {
    await desk.settled();
    await until(figures, (now) => JSON.stringify(now) === JSON.stringify(wanted));
  };
  const idOf = async (ticketId: string): Promise<string> => {
    const all = await desk.matters('?kind=bad-rating');
    const found = all.find(({ rating }) => rating?.ticketId === ticketId);
    if (found === undefined) throw new Error(`no bad rating of ${ticketId}`);
    return found.id;
  };

  it('is contacted and answered by the officer who served, and verified by the bureau', async () => {
    await becomes({ satisfied: '2/4', share: '4/4', answered: '0/2' });
    await officer.goto(`${desk.running.url}/cases/${await idOf('A001')}`);
    await act(officer, 'contact', { text: '已电话联系' }, 'open');
    await act(officer, 'reply', { text: '已致歉并说明' }, 'answered');
    expect((await axe(officer).analyze()).violations).toEqual([]);
    await shot(officer, 'rating-answered');
    await act(officer, 'close', { result: '已整改', text: '窗口服务培训' }, 'closed');
    // whoever closed it does not check it
    expect(await officer.getByTestId('act-verify').count()).toBe(0);
    await becomes({ satisfied: '2/4', share: '4/4', answered: '1/2' });

    await bureau.goto(`${desk.running.url}/ratings`);
    await bureau.getByTestId('ratings-closed').click();
    await bureau.locator(`tbody a[href="/cases/${await idOf('A001')}"]`).click();
    await act(bureau, 'verify', { text: '回访满意' }, 'verified');
    expect(await bureau.getByTestId('path').innerText()).toMatch(/回复[^]*办结[^]*核验/);
    await becomes({ satisfied: '2/4', share: '4/4', answered: '1/2' });
    await shot(bureau, 'rating-verified');
  });

  it('that the bureau finds malicious counts nowhere, and counts again when it is reopened', async () => {
    const id = await idOf('A002');
    // a hall or its officers cannot decide that
    await officer.goto(`${desk.running.url}/cases/${id}`);
    await officer.getByTestId('act-reply').waitFor();
    expect(await officer.getByTestId('act-exclude').count()).toBe(0);

    await bureau.goto(`${desk.running.url}/ratings`);
    await bureau.locator(`tbody a[href="/cases/${id}"]`).click();
    await act(bureau, 'exclude', { reason: 'malicious', text: '监控核实：未到窗口' }, 'excluded');
    await shot(bureau, 'rating-excluded');
    await becomes({ satisfied: '2/3', share: '3/4', answered: '1/1' });
    await bureau.goto(`${desk.running.url}/ratings`);
    await bureau.getByTestId('ratings-closed').click();
    await bureau.locator(`tbody th:has(a[href="/cases/${id}"])`).getByText('认定不计').waitFor();

    await bureau.goto(`${desk.running.url}/cases/${id}`);
    await act(bureau, 'reopen', { text: '申诉成立' }, 'open');
    await becomes({ satisfied: '2/4', share: '4/4', answered: '1/2' });
  });
});
