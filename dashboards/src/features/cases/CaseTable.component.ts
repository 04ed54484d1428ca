import type { Caller, MatterDetail, MatterSummary } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { serve, type Server } from '../../testing/server';
import CaseTable from './CaseTable.vue';

const NONE = { total: 0, open: 0, closed: 0, overdue: 0, yellow: 0, red: 0, stageYellow: 0, stageRed: 0 };
const counts = (by: string | null, names: Record<string, string> = {}) => {
  const zero = { ...NONE, paused: 0, unattended: 0, provisional: 0, faulty: 0, atRisk: 0 };
  return { by, total: zero, items: Object.entries(names).map(([key, name]) => ({ ...zero, key, name })) };
};
const matter = (caseId: string, over: Partial<MatterSummary> = {}): MatterSummary => ({
  id: caseId,
  caseId,
  source: 'cases',
  title: null,
  kind: 'case',
  item: 'HZ-0101',
  hall: 'H32',
  unit: 'u1',
  officerId: null,
  stage: null,
  acceptedAt: '2026-03-02T02:00:00.000Z',
  dueAt: '2026-03-09T09:00:00.000Z',
  closedAt: null,
  elapsedDays: 2,
  remainingDays: 3,
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
  ...over,
});

describe('a row of the list of matters', () => {
  let server: Server;
  let asked = 0;
  beforeEach(() => {
    asked = 0;
    server = serve({
      'GET /v1/matters/summary': ({ query }) => {
        asked += 1;
        const by = query.get('by');
        return counts(by, by === 'item' ? { 'HZ-0101': '出生登记' } : by === 'unit' ? { u1: '户政审批科' } : {});
      },
    });
  });
  afterEach(() => {
    server.close();
  });
  const leftOf = async (over: Partial<MatterSummary>) => {
    const { page } = await mounted(CaseTable, { matters: [matter('a', over)] });
    const cell = page.get('[data-testid="case-a"] td.num');
    return [cell.text(), cell.classes('late')];
  };

  it.each([
    [{}, ['剩 3 天', false]],
    [{ remainingDays: -1.5, overdue: true, card: 'red' }, ['超 1.5 天', true]],
    // past its time since, but what came after did not count
    [{ remainingDays: 0, overdue: true, card: 'red' }, ['超期', true]],
    [{ remainingDays: null, dueAt: null }, ['–', false]],
    [{ closedAt: '2026-03-05T02:00:00.000Z', overdue: true }, ['用时 2 天', false]],
    [{ closedAt: '2026-03-05T02:00:00.000Z', elapsedDays: null }, ['–', false]],
  ] as [Partial<MatterSummary>, unknown[]][])('says of %j what is left', async (over, expected) => {
    const [text, late] = await leftOf(over);
    expect([String(text).replace(/[—-]/, '–'), late]).toEqual(expected);
  });

  it('calls things by their names once they are known, by their codes until then, and asks once for all tables', async () => {
    const one = await mounted(CaseTable, { matters: [matter('a', { officerId: 'o7' })] });
    expect(one.page.text()).toContain('HZ-0101');
    await flushPromises();
    await flushPromises();
    expect(one.page.text()).toContain('出生登记');
    expect(one.page.text()).toContain('户政审批科');
    expect(one.page.text()).toContain('o7');
    expect(asked).toBe(6);
  });

  it('marks the code of an item that nobody has a name for', async () => {
    const { page } = await mounted(CaseTable, { matters: [matter('a'), matter('b', { item: 'X-9' })] });
    expect(page.findAll('[data-testid="as-sent"]')).toEqual([]);
    await flushPromises();
    await flushPromises();
    expect(page.findAll('[data-testid="as-sent"]').map((one) => one.text())).toEqual(['X-9']);
  });

  it('leads to the matter', async () => {
    const { page } = await mounted(CaseTable, { matters: [matter('YJ/1')] });
    expect(page.get('a').attributes('href')).toBe('/cases/YJ%2F1');
  });
});

describe('giving a matter that needs somebody to one of those who could take it', () => {
  const CHIEF: Caller = { kind: 'user', id: 'u', name: '李', role: 'supervisor', halls: ['H32'] };
  const detail = (over: Partial<MatterDetail>): MatterDetail => ({
    ...matter('a'),
    ...{ channel: 'window', acceptingHall: null, halls: [], applicantType: null, enterpriseRef: null, ticketId: null },
    ...{
      result: null,
      deliveredAt: null,
      reopened: 0,
      supplements: 0,
      path: [],
      step: 'open',
      revision: '0'.repeat(16),
    },
    ...{ may: ['assign'], urged: 0, verifiedAt: null, struckOffAt: null, excluded: null, about: null, stages: [] },
    ...{ package: null, cards: [], faultDetails: [] },
    ...over,
  });
  let server: Server;
  let now: MatterDetail;
  beforeEach(() => {
    now = detail({});
    server = serve({
      'GET /v1/matters/summary': ({ query }) => counts(query.get('by')),
      'POST /v1/matters/candidates': ({ body }) => ({
        items: (body as { ids: string[] }).ids.map((id) => ({
          id,
          candidates: [
            { officerId: 'o1', name: '王明', open: 2 },
            { officerId: 'o2', name: '李红', open: 5 },
          ],
        })),
      }),
      'GET /v1/matters/a': () => now,
      'POST /v1/matters/a/acts': () => ({
        ...{ id: 'a', act: 'assign', eventId: 'e', at: '2026-03-02T02:00:00.000Z', by: '李', step: 'open' },
        ...{ revision: '1'.repeat(16), repeated: false },
      }),
    });
  });
  afterEach(() => {
    server.close();
  });
  const rows = [matter('a'), matter('b', { officerId: 'o3' }), matter('c', { officerId: 'o3', unattended: true })];
  const shown = async (caller: Caller) => {
    const table = await mounted(CaseTable, { matters: rows }, { caller });
    for (let turn = 0; turn < 4; turn++) await flushPromises();
    return table;
  };
  const sent = () => server.asked.filter(({ path }) => path.endsWith('/acts')).map(({ body }) => body);

  it('takes one tap, and says so until the list follows', async () => {
    const { page } = await shown(CHIEF);
    const asked = server.asked.find(({ path }) => path.endsWith('/candidates'));
    expect(asked?.body).toEqual({ ids: ['a', 'c'] });
    const buttons = page.findAll('[data-testid="give"]');
    expect(buttons.map((one) => one.text())).toEqual(Array(2).fill('派给 王明 在办 2 件'));
    await buttons[0]?.trigger('click');
    for (let turn = 0; turn < 6; turn++) await flushPromises();
    expect(sent()).toEqual([
      { key: expect.any(String) as string, act: 'assign', officerId: 'o1', revision: '0'.repeat(16) },
    ]);
    expect(page.get('[data-testid="case-a"]').text()).toContain('已派给 王明');
    expect(page.emitted('given')).toHaveLength(1);
  });

  it('is not done when somebody else has given it meanwhile', async () => {
    const { page } = await shown(CHIEF);
    now = detail({ officerId: 'o9' });
    await page.get('[data-testid="give"]').trigger('click');
    for (let turn = 0; turn < 6; turn++) await flushPromises();
    expect(sent()).toEqual([]);
    expect(page.get('[data-testid="case-a"]').text()).not.toContain('已派给');
  });

  it('is not offered to whoever gives nothing', async () => {
    const { page } = await shown({ ...CHIEF, role: 'officer', officerId: 'o3' });
    expect(page.findAll('[data-testid="give"]')).toEqual([]);
    expect(server.asked.filter(({ path }) => path.endsWith('/candidates'))).toEqual([]);
  });
});
