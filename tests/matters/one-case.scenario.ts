import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Users } from '@cockpit/access';
import { MatterSummaryBy, OrganisationDoc } from '@cockpit/contracts';
import { OrganisationService } from '@cockpit/organisation';
import type { Page } from 'playwright-core';
import { CockpitAppModule } from '../../apps/cockpit/src/app.module';
import { objections } from '../support/axe';
import { openBrowser, type TestBrowser } from '../support/browser';
import { ACTOR, Desk, caseEvent, organisation, until, type Sent } from './support';

const PASSWORD = 'long enough to be one';
const CASE = 'YJ-1';
/** 2 March 2026 is a Monday; the office works 09:00–17:30. */
const on = (day: number, time: string): string => `2026-03-${String(day).padStart(2, '0')}T${time}:00+08:00`;

/** What a person reads on the three screens at one moment of the hall. */
interface Seen {
  wall: string;
  list: { slaStatus: string; left: string; states: Record<string, string> };
  matter: { slaStatus: string; used: string; left: string; sum: string; stages: string[] };
}

/**
 * One case from the window to its end, on the whole cockpit: door, log, writer, worker, api and the dashboards it serves. The hall
 * lives by its feed, so each ticket moves its clock; at each step wall, list and explanation must say the same.
 */
describe('one case', () => {
  let desk: Desk;
  let browser: TestBrowser;
  let tickets: string;
  let wall: Page;
  let list: Page;
  let matter: Page;

  beforeAll(async () => {
    desk = await Desk.open(CockpitAppModule);
    if (!existsSync(join(desk.stores.settings.dashboardDir, 'index.html')))
      throw new Error('the dashboards are not built: node scripts/build.mjs');
    await desk.running.app.get(OrganisationService).replace(office(), ACTOR, '2026-01-01');
    await desk.running.app
      .get(Users)
      .add({ name: 'leader', displayName: '服务部领导', role: 'manager', halls: 'all', password: PASSWORD }, ACTOR);
    tickets = await desk.source('tickets');
    browser = await openBrowser({ width: 1440, height: 900 });
    await browser.context.request.post(`${desk.running.url}/v1/session`, {
      data: { username: 'leader', password: PASSWORD },
      headers: { origin: desk.running.url },
    });
    [wall, list, matter] = await Promise.all([
      browser.context.newPage(),
      browser.context.newPage(),
      browser.context.newPage(),
    ]);
  });

  afterAll(async () => {
    await browser.close();
    await desk.close();
  });

  /** The hall's clock as its feed shows it. */
  const clockTo = (time: string): Promise<unknown> =>
    desk.send(
      [ticketEvent('issued', time, { number: 'A9', queue: 'household', channel: 'walk-in' }, `clock-${time}`)],
      tickets,
    );
  const tell = async (time: string, ...events: Sent[]): Promise<void> => {
    await desk.send(events);
    await desk.settled();
    await clockTo(time);
    await until(
      async () => (await desk.clock(CASE)).at,
      (at) => Date.parse(at) === Date.parse(time) || events.some((event) => event.type === 'hall.case.closed'),
    );
  };

  it('is followed from the window through supplement, stages, yellow and red to its end', async () => {
    await desk.send(
      [
        ticketEvent('issued', on(2, '09:40'), { number: 'A1', queue: 'household', channel: 'walk-in' }, 't1'),
        ticketEvent('called', on(2, '09:55'), { windowId: 'w1', officerId: 'o1' }, 't1'),
        ticketEvent('started', on(2, '09:56'), { windowId: 'w1', officerId: 'o1' }, 't1'),
      ],
      tickets,
    );
    await wall.goto(`${desk.running.url}/wall/H32`);
    await until(
      () => wall.getByTestId('window-tile-w1').innerText(),
      (tile) => tile.includes('A1'),
    );

    await tell(
      on(2, '10:00'),
      caseEvent('hall.case.accepted', CASE, on(2, '10:00'), {
        kind: 'case',
        item: 'HZ-1',
        channel: 'window',
        unit: '户政审批科',
        hallId: 'H32',
        ticketId: 't1',
      }),
    );
    const id = (await desk.detail(CASE)).id;
    await Promise.all([
      list.goto(`${desk.running.url}/cases?hall=H32&state=all`),
      matter.goto(`${desk.running.url}/cases/${id}`),
    ]);
    await see({ slaStatus: '在期', left: '剩 5 个工作日', used: '0', cards: '红 0 黄 0', state: { open: '1' } });

    // a paper is missing: the days on which the clock stands still do not count
    await tell(
      on(3, '14:00'),
      caseEvent('hall.case.assigned', CASE, on(2, '15:00'), { unit: '户政审批科', officerId: 'o1' }),
      caseEvent('hall.case.paused', CASE, on(3, '11:00'), { reason: 'supplement' }),
    );
    const paused = await see({
      slaStatus: '在期',
      left: '剩 5 个工作日',
      used: '0',
      cards: '红 0 黄 0',
      state: { paused: '1' },
    });
    expect(paused.list.slaStatus).toContain('暂停');

    await tell(
      on(6, '17:30'),
      caseEvent('hall.case.resumed', CASE, on(5, '10:00'), { reason: 'supplement' }),
      caseEvent('hall.case.stage-entered', CASE, on(5, '11:00'), {
        stage: 'review',
        unit: '户政审批科',
        officerId: 'o1',
      }),
    );
    await see({
      slaStatus: '在期',
      left: '剩 4 个工作日',
      used: '1',
      cards: '红 0 黄 0',
      state: { paused: '0', open: '1' },
    });
    expect(await matter.getByTestId('pause').innerText()).toContain('2026-03-03 11:00 – 2026-03-05 10:00 补正材料');

    // its stage was allowed two working days
    await tell(on(10, '10:00'));
    const late = await see({
      slaStatus: '在期',
      left: /^剩 2\.\d 个工作日$/,
      used: /^2\.\d$/,
      cards: '红 0 黄 0',
      state: { 'stage-red': '1', yellow: '0' },
    });
    expect(late.matter.stages).toEqual(['review:red']);
    await cardAppears('stage-red');

    await tell(
      on(12, '09:30'),
      caseEvent('hall.case.stage-entered', CASE, on(10, '11:00'), {
        stage: 'decide',
        unit: '户政审批科',
        officerId: 'o1',
      }),
    );
    await see({
      slaStatus: '黄牌',
      left: /^剩 0\.9 个工作日$/,
      used: '4.1',
      cards: '红 0 黄 1',
      state: { yellow: '1', red: '0', 'stage-red': '0' },
    });
    await cardAppears('yellow');
    await expectAccessible(matter);

    await tell(on(13, '10:30'));
    await see({
      slaStatus: '红牌',
      left: '超 0.2 个工作日',
      used: '5.2',
      cards: '红 1 黄 0',
      state: { red: '1', yellow: '0' },
    });
    await cardAppears('red');
    await matter.getByTestId('card-red').getByTestId('card-ack').click();
    await until(
      () => matter.getByTestId('card-red').getAttribute('data-state'),
      (state) => state === 'acknowledged',
    );
    await expectAccessible(list);

    await tell(on(13, '16:00'), caseEvent('hall.case.closed', CASE, on(13, '15:00'), { result: 'granted' }));
    const over = await see({
      slaStatus: '超期办结',
      left: '用时 5.7 天',
      used: '5.7',
      cards: '红 0 黄 0',
      state: { closed: '1', red: '0', open: '0' },
    });
    expect(over.matter.left).toContain('−0.7');
    const path = await matter.getByTestId('path').innerText();
    for (const step of ['受理', '派件', '暂停 补正材料', '恢复', '进入环节 review', '进入环节 decide', '办结'])
      expect(path).toContain(step);
  });

  async function cardAppears(kind: string): Promise<void> {
    await until(
      () => desk.cards(`?state=all&kind=${kind}`),
      (cards) => cards.length === 1,
      60_000,
    );
    await matter.reload();
    await matter.getByTestId(`card-${kind}`).waitFor();
  }

  /** Reads the three screens anew until they show what is expected, and one and the same thing. */
  async function see(expected: {
    slaStatus: string;
    left: string | RegExp;
    used: string | RegExp;
    cards: string;
    state: Record<string, string>;
  }): Promise<Seen> {
    const fits = (text: string, wanted: string | RegExp) =>
      typeof wanted === 'string' ? text === wanted : wanted.test(text);
    // the pages are looked at once the server says so: looking is what takes long
    await until(
      () => counts(),
      (now) =>
        Object.entries(expected.state).every(([state, count]) => String(now[COUNT_OF[state] ?? 'total']) === count),
      60_000,
    );
    const seen = await until(
      () => read(Object.keys(expected.state)),
      ({ wall: cards, list: row, matter: one }) =>
        cards === expected.cards &&
        row.slaStatus.includes(expected.slaStatus) &&
        one.slaStatus.includes(expected.slaStatus) &&
        fits(row.left, expected.left) &&
        fits(one.sum, expected.used) &&
        Object.entries(expected.state).every(([state, count]) => row.states[state] === count),
    );
    // the explanation sums to the figure, and what is used and what is left make up the limit
    expect(seen.matter.sum).toBe(number(seen.matter.used));
    expect(Number(number(seen.matter.used)) + Number(number(seen.matter.left).replace('−', '-'))).toBeCloseTo(5, 0.5);
    if (!seen.list.left.startsWith('用时'))
      expect(number(seen.list.left)).toBe(number(seen.matter.left).replace('−', ''));
    const clock = await desk.clock(CASE);
    expect(clock.days.reduce((sum, day) => sum + day.counted, 0)).toBeCloseTo(clock.elapsed ?? NaN, 9);
    expect((clock.elapsed ?? NaN) + (clock.remaining ?? NaN)).toBeCloseTo(5, 9);
    return seen;
  }

  const counts = async () =>
    MatterSummaryBy.parse((await desk.call('/v1/matters/summary?by=hall&hall=H32')).body).total;

  async function read(states: readonly string[]): Promise<Seen> {
    await Promise.all([list.reload(), matter.reload(), wall.reload()]);
    await Promise.all([
      list.getByTestId(`case-${CASE}`).waitFor(),
      matter.getByTestId('explanation').waitFor(),
      wall.getByTestId('kpi-cards').waitFor(),
    ]);
    const row = list.getByTestId(`case-${CASE}`);
    const [cards, slaStatus, left, shown] = await Promise.all([
      wall
        .getByTestId('kpi-cards')
        .locator('dd')
        .innerText()
        .then((text) => text.replace(/\s+/g, ' ')),
      row.locator('td:has([data-sla-status])').innerText(),
      row.locator('td.num').first().innerText(),
      Promise.all(
        states.map(
          async (state) => [state, await list.getByTestId(`state-${state}`).locator('b').innerText()] as const,
        ),
      ),
    ]);
    const rows = await matter.locator('tr[data-testid^="stage-"]').all();
    const stages = await Promise.all(
      rows.map(
        async (one) =>
          `${((await one.getAttribute('data-testid')) ?? '').slice('stage-'.length)}:${(await one.getAttribute('data-card')) ?? ''}`,
      ),
    );
    const text = (testId: string) => matter.getByTestId(testId).innerText();
    return {
      wall: cards,
      list: { slaStatus, left, states: Object.fromEntries(shown) },
      matter: {
        slaStatus: await text('sla-status'),
        used: await matter.getByTestId('figure-elapsed').locator('dd').innerText(),
        left: `${(await text('figure-remaining')).includes('超期') ? '−' : ''}${await matter.getByTestId('figure-remaining').locator('dd').innerText()}`,
        sum: await text('explained-sum'),
        stages,
      },
    };
  }
});

