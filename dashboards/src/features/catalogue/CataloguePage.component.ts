import { CatalogueItem, ItemDoc, OrganisationDoc, type Caller } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { anyPhrase, inSequence, phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import CataloguePage from './CataloguePage.vue';
import ItemPage from './ItemPage.vue';

const BOSS: Caller = { kind: 'user', id: '1', name: '管理员', role: 'administrator', halls: 'all' };
const ITEMS = [
  { code: 'HZ-1', name: '换领身份证', branch: 'hz', category: 'a', mode: 'promised', statutory: 60, promised: 15 },
  { code: 'HZ-2', name: '户籍证明', branch: 'hz', category: 'b', highVolume: true },
  { code: 'JG-1', name: '换证', branch: 'jg', category: 'c', enterpriseDesk: true },
].map((one) => ItemDoc.parse({ ...one, materials: [{ name: '身份证', submission: 'exempt' }], approval: 'direct' }));
const NAMES: Readonly<Record<string, string>> = { hz: '户政', jg: '交管', a: '身份证', b: '证明', c: '驾驶证' };
const organisation = OrganisationDoc.parse({
  format: 'organisation/1',
  bureau: { code: 'b', name: '分局' },
  branches: ['hz', 'jg'].map((code) => ({ code, name: NAMES[code] })),
  categories: ['a', 'b', 'c'].map((code) => ({ code, name: NAMES[code], branch: code === 'c' ? 'jg' : 'hz' })),
  items: ITEMS,
  halls: [{ code: 'H1', name: '大厅', tier: 'hall' }],
});
const catalogued = ITEMS.map((item) =>
  CatalogueItem.parse({
    ...item,
    branchName: NAMES[item.branch],
    categoryName: NAMES[item.category],
    compression: null,
    skills: [item.branch],
    statutory: item.statutory ?? null,
    promised: item.promised ?? null,
    approval: item.approval ?? null,
    selfService: false,
    mobile: false,
    qualifiedOfficers: 4,
    authorisedOfficers: 1,
    halls: ['H1', 'P1', 'P2'],
    terminals: 0,
    packages: [],
    stages: [],
    versions: [],
    highVolume: item.highVolume === true,
  }),
);
const places = [
  { code: 'H1', name: '大厅', tier: 'hall' },
  { code: 'P1', name: '东湖点', tier: 'extension-point' },
  { code: 'P2', name: '西湖点', tier: 'extension-point' },
].map((one) => ({ ...one, parent: null, simulated: false, clock: 'wall', twinOf: null, windows: 0, queues: [] }));
const rate = (value: number, numerator: number, denominator: number) => ({ value, numerator, denominator });
const compression = {
  from: '2026-03-01',
  to: '2026-03-31',
  total: { matters: 2, promised: rate(0.75, 0.5, 2), actual: rate(0.9, 0.2, 2) },
  items: [
    {
      item: 'HZ-1',
      name: '换领身份证',
      branch: 'hz',
      limitUnit: 'working-days',
      statutory: 60,
      promisedLimit: 15,
      matters: 2,
      promised: rate(0.75, 30, 120),
      actual: rate(0.9, 12, 120),
    },
  ],
};
const freshness = { lastEventAt: null, ageSec: null, silent: false, silentSince: null };

describe('the catalogue', () => {
  let server: Server;
  let asked: () => unknown;
  let rows: object[];
  beforeEach(() => {
    asked = () => ({ version: 2, validFrom: '2026-03-04', changes: [] });
    rows = [];
    server = serve({
      'GET /v1/halls': () => ({ items: places, next: null }),
      'GET /v1/items': ({ query }) => ({
        items: catalogued.filter(({ code }) => query.get('item') === null || query.get('item') === code),
        next: null,
      }),
      'GET /v1/items/compression': () => compression,
      'GET /v1/items/HZ-1/versions': () => ({
        items: [
          {
            from: '0001-01-01',
            to: '2026-02-01',
            value: { ...ITEMS[0], promised: 20, materials: [{ name: '身份证' }] },
          },
          { from: '2026-02-01', to: null, value: ITEMS[0] },
        ],
        next: null,
      }),
      'GET /v1/items/HZ-1/changes': () => ({
        items: [
          { version: 2, by: '王工', at: '2026-02-01T02:00:00Z', validFrom: '2026-02-01', reason: '提速' },
          { version: 1, by: '李工', at: '2026-01-01T02:00:00Z', validFrom: '2026-01-01', reason: null },
        ],
        next: null,
      }),
      'GET /v1/organisation': () => organisation,
      'GET /v1/metrics/arrivals': () => ({
        key: 'arrivals',
        unit: 'count',
        hall: null,
        from: '2026-03-01',
        to: '2026-03-31',
        today: '2026-03-31',
        by: null,
        value: 1,
        numerator: 1,
        denominator: 0,
        reason: null,
        freshness,
        parts: [],
      }),
      'POST /v1/tables': () => ({ rows, faults: [] }),
      'PUT /v1/items': () => asked(),
    });
  });
  afterEach(() => {
    server.close();
  });
  const open = async (address = '/catalogue', caller = BOSS) => {
    const all = await mounted(CataloguePage, {}, { caller, address });
    await flushPromises();
    await flushPromises();
    return all;
  };
  type Open = Awaited<ReturnType<typeof open>>;
  const shown = ({ page }: Open): string[] =>
    page.findAll('tbody tr[data-testid^="item-"]').map((row) => row.attributes('data-testid')?.slice(5) ?? '');
  async function fill({ page, byTestId }: Open, ...lines: Record<string, string>[]): Promise<void> {
    rows = lines.map((cells, n) => ({ at: n + 2, cells }));
    await page.find('[data-testid="table-tools"] summary').trigger('click');
    const input = byTestId('table-file').element as HTMLInputElement;
    Object.defineProperty(input, 'files', { value: [new File(['x'], 'items.csv')], configurable: true });
    const asked = (): number => server.asked.filter(({ path }) => path !== '/v1/tables').length;
    const before = asked();
    await byTestId('table-file').trigger('change');
    // the file is read by the browser in its own time; what it holds is looked at then
    while (asked() === before) await new Promise((resolve) => setTimeout(resolve, 5));
    await flushPromises();
  }

  it('shows limits beside what was really taken, with what stands behind each share', async () => {
    const all = await open();
    expect(shown(all)).toEqual(['HZ-1', 'HZ-2', 'JG-1']);
    const row = all.byTestId('item-HZ-1').text();
    for (const text of [
      '60',
      '15',
      '6',
      phrase('catalogue.meanOf', { n: 2 }),
      '75',
      '60 → 15',
      '60 → 6',
      phrase('catalogue.marks.exempt', { n: 1 }),
    ])
      expect(row).toContain(text);
    expect(row).toContain(`${phrase('catalogue.column.promised')} · ${phrase('organisation.value.direct')}`);
    // all limits are of one kind of days: the heads say it, once
    expect(row).not.toContain(phrase('limitUnit.working-days'));
    expect(all.byTestId('catalogue-table').findAll('thead th')[2]?.text()).toBe(
      `${phrase('catalogue.column.statutory')} ${phrase('limitUnit.working-days')}`,
    );
    expect(all.byTestId('item-HZ-1').find('[title^="2 件"]').attributes('title')).toBe(
      phrase('catalogue.behindHow.promised', { n: 2, whole: 120, unit: phrase('limitUnit.working-days'), part: 30 }),
    );
    expect(all.byTestId('item-HZ-2').text()).toContain(phrase('catalogue.highVolume'));
  });

  it('keeps its filter in the address', async () => {
    const all = await open('/catalogue?branch=hz&q=证明');
    expect(shown(all)).toEqual(['HZ-2']);
    await all.byTestId('catalogue-search').setValue('');
    await flushPromises();
    expect([shown(all), all.router.currentRoute.value.query]).toEqual([['HZ-1', 'HZ-2'], { branch: 'hz' }]);
    await all.byTestId('catalogue-branch').setValue('jg');
    await flushPromises();
    expect(shown(all)).toEqual(['JG-1']);
  });

  it('is filled from a table: looked at, refused row by row, then saved with a reason', async () => {
    const all = await open();
    asked = () =>
      Response.json(
        {
          type: 'about:blank',
          title: 'x',
          status: 422,
          code: 'invalid-items',
          errors: [{ path: 'items.1.promised', message: 'x', code: 'too-big', params: { limit: 60 } }],
        },
        { status: 422 },
      );
    await fill(all, { 编码: 'HZ-2', 名称: '户籍证明' }, { 编码: 'HZ-1', 承诺时限: '90' });
    expect(all.byTestId('items-faults').text()).toMatch(
      inSequence(`${phrase('catalogue.fileRow', { n: 3 })} · ${phrase('organisation.field.promised')}`, '60'),
    );
    expect((all.byTestId('items-save').element as HTMLButtonElement).disabled).toBe(true);
    asked = () => ({
      version: 2,
      validFrom: '2026-03-04',
      changes: [
        { kind: 'item', key: 'HZ-1', change: 'changed', before: ITEMS[0], after: { ...ITEMS[0], promised: 10 } },
      ],
    });
    await fill(all, { 编码: 'HZ-1', 承诺时限: '10' });
    expect(all.byTestId('items-preview').text()).toContain(`${phrase('organisation.field.promised')}：15 → 10`);
    await all.byTestId('items-reason').setValue('提速');
    await all.byTestId('items-change').trigger('submit');
    await flushPromises();
    const sent = server.asked.filter(({ method }) => method === 'PUT');
    expect(sent.map(({ query }) => query.get('check'))).toEqual(['true', 'true', 'false']);
    expect(sent.at(-1)?.body).toEqual({ reason: '提速', items: [{ ...ITEMS[0], promised: 10 }] });
    expect(all.byTestId('items-change').exists()).toBe(false);
  });

  it('lets only an administrator of the whole bureau fill it', async () => {
    const all = await open('/catalogue', { ...BOSS, role: 'manager' });
    expect(all.byTestId('table-tools').exists()).toBe(true);
    expect(all.byTestId('table-file').exists()).toBe(false);
    expect(server.asked.some(({ path }) => path === '/v1/organisation')).toBe(false);
  });

  it('changes one item on its page: looked at first, refused field by field, then saved with a reason', async () => {
    const all = await mounted(ItemPage, { item: 'HZ-1' }, { caller: BOSS });
    await flushPromises();
    await flushPromises();
    await all.byTestId('item-edit-open').trigger('click');
    expect((all.byTestId('edit-statutory').element as HTMLInputElement).value).toBe('60');
    await all.byTestId('edit-promised').setValue('soon');
    await all.page.find('[data-testid="item-edit"] form').trigger('submit');
    expect(all.page.get('label:has([data-testid="fault-promised"])').text()).toContain('承诺时限');
    expect(server.asked.some(({ method }) => method === 'PUT')).toBe(false);
    await all.byTestId('edit-promised').setValue('10');
    await all.byTestId('edit-enterpriseDesk').setValue(true);
    await all.byTestId('edit-channel-mobile').setValue(true);
    const wanted = { ...ITEMS[0], promised: 10, channels: ['window', 'mobile'], enterpriseDesk: true };
    asked = () => ({
      version: 3,
      validFrom: '2026-03-04',
      changes: [
        {
          kind: 'item',
          key: 'HZ-1',
          change: 'changed',
          before: ITEMS[0],
          after: { ...wanted, stages: [{ code: '审核', allowedDays: 12 }] },
        },
      ],
    });
    await all.page.find('[data-testid="item-edit"] form').trigger('submit');
    await flushPromises();
    expect(all.byTestId('items-preview').text()).toContain(`${phrase('organisation.field.promised')}：15 → 10`);
    expect(all.byTestId('items-doubts').text()).toMatch(
      anyPhrase('catalogue.stagesOverPromise', { limit: 12, promised: 10 }),
    );
    await all.byTestId('items-reason').setValue('再提速');
    await all.byTestId('items-change').trigger('submit');
    await flushPromises();
    const sent = server.asked.filter(({ method }) => method === 'PUT');
    expect(sent.map(({ query }) => query.get('check'))).toEqual(['true', 'false']);
    expect(sent.at(-1)?.body).toEqual({ reason: '再提速', items: [wanted] });
    await flushPromises();
    expect(all.byTestId('item-edit-open').exists()).toBe(true);
  });

  it('says who changed an item and why, to those who run halls; only an administrator may change it', async () => {
    const manager = await mounted(ItemPage, { item: 'HZ-1' }, { caller: { ...BOSS, role: 'manager' } });
    await flushPromises();
    await flushPromises();
    expect(manager.byTestId('item-changes').text()).toMatch(inSequence('王工：提速', '李工：建立'));
    expect(manager.byTestId('item-edit').exists()).toBe(false);
    const officer = await mounted(ItemPage, { item: 'HZ-1' }, { caller: { ...BOSS, role: 'officer' } });
    await flushPromises();
    expect(officer.byTestId('item-changes').exists()).toBe(false);
  });

  it('shows the items of the enterprise desk alone', async () => {
    const all = await open('/catalogue?desk=enterprise');
    expect(shown(all)).toEqual(['JG-1']);
    expect(all.byTestId('item-JG-1').text()).toContain(phrase('page.desk-enterprise'));
    await all.byTestId('catalogue-desk').setValue('');
    await flushPromises();
    expect([shown(all).length, all.router.currentRoute.value.query]).toEqual([3, {}]);
  });

  it('compares two versions of an item, and says since when', async () => {
    const { byTestId } = await mounted(ItemPage, { item: 'HZ-1' }, { caller: BOSS });
    await flushPromises();
    await flushPromises();
    const text = byTestId('item-versions').text();
    expect(text).toContain(phrase('catalogue.changedFrom', { from: '2026-02-01' }));
    expect(byTestId('version-changes').text()).toContain(`${phrase('organisation.field.promised')}：20 → 15`);
    expect(byTestId('version-changes').text()).toContain(
      phrase('organisation.with', {
        field: phrase('catalogue.materials'),
        after: `身份证（${phrase('organisation.value.exempt')}）`,
      }),
    );
    expect(byTestId('item-materials').text()).toContain(phrase('organisation.value.exempt'));
    expect(byTestId('item-places').text()).toBe(
      `${phrase('catalogue.places.hall', { n: 1 })}、${phrase('catalogue.places.extension-point', { n: 2 })}`,
    );
    expect(byTestId('item-facts').text()).toContain(phrase('catalogue.whoMay', { skills: '户政', n: 4, more: 1 }));
    expect(byTestId('item-facts').text()).toContain(
      `${phrase('catalogue.modeHow.promised')}、${phrase('catalogue.approvalHow.direct')}`,
    );
  });
});
