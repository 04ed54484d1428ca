import type { Caller, MatterSummary, Round, RoundFigures, RoundFiguresAnswer } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { i18n } from '../../shared/i18n';
import { mounted, type Mounted } from '../../testing/mounted';
import { inSequence, phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import { NO_MATTERS } from '../desks/counts-sample';
import RoundPage from './RoundPage.vue';

const MANAGER: Caller = { kind: 'user', id: 'm', name: '主任', role: 'manager', halls: 'all' };
const AT = '2026-03-02T01:00:00.000Z';
const round = (given: Partial<Round> = {}): Round => ({
  id: 'r1',
  name: '春季检查',
  halls: [{ code: 'H1', name: '城东大厅' }],
  from: '2026-03-01',
  to: '2026-03-20',
  lines: [{ id: 'l1', area: '环境', question: '地面' }],
  state: 'open',
  revision: 4,
  madeBy: '主任',
  madeAt: AT,
  changedBy: '主任',
  changedAt: AT,
  ...given,
});
const of = (given: Partial<RoundFigures> = {}): RoundFigures => ({
  lines: 10,
  checked: 6,
  findings: 3,
  rectified: 2,
  onTime: 1,
  verified: 1,
  struckOff: 0,
  overdue: 1,
  ...given,
});
const figures = (given: Partial<RoundFiguresAnswer> = {}): RoundFiguresAnswer => ({
  round: 'r1',
  total: of(),
  halls: [
    { ...of(), hall: 'H1', name: '城东大厅' },
    { ...of({ findings: 0, rectified: 0 }), hall: 'H9', name: '城西大厅' },
    { ...of({ lines: 0, checked: 0 }), hall: null, name: null },
  ],
  areas: [
    { ...of(), area: '环境' },
    { ...of({ lines: 0, checked: 0 }), area: null },
  ],
  cells: [{ ...of(), hall: 'H1', area: '环境' }],
  ...given,
});
const finding: MatterSummary = {
  id: 'f1',
  caseId: 'DC1',
  source: 'r',
  title: '地面湿滑',
  kind: 'finding',
  item: null,
  hall: 'H1',
  unit: null,
  officerId: null,
  stage: null,
  acceptedAt: AT,
  dueAt: AT,
  closedAt: null,
  elapsedDays: 1,
  remainingDays: 2,
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
  faults: [],
  rating: null,
};

describe('the page of a round of inspections', () => {
  let server: Server;
  let now: Round;
  let told: () => unknown;
  let put: () => unknown;
  let found: MatterSummary[];
  beforeEach(() => {
    now = round();
    told = () => figures();
    put = () => now;
    found = [finding];
    server = serve({
      'GET /v1/rounds/r1': () => now,
      'GET /v1/rounds/r1/figures': () => told(),
      'PUT /v1/rounds/r1': () => put(),
      'GET /v1/matters': ({ query }) => ({ items: query.get('round') === 'r1' ? found : [], next: null }),
      'GET /v1/matters/summary': ({ query }) => ({ by: query.get('by'), total: NO_MATTERS, items: [] }),
      'GET /v1/halls': () => ({ items: [], next: null }),
    });
  });
  afterEach(() => {
    server.close();
    jest.restoreAllMocks();
    document.body.innerHTML = '';
    i18n.global.locale.value = 'zh-CN';
  });
  async function shown(caller: Caller = MANAGER): Promise<Mounted> {
    const all = await mounted(RoundPage, { id: 'r1' }, { caller });
    await flushPromises();
    await flushPromises();
    return all;
  }
  const sent = () => server.asked.filter(({ method }) => method === 'PUT').map(({ body }) => body);

  it('says how far it has come: of all lines, of what was found, and what is late', async () => {
    const { byTestId, page } = await shown();
    expect(byTestId('round').text()).toContain(
      `${phrase('roundState.open')} · ${phrase('rounds.days', { from: '2026-03-01', to: '2026-03-20' })}`,
    );
    expect(byTestId('figure-checked').text()).toContain('6 / 10');
    expect(byTestId('figure-rectified').text()).toContain('2 / 3');
    expect(byTestId('figure-onTime').text()).toContain('1 / 2');
    expect(byTestId('figure-overdue').classes()).toContain('bad');
    expect(page.text()).toContain('地面湿滑');
    told = () => figures({ total: of({ overdue: 0 }) });
    expect((await shown()).byTestId('figure-overdue').classes()).not.toContain('bad');
  });

  it('leads from a hall to its check list, where there is one for whoever looks', async () => {
    const { byTestId } = await shown();
    expect(byTestId('matrix-H1').get('a').attributes('href')).toContain('/rounds/r1');
    expect(byTestId('matrix-H9').find('a').exists()).toBe(false);
    expect(byTestId('unchecked').text().replace(/\s+/g, ' ')).toBe(
      `${phrase('rounds.unchecked', { n: 4 })} ${phrase('rounds.uncheckedAt', { hall: '城东大厅', n: 4 })}`,
    );
    expect(byTestId('unchecked').get('a').attributes('href')).toBe(byTestId('matrix-H1').get('a').attributes('href'));
    expect(byTestId('matrix-H1').text().replace(/\s+/g, ' ')).toMatch(
      inSequence('城东大厅', '6 / 10', phrase('rounds.cellFindings', { rectified: 2, findings: 3 })),
    );
    expect(byTestId('matrix-none').text()).toContain(phrase('rounds.noHall'));
    expect(byTestId('round-matrix').get('thead').text()).toContain(phrase('rounds.elsewhere'));
  });

  it('is ended after a second look alone, with what it was at', async () => {
    const { byTestId } = await shown();
    const sure = jest.spyOn(window, 'confirm').mockReturnValue(false);
    await byTestId('round-turn').trigger('click');
    await flushPromises();
    expect(sent()).toEqual([]);
    sure.mockReturnValue(true);
    await byTestId('round-turn').trigger('click');
    now = round({ state: 'ended', revision: 5 });
    await flushPromises();
    expect(sent()).toMatchObject([{ state: 'ended', revision: 4, name: '春季检查', halls: ['H1'] }]);
    expect(document.body.textContent).toContain(phrase('rounds.ended'));
    expect(byTestId('round-turn').text()).toBe(phrase('rounds.reopen'));
    sure.mockClear();
    await byTestId('round-turn').trigger('click');
    await flushPromises();
    expect([sure.mock.calls.length, sent()[1]]).toEqual([0, expect.objectContaining({ state: 'open', revision: 5 })]);
  });

  it('is changed by those who lead, from what it was when the change was begun', async () => {
    const all = await shown();
    await all.byTestId('round-edit').trigger('click');
    expect(all.byTestId('round-turn').exists()).toBe(false);
    // somebody else is faster: it is the server that says so
    now = round({ revision: 9 });
    await all.client.invalidateQueries({ queryKey: ['round'] });
    await flushPromises();
    await all.page.get('form').trigger('submit');
    await flushPromises();
    expect(sent()).toMatchObject([{ revision: 4, state: 'open' }]);
    const reader = await shown({ ...MANAGER, role: 'supervisor', halls: ['H1'] });
    expect([reader.byTestId('round-edit').exists(), reader.byTestId('round-turn').exists()]).toEqual([false, false]);
  });

  it('says that nothing was found', async () => {
    found = [];
    expect((await shown()).page.text()).toContain(phrase('rounds.noFindings'));
  });

  it('says why it is not there, and tries again when asked to', async () => {
    told = () => refusal(503, 'unavailable');
    i18n.global.locale.value = 'en';
    const { page, byTestId } = await shown();
    expect(page.text()).toContain('The inspections could not be fetched');
    told = () => figures();
    await page.get('.btn').trigger('click');
    await flushPromises();
    expect(byTestId('round-matrix').exists()).toBe(true);
  });
});