const COUNT_OF: Readonly<Record<string, keyof MatterSummaryBy['total']>> = {
  open: 'open',
  closed: 'closed',
  paused: 'paused',
  yellow: 'yellow',
  red: 'red',
  'stage-red': 'stageRed',
};

/** `−0.2工作日` → `−0.2` */
const number = (text: string): string => /−?\d+(?:\.\d+)?/.exec(text)?.[0] ?? '';

const ticketEvent = (step: string, time: string, data: object, ticketId: string): Sent => ({
  id: `${ticketId}-${step}`,
  type: `hall.ticket.${step}`,
  time,
  data: { hallId: 'H32', ticketId, ...data },
});

function office(): OrganisationDoc {
  const doc = organisation(5);
  return OrganisationDoc.parse({
    ...doc,
    halls: doc.halls.map((hall) =>
      hall.code === 'H32'
        ? {
            ...hall,
            clock: 'feed',
            primarySource: 'tickets',
            hours: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:30' }],
          }
        : hall,
    ),
    officers: [
      {
        id: 'o1',
        name: '警员甲',
        hall: 'H32',
        homeBranch: 'household',
        skills: [{ branch: 'household', from: '2020-01-01' }],
      },
    ],
  });
}

async function expectAccessible(page: Page): Promise<void> {
  expect(await objections(page)).toEqual([]);
}
