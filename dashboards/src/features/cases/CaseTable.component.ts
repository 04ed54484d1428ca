import type { Caller, MatterDetail, MatterSummary } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { anyPhrase, inSequence, phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import CaseTable from './CaseTable.vue';
import type { Sort } from './sort';

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
    const { page, router } = await mounted(CaseTable, { matters: [matter('a')] });
    await flushPromises();
    await page.get('[data-testid="choose-a"]').trigger('click');
    await flushPromises();
    expect(router.currentRoute.value.path).toBe('/');
    await page.get('[data-testid="case-a"] td.due').trigger('click');
    await flushPromises();
    expect(router.currentRoute.value.path).toBe('/cases/a');
  });

  it('stays where it is while words of it are marked', async () => {
    const { page, router } = await mounted(CaseTable, { matters: [matter('a')] });
    const marked = jest.spyOn(window, 'getSelection').mockReturnValue({ isCollapsed: false } as Selection);
    await page.get('[data-testid="case-a"] td.due').trigger('click');
    await flushPromises();
    marked.mockRestore();
    expect(router.currentRoute.value.path).toBe('/');
  });

  it('is red while its card is, and not after an appeal has taken it away', async () => {
    const late = { overdue: true, remainingDays: -2.7 };
    const red = matter('red', { ...late, card: 'red' });
    const { page } = await mounted(CaseTable, { matters: [red, matter('withdrawn', late)] });
    const isLate = (id: string) => page.get(`[data-testid="case-${id}"] .remaining`).classes('late');
    expect([isLate('red'), isLate('withdrawn')]).toEqual([true, false]);
  });

  const leftOf = async (over: Partial<MatterSummary>) => {
    const { page } = await mounted(CaseTable, { matters: [matter('a', over)] });
    const cell = page.get('[data-testid="case-a"] td.num');
    return [cell.text(), cell.classes('late')];
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

  it('shows no column in which nothing stands, of a list that is there as a whole', async () => {
    const one = matter('a', { item: null });
    const heads = async (props: object) =>
      (await mounted(CaseTable, { matters: [one], ...props })).page.findAll('thead th').map((head) => head.text());
    const both = [phrase('cases.column.item'), phrase('cases.column.stage')];
    const bare = await heads({});
    expect(both.filter((name) => bare.includes(name))).toEqual([]);
    expect((await heads({ total: 500 })).join()).toMatch(
      inSequence(phrase('cases.column.item'), phrase('cases.column.stage')),
    );
    expect((await heads({ matters: [one, matter('b', { stage: 's' })] })).join()).toMatch(
      inSequence(phrase('cases.column.item'), phrase('cases.column.stage')),
    );
  });

  it('calls things by their names, shows no code of an item until they are there, and asks once for all tables', async () => {
    const one = await mounted(CaseTable, { matters: [matter('a', { officerId: 'o7' })] });
    expect(one.page.text()).not.toContain('HZ-0101');
    await flushPromises();
    await flushPromises();
    expect(one.page.text()).toContain('出生登记');
    expect(one.page.text()).toContain('户政审批科');
    expect(one.page.text()).toContain('o7');
    expect(asked).toBe(1);
  });

  it('shows at once what a source calls a unit by a word', async () => {
    const { page } = await mounted(CaseTable, { matters: [matter('a', { unit: '治安审批科' })] });
    expect(page.get('[data-testid="case-a"] td.unit').text()).toContain('治安审批科');
  });

  it('marks the code of an item that nobody has a name for', async () => {
    const { page } = await mounted(CaseTable, { matters: [matter('a'), matter('b', { item: 'X-9' })] });
    expect(page.findAll('[data-testid="as-sent"]')).toEqual([]);
    await flushPromises();
    await flushPromises();
    expect(page.findAll('[data-testid="as-sent"]').map((one) => one.text())).toEqual(['X-9']);
  });

  it('shows the number a source gave to a matter with a title, not the hash of one entered here', async () => {
    const of = async (caseId: string) =>
      (await mounted(CaseTable, { matters: [matter(caseId, { title: '一米线磨损' })] })).page
        .get('th[scope="row"]')
        .text();
    expect(await of('YC20261102040')).toContain('YC20261102040');
    expect(await of('desk-298b985310e9')).not.toContain('desk-');
  });

  it('calls a bad rating by its stars, what was said and the window, not by a number of a machine', async () => {
    const rating = { stars: 1, tags: ['办理时间长'], ticketId: 'A1', windowId: 'H42-W22', excluded: false };
    const of = (windowNumber: string | null) =>
      matter('rating-1', { kind: 'bad-rating', rating: { ...rating, windowNumber } });
    const { page } = await mounted(CaseTable, { matters: [of('22')] });
    expect(page.get('a').text()).toBe(
      `${phrase('matter.rated', { n: 1 })} · 办理时间长 · ${phrase('window.name', { number: 22 })}`,
    );
    expect(page.get('a').attributes('title')).toBe('rating-1');
    const unknown = await mounted(CaseTable, { matters: [of(null)] });
    expect(unknown.page.get('a').text()).toBe(
      `${phrase('matter.rated', { n: 1 })} · 办理时间长 · ${phrase('cases.atWindow', { window: 'H42-W22' })}`,
    );
  });

  it('does not repeat a kind that the page says, nor keep a column of items for none', async () => {
    const bare = { item: null, nature: 'help' } as const;
    const { page } = await mounted(CaseTable, { matters: [matter('a', bare)], oneKind: true });
    expect(page.get('th[scope="row"] .dim').text()).toBe(phrase('matterNature.help'));
    const heads = (of: typeof page) => of.findAll('thead th').map((head) => head.text());
    expect(heads(page)).not.toContain(phrase('cases.column.item'));
    const items = await mounted(CaseTable, { matters: [matter('a', bare), matter('b')] });
    expect(heads(items.page)).toContain(phrase('cases.column.item'));
    // the rest of a long list may have some
    const long = await mounted(CaseTable, { matters: [matter('a', bare)], total: 500 });
    expect(heads(long.page)).toContain(phrase('cases.column.item'));
  });

  it('leads to the matter', async () => {
    const { page } = await mounted(CaseTable, { matters: [matter('YJ/1')] });
    expect(page.get('a').attributes('href')).toBe('/cases/YJ%2F1');
  });
});

