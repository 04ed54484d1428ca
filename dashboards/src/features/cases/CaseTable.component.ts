import type { Caller, MatterDetail, MatterSummary } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { computed } from 'vue';
import { mounted } from '../../testing/mounted';
import { anyPhrase, inSequence, phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import CaseTable from './CaseTable.vue';

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

const LISTED = {
  sort: { order: 'due', reversed: false },
  pages: { cursor: computed(() => null), number: computed(() => 1), forth: jest.fn(), back: jest.fn() },
  next: null,
  chosen: [],
};

describe('a row of the list of matters', () => {
  let server: Server;
  let asked = 0;
  beforeEach(() => {
    asked = 0;
    server = serve({
      'GET /v1/matters/names': () => {
        asked += 1;
        return {
          items: [
            { by: 'item', key: 'HZ-0101', name: '出生登记' },
            { by: 'unit', key: 'u1', name: '户政审批科' },
          ],
        };
      },
    });
  });
  afterEach(() => {
    server.close();
  });
  it('opens its matter wherever it is clicked but on what does something of its own', async () => {
    const { page, router } = await mounted(CaseTable, { ...LISTED, matters: [matter('a')] });
    await flushPromises();
    await page.get('[data-testid="choose-a"]').trigger('click');
    await flushPromises();
    expect(router.currentRoute.value.path).toBe('/');
    await page.get('[data-testid="case-a"] td.col-due').trigger('click');
    await flushPromises();
    expect(router.currentRoute.value.path).toBe('/cases/a');
  });

  it('stays where it is while words of it are marked', async () => {
    const { page, router } = await mounted(CaseTable, { ...LISTED, matters: [matter('a')] });
    const marked = jest.spyOn(window, 'getSelection').mockReturnValue({ isCollapsed: false } as Selection);
    await page.get('[data-testid="case-a"] td.col-due').trigger('click');
    await flushPromises();
    marked.mockRestore();
    expect(router.currentRoute.value.path).toBe('/');
  });

  it('is red while its card is, and not after an appeal has taken it away', async () => {
    const late = { overdue: true, remainingDays: -2.7 };
    const red = matter('red', { ...late, card: 'red' });
    const { page } = await mounted(CaseTable, { ...LISTED, matters: [red, matter('withdrawn', late)] });
    const isLate = (id: string) => page.get(`[data-testid="case-${id}"] .col-remaining`).classes('bad');
    expect([isLate('red'), isLate('withdrawn')]).toEqual([true, false]);
  });

  const leftOf = async (over: Partial<MatterSummary>) => {
    const { page } = await mounted(CaseTable, { ...LISTED, matters: [matter('a', over)] });
    const cell = page.get('[data-testid="case-a"] td.col-remaining');
    return [cell.text(), cell.classes('bad')];
  };

  it.each([
    [{}, [phrase('cases.left', { n: 3 }), false]],
    [{ limitUnit: 'working-days' }, [phrase('cases.leftWorking', { n: 3 }), false]],
    [{ limitUnit: 'calendar-days' }, [phrase('cases.leftCalendar', { n: 3 }), false]],
    [{ remainingDays: -1.5, overdue: true, card: 'red' }, [phrase('cases.over', { n: '1.5' }), true]],
    // past its time since, but what came after did not count
    [{ remainingDays: 0, overdue: true, card: 'red' }, [phrase('cases.late'), true]],
    [{ remainingDays: null, dueAt: null }, ['–', false]],
    [{ closedAt: '2026-03-05T02:00:00.000Z', overdue: true }, [phrase('cases.used', { n: 2 }), false]],
    [{ closedAt: '2026-03-05T02:00:00.000Z', elapsedDays: 0 }, [phrase('cases.usedLittle'), false]],
    // an appeal has taken its red card away, and with it its place in the count
    [{ remainingDays: -2.7, overdue: true, limitUnit: 'calendar-days' }, [phrase('cases.notCounted'), false]],
    [{ closedAt: '2026-03-05T02:00:00.000Z', elapsedDays: null }, ['–', false]],
  ] as [Partial<MatterSummary>, unknown[]][])('says of %j what is left', async (over, expected) => {
    const [text, late] = await leftOf(over);
    expect([String(text).replace(/[—-]/, '–'), late]).toEqual(expected);
  });

  it('shows no column in which nothing stands', async () => {
    const one = matter('a', { item: null });
    const heads = async (props: object) =>
      (await mounted(CaseTable, { ...LISTED, matters: [one], ...props })).page
        .findAll('thead th')
        .map((head) => head.text());
    const both = [phrase('cases.column.item'), phrase('cases.column.stage')];
    const bare = await heads({});
    expect(both.filter((name) => bare.includes(name))).toEqual([]);
    expect((await heads({ matters: [one, matter('b', { stage: 's' })] })).join()).toMatch(
      inSequence(phrase('cases.column.item'), phrase('cases.column.stage')),
    );
  });

  it('calls things by their names, shows no code of an item until they are there, and asks once for all tables', async () => {
    const one = await mounted(CaseTable, { ...LISTED, matters: [matter('a', { officerId: 'o7' })] });
    expect(one.page.text()).not.toContain('HZ-0101');
    await flushPromises();
    await flushPromises();
    expect(one.page.text()).toContain('出生登记');
    expect(one.page.text()).toContain('户政审批科');
    expect(one.page.text()).toContain('o7');
    expect(asked).toBe(1);
  });

  it('shows at once what a source calls a unit by a word', async () => {
    const { page } = await mounted(CaseTable, { ...LISTED, matters: [matter('a', { unit: '治安审批科' })] });
    expect(page.get('[data-testid="case-a"] td.col-unit').text()).toContain('治安审批科');
  });

  it('marks the code of an item that nobody has a name for', async () => {
    const { page } = await mounted(CaseTable, { ...LISTED, matters: [matter('a'), matter('b', { item: 'X-9' })] });
    expect(page.findAll('[data-testid="as-sent"]')).toEqual([]);
    await flushPromises();
    await flushPromises();
    expect(page.findAll('[data-testid="as-sent"]').map((one) => one.text())).toEqual(['X-9']);
  });

  it('shows the number a source gave to a matter with a title, not the hash of one entered here', async () => {
    const of = async (caseId: string) =>
      (await mounted(CaseTable, { ...LISTED, matters: [matter(caseId, { title: '一米线磨损' })] })).page
        .get('th[scope="row"]')
        .text();
    expect(await of('YC20261102040')).toContain('YC20261102040');
    expect(await of('desk-298b985310e9')).not.toContain('desk-');
  });

  it('calls a bad rating by its stars, what was said and the window, not by a number of a machine', async () => {
    const rating = { stars: 1, tags: ['办理时间长'], ticketId: 'A1', windowId: 'H42-W22', excluded: false };
    const of = (windowNumber: string | null) =>
      matter('rating-1', { kind: 'bad-rating', rating: { ...rating, windowNumber } });
    const { page } = await mounted(CaseTable, { ...LISTED, matters: [of('22')] });
    expect(page.get('a').text()).toBe(
      `${phrase('matter.rated', { n: 1 })} · 办理时间长 · ${phrase('window.name', { number: 22 })}`,
    );
    expect(page.get('a').attributes('title')).toBe('rating-1');
    const unknown = await mounted(CaseTable, { ...LISTED, matters: [of(null)] });
    expect(unknown.page.get('a').text()).toBe(
      `${phrase('matter.rated', { n: 1 })} · 办理时间长 · ${phrase('cases.atWindow', { window: 'H42-W22' })}`,
    );
  });

  it('does not repeat a kind that the page says, nor keep a column of items for none', async () => {
    const bare = { item: null, nature: 'help' } as const;
    const { page } = await mounted(CaseTable, { ...LISTED, matters: [matter('a', bare)], oneKind: true });
    expect(page.get('th[scope="row"] .dim').text()).toBe(phrase('matterNature.help'));
    const heads = (of: typeof page) => of.findAll('thead th').map((head) => head.text());
    expect(heads(page)).not.toContain(phrase('cases.column.item'));
    const items = await mounted(CaseTable, { ...LISTED, matters: [matter('a', bare), matter('b')] });
    expect(heads(items.page)).toContain(phrase('cases.column.item'));
  });

  it('leads to the matter', async () => {
    const { page } = await mounted(CaseTable, { ...LISTED, matters: [matter('YJ/1')] });
    expect(page.get('a').attributes('href')).toBe('/cases/YJ%2F1');
  });
});

describe('its heads and ticks', () => {
  let server: Server;
  beforeEach(() => {
    server = serve({ 'GET /v1/matters/names': () => ({ items: [] }) });
  });
  afterEach(() => {
    server.close();
  });
  const opened = () =>
    mounted(CaseTable, { ...LISTED, matters: ['c0', 'c1'].map((id) => matter(id, { officerId: 'o3' })) });

  it('is sorted by its heads, which say how it is', async () => {
    const { page } = await opened();
    const sorted = () =>
      page
        .findAll('[aria-sort]:not([aria-sort="none"])')
        .map((head) => [head.classes()[0], head.attributes('aria-sort')]);
    expect(sorted()).toEqual([['col-due', 'ascending']]);
    await page.get('[data-testid="sort-unit"]').trigger('click');
    await page.get('[data-testid="sort-accepted"]').trigger('click');
    expect(page.emitted('sort')).toEqual([['unit'], ['newest']]);
    await page.setProps({ sort: { order: 'newest', reversed: false } });
    expect(sorted()).toEqual([['col-accepted', 'descending']]);
  });

  it('keeps what was ticked on the page before', async () => {
    const { page } = await opened();
    await page.get('[data-testid="choose-c1"]').setValue(true);
    await page.setProps({ chosen: ['c1'], matters: [matter('d0'), matter('d1')] });
    await page.get('[data-testid="choose-all"]').trigger('change');
    expect(page.emitted('update:chosen')?.at(-1)).toEqual([['c1', 'd0', 'd1']]);
  });
});

describe('giving a matter that needs somebody to one of those who could take it', () => {
  const CHIEF: Caller = { kind: 'user', id: 'u', name: '李', role: 'supervisor', halls: ['H32'] };
  const detail = (over: Partial<MatterDetail>): MatterDetail => ({
    ...matter('a'),
    channel: 'window',
    acceptingHall: null,
    halls: [],
    applicantType: null,
    enterpriseRef: null,
    ticketId: null,
    result: null,
    deliveredAt: null,
    reopened: 0,
    supplements: 0,
    path: [],
    step: 'open',
    revision: '0'.repeat(16),
    may: ['assign'],
    urged: 0,
    verifiedAt: null,
    struckOffAt: null,
    excluded: null,
    about: null,
    stages: [],
    package: null,
    cards: [],
    faultDetails: [],
    ...over,
  });
  let server: Server;
  let now: MatterDetail;
  beforeEach(() => {
    now = detail({});
    server = serve({
      'GET /v1/matters/names': () => ({ items: [] }),
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
        id: 'a',
        act: 'assign',
        eventId: 'e',
        at: '2026-03-02T02:00:00.000Z',
        by: '李',
        step: 'open',
        revision: '1'.repeat(16),
        repeated: false,
      }),
    });
  });
  afterEach(() => {
    server.close();
  });
  const rows = [matter('a'), matter('b', { officerId: 'o3' }), matter('c', { officerId: 'o3', unattended: true })];
  const shown = async (caller: Caller) => {
    const table = await mounted(CaseTable, { ...LISTED, matters: rows }, { caller });
    for (let turn = 0; turn < 4; turn++) await flushPromises();
    return table;
  };
  const sent = () => server.asked.filter(({ path }) => path.endsWith('/acts')).map(({ body }) => body);

  it('takes one tap, and says so until the list follows', async () => {
    const { page } = await shown(CHIEF);
    const asked = server.asked.find(({ path }) => path.endsWith('/candidates'));
    expect(asked?.body).toEqual({ ids: ['a', 'c'] });
    const buttons = page.findAll('[data-testid="give"]');
    expect(buttons.map((one) => one.text())).toEqual(
      Array(2).fill(`${phrase('acts.give', { name: '王明' })} ${phrase('acts.giveHow', { n: 2 })}`),
    );
    await buttons[0]?.trigger('click');
    for (let turn = 0; turn < 6; turn++) await flushPromises();
    expect(sent()).toEqual([
      { key: expect.any(String) as string, act: 'assign', officerId: 'o1', revision: '0'.repeat(16) },
    ]);
    expect(page.get('[data-testid="case-a"]').text()).toContain(phrase('acts.given', { name: '王明' }));
    expect(page.emitted('given')).toHaveLength(1);
  });

  it('is not done when somebody else has given it meanwhile', async () => {
    const { page } = await shown(CHIEF);
    now = detail({ officerId: 'o9' });
    await page.get('[data-testid="give"]').trigger('click');
    for (let turn = 0; turn < 6; turn++) await flushPromises();
    expect(sent()).toEqual([]);
    expect(page.get('[data-testid="case-a"]').text()).not.toMatch(anyPhrase('acts.given'));
  });

  it('is not offered to whoever gives nothing', async () => {
    const { page } = await shown({ ...CHIEF, role: 'officer', officerId: 'o3' });
    expect(page.findAll('[data-testid="give"]')).toEqual([]);
    expect(server.asked.filter(({ path }) => path.endsWith('/candidates'))).toEqual([]);
  });
});
