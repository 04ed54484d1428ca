import type { Caller, MatterCard, MatterSummary, MyWarnings, Warning } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { anyPhrase, phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import MyPage from './MyPage.vue';

const officer: Caller = { kind: 'user', id: 'u', name: '王芳', role: 'officer', halls: ['H1'], officerId: 'o1' };
const AT = '2026-03-09T02:00:00.000Z';
const warning = (id: string, over: Partial<Warning> = {}): Warning => ({
  id,
  rule: 'window-idle',
  ruleVersion: 1,
  hall: 'H1',
  scope: { kind: 'window', code: 'w1' },
  severity: 'yellow',
  condition: 'firing',
  handling: 'new',
  message: `${id} 空闲`,
  value: 12,
  threshold: 10,
  unit: 'min',
  since: AT,
  firedAt: AT,
  clearedAt: null,
  timeline: [],
  ...over,
});
const seat: MyWarnings['seat'] = {
  hall: 'H1',
  hallName: '大厅',
  timeZone: 'Asia/Shanghai',
  now: AT,
  windowId: 'w1',
  number: '03',
  state: 'idle',
  loadMin: null,
  level: 'normal',
  next: null,
  absence: null,
  nextAbsence: null,
  silent: false,
  queues: [
    { code: 'a', name: '户政', waiting: 4, longestWaitSec: 720 },
    { code: 'b', name: '交管', waiting: 0, longestWaitSec: null },
  ],
};
const matter = (id: string, dueAt: string | null): MatterSummary => ({
  id,
  caseId: `C-${id}`,
  source: 'cases',
  title: null,
  kind: 'case',
  item: null,
  hall: null,
  unit: null,
  officerId: 'o1',
  stage: null,
  acceptedAt: null,
  dueAt,
  closedAt: null,
  elapsedDays: null,
  remainingDays: null,
  card: 'none',
  overdue: false,
  provisional: false,
  paused: false,
  unattended: false,
  stageCard: 'none',
  stageDueAt: null,
  packageId: null,
  parentId: null,
  predictedOverdue: null,
  rating: null,
  faults: [],
});
const card: MatterCard = {
  id: 'k1',
  matterId: 'm1',
  caseId: 'C-m1',
  source: 'cases',
  kind: 'yellow',
  state: 'issued',
  reading: AT,
  issuedAt: AT,
  hall: null,
  unit: null,
  officerId: 'o1',
  note: null,
  handledBy: null,
  handledAt: null,
  stage: null,
  appeal: 'none',
  steps: [],
};

describe('the page of an officer', () => {
  let server: Server;
  let mine: MyWarnings;
  let cards: () => unknown;
  let matters: MatterSummary[];
  let names: () => unknown;
  beforeEach(() => {
    names = () => refusal(503, 'unavailable');
    mine = { officerId: 'o1', seat, own: [], around: [] };
    cards = () => ({ items: [card], next: null });
    matters = [];
    const none = () => ({ items: [], next: null });
    server = serve({
      'GET /v1/me/warnings': () => mine,
      'GET /v1/cards': () => cards(),
      'GET /v1/matters': () => ({ items: matters, next: null }),
      'GET /v1/matters/names': () => names(),
      'GET /v1/me/plan': none,
      'GET /v1/me/orders': none,
      'POST /v1/warnings/a/ack': () => ({}),
      'POST /v1/cards/k1/explain': () => card,
    });
  });
  afterEach(() => {
    server.close();
  });
  const shown = async (caller = officer) => {
    const all = await mounted(MyPage, {}, { caller });
    for (let i = 0; i < 20; i++) await flushPromises();
    return all;
  };

  it('names the clock of the hall where the device keeps another', async () => {
    mine = { ...mine, seat: { ...seat, timeZone: 'Asia/Kathmandu' } };
    const { page, byTestId } = await shown();
    expect(byTestId('zone').text()).toBe(phrase('me.zone', { zone: 'UTC+5:45' }));
    page.unmount();
  });

  it('begins with the matter that falls due first', async () => {
    matters = [
      matter('late', null),
      matter('next', '2026-03-10T02:00:00.000Z'),
      matter('then', '2026-03-12T02:00:00.000Z'),
    ];
    const { page, byTestId } = await shown();
    expect(byTestId('most-urgent').get('a').attributes('href')).toBe('/cases/next');
    // the due time first: days of two kinds would seem out of order
    expect(byTestId('most-urgent').text()).toContain(phrase('me.dueOn.tomorrow', { time: '10:00' }));
    page.unmount();
  });

  it('tells what is due today by the hours that are left', async () => {
    matters = [{ ...matter('now', '2026-03-09T09:15:00.000Z'), remainingDays: 0.8, limitUnit: 'working-days' }];
    const { page, byTestId } = await shown();
    expect(byTestId('most-urgent').text()).toContain(
      `${phrase('me.dueOn.today', { time: '17:15' })}，${phrase('me.leftHours', { n: 7 })}`,
    );
    expect(byTestId('matter-now').get('b').text()).toBe(phrase('me.dueOn.today', { time: '17:15' }));
    expect(byTestId('matter-now').get('[data-testid="matter-left"]').text()).toBe(phrase('me.leftHours', { n: 7 }));
    expect(byTestId('matter-now').get('b').classes()).toContain('yellow');
    expect(byTestId('matter-now').get('a').text()).toBe(phrase('me.open'));
    page.unmount();
  });

  it('says of each queue how many wait, and for how long where that is known', async () => {
    const { page, byTestId } = await shown();
    expect(byTestId('seat').text()).toContain('03');
    const lines =
      page
        .findAll('section')[0]
        ?.findAll('p.meta')
        .map((one) => one.text()) ?? [];
    expect(lines.find((line) => line.includes('户政'))).toContain('12');
    expect(lines.find((line) => line.includes('交管'))).not.toMatch(anyPhrase('me.queueLine'));
    page.unmount();
  });

  it('names the ticket that is being served', async () => {
    mine = { ...mine, seat: { ...seat, state: 'serving', ticket: 'A092' } };
    const { page } = await shown();
    expect(page.findAll('section')[0]?.text()).toContain(`${phrase('windowState.serving')} A092`);
    page.unmount();
  });

  it('lets the officer acknowledge warnings of the own window, and only know of those around it', async () => {
    mine = {
      ...mine,
      own: [warning('a'), warning('b', { handling: 'acknowledged', acknowledgedBy: '李强' })],
      around: [
        warning('q', { scope: { kind: 'queue', code: 'a' }, severity: 'red' }),
        warning('r', { scope: { kind: 'queue', code: 'a' } }),
      ],
    };
    const { page, byTestId } = await shown();
    expect(byTestId('my-warning-a').find('button').exists()).toBe(true);
    expect(byTestId('my-warning-b').find('button').exists()).toBe(false);
    // what one queue sets off is said once
    expect(page.findAll('[data-testid="my-around"]').map((one) => one.find('button').exists())).toEqual([false]);
    await byTestId('my-warning-ack').trigger('click');
    await flushPromises();
    expect(server.asked.map(({ path }) => path).filter((path) => path.endsWith('/ack'))).toEqual([
      '/v1/warnings/a/ack',
    ]);
    page.unmount();
  });

  it('says why a window with much to do has no warning of its own beside that of its queue', async () => {
    const first = await shown();
    expect(first.page.findAll('section')[0]?.text()).toContain(phrase('me.ownNone'));
    expect(first.page.findAll('section')[0]?.text()).not.toContain(phrase('me.ownInQueue'));
    first.page.unmount();
    mine = { ...mine, around: [warning('q', { rule: 'queue-longest-wait', scope: { kind: 'queue', code: 'a' } })] };
    const { page } = await shown();
    expect(page.findAll('section')[0]?.text()).toContain(phrase('me.ownInQueue'));
    page.unmount();
  });

  it('calls matters and cards by the title of the matter, where it has one', async () => {
    matters = [{ ...matter('m1', null), title: '一米线磨损' }, matter('m2', null)];
    const { page, byTestId } = await shown();
    expect(byTestId('card-k1').text()).toContain('一米线磨损');
    expect(byTestId('card-k1').text()).not.toContain('C-m1');
    expect(byTestId('matter-m1').text()).toContain('一米线磨损');
    expect(byTestId('matter-m2').text()).toContain('C-m2');
    page.unmount();
  });

  it('leaves out the name of an item until it is there', async () => {
    names = () => new Promise(() => undefined);
    matters = [{ ...matter('m', null), item: 'HZ-1', stage: 'S-1' }];
    const { page, byTestId } = await shown();
    expect(byTestId('matter-m').text()).not.toMatch(/·|环节|…/);
    page.unmount();
  });

  it('shows the rest of the page where one part of it could not be had', async () => {
    cards = () => refusal(503, 'unavailable');
    const { page, byTestId } = await shown();
    expect(byTestId('seat').exists()).toBe(true);
    expect(page.findAll('section')[1]?.find('button').exists()).toBe(true);
    page.unmount();
  });

  it('says to whoever is no officer that no window is theirs', async () => {
    mine = { ...mine, officerId: null, seat: null };
    const { officerId: _, ...unit } = { ...officer, role: 'unit' as const };
    const { page, byTestId } = await shown(unit);
    expect(byTestId('seat').exists()).toBe(false);
    // plans and orders are told to officers alone
    expect(server.asked.some(({ path }) => path === '/v1/me/plan')).toBe(false);
    page.unmount();
  });
});