describe('a list of 100,000 matters', () => {
  const TOTAL = 100_000;
  const SEEN = 900;
  const sizes = ['clientHeight', 'clientWidth', 'offsetHeight'] as const;
  const owner = (size: (typeof sizes)[number]) => (size === 'offsetHeight' ? HTMLElement : Element).prototype;
  const real = sizes.map((size) => Object.getOwnPropertyDescriptor(owner(size), size));
  let server: Server;
  beforeEach(() => {
    server = serve({ 'GET /v1/matters/names': () => ({ items: [] }) });
    // there is no layout: the box is as high as nine hundred pixels, and a row as high as it is thought to be
    for (const size of sizes)
      Object.defineProperty(owner(size), size, {
        configurable: true,
        get: function (this: Element) {
          return this.tagName === 'TR' ? 84 : SEEN;
        },
      });
  });
  afterEach(() => {
    server.close();
    sizes.forEach((size, i) => {
      Object.defineProperty(owner(size), size, real[i] ?? {});
    });
  });
  const opened = async () => {
    const matters = Array.from({ length: 120 }, (_, i) => matter(`c${String(i)}`, { officerId: 'o3' }));
    const sort: Sort = { order: 'due', reversed: false };
    const list = await mounted(CaseTable, { matters, offset: 0, total: TOTAL, sort, list: 'a' });
    await flushPromises();
    return list;
  };
  const rowsOf = (page: Awaited<ReturnType<typeof opened>>['page']) =>
    page.findAll('tbody tr:not(.room)').map((row) => Number(row.attributes('aria-rowindex')) - 2);

  it('draws those in sight and a few more, and has room for the others', async () => {
    const { page } = await opened();
    const rows = rowsOf(page);
    expect(rows[0]).toBe(0);
    expect(rows.length).toBeGreaterThanOrEqual(SEEN / 84);
    expect(rows.length).toBeLessThan(40);
    expect(page.get('table').attributes('aria-rowcount')).toBe(String(TOTAL + 1));
    expect(page.get('.room').attributes('style')).toContain(`${String((TOTAL - rows.length) * 84)}px`);
  });

  it('tells which are in sight, and shows those as coming that are not there yet', async () => {
    const { page } = await opened();
    const box = page.get('.scroll').element;
    box.scrollTop = 50_000 * 84;
    box.dispatchEvent(new Event('scroll'));
    await flushPromises();
    const [first, last] = (page.emitted('look')?.at(-1) ?? []) as number[];
    expect([first, rowsOf(page).includes(first ?? NaN), rowsOf(page).includes(last ?? NaN)]).toEqual([
      50_000,
      true,
      true,
    ]);
    expect(page.findAll('[data-testid="case-coming"]')).toHaveLength(rowsOf(page).length);
    const there = Array.from({ length: 120 }, (_, i) => matter(`c${String(49_960 + i)}`, { officerId: 'o3' }));
    await page.setProps({ matters: there, offset: 49_960 });
    expect(page.findAll('[data-testid="case-coming"]')).toEqual([]);
    expect(page.get(`[aria-rowindex="50007"]`).attributes('data-testid')).toBe('case-c50005');
  });

  it('is sorted by its heads, which say how it is', async () => {
    const { page } = await opened();
    const sorted = () => page.findAll('[aria-sort]').map((head) => [head.text(), head.attributes('aria-sort')]);
    expect(sorted()).toEqual([[`${phrase('cases.column.due')}↑`, 'ascending']]);
    await page.get('[data-testid="sort-unit"]').trigger('click');
    await page.get('[data-testid="sort-remaining"]').trigger('click');
    expect(page.emitted('sort')).toEqual([['unit'], ['remaining']]);
    await page.setProps({ sort: { order: 'newest', reversed: false } });
    expect(sorted()).toEqual([[`${phrase('cases.column.accepted')}↓`, 'descending']]);
  });

  it('keeps what was ticked where one was before', async () => {
    const { page } = await opened();
    await page.get('[data-testid="choose-c1"]').setValue(true);
    const there = Array.from({ length: 120 }, (_, i) => matter(`d${String(i)}`, { officerId: 'o3' }));
    await page.setProps({ matters: there, offset: 0 });
    await page.get('[data-testid="choose-all"]').trigger('change');
    const chosen = page.emitted('update:chosen')?.at(-1)?.[0] as string[];
    expect([chosen.length, chosen.includes('c1'), chosen.includes('d119')]).toEqual([121, true, true]);
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
