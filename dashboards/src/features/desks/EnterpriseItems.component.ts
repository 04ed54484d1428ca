import { CatalogueItem, type Caller, type DeskReport } from '@cockpit/contracts';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import { settled } from '../../testing/settled';
import { NO_MATTERS } from './counts-sample';
import EnterpriseItems from './EnterpriseItems.vue';

const MANAGER: Caller = { kind: 'user', id: 'm', name: '陈', role: 'manager', halls: 'all' };
const UNIT: Caller = { ...MANAGER, role: 'unit', halls: [], units: ['A'] };
const figures: DeskReport['figures'] = [
  { key: 'open', count: 7, of: null },
  { key: 'due-today', count: 1, of: null },
];
const ITEM = CatalogueItem.parse({
  code: 'i1',
  name: '印章备案',
  branch: 'za',
  branchName: '治安',
  category: 'a',
  categoryName: '印章',
  mode: 'promised',
  limitUnit: 'working-days',
  statutory: 20,
  promised: 5,
  compression: 0.75,
  channels: [],
  selfService: false,
  mobile: false,
  skills: ['za'],
  qualifiedOfficers: 1,
  authorisedOfficers: 1,
  halls: ['H1'],
  terminals: 0,
  packages: [],
  stages: [],
  versions: [],
  highVolume: false,
  enterpriseDesk: true,
  materials: [],
  approval: null,
});
const report: DeskReport = {
  desk: 'enterprise-items',
  from: '2026-02-10',
  to: '2026-03-09',
  today: '2026-03-09',
  by: 'item',
  figures,
  parts: [{ key: 'i1', name: '印章备案', figures }],
};

describe('the items of the enterprise desk', () => {
  let server: Server;
  let items: CatalogueItem[];
  let answer: () => unknown;
  beforeEach(() => {
    items = [];
    answer = () => report;
    server = serve({
      'GET /v1/desks/enterprise-items': () => answer(),
      'GET /v1/items': () => ({ items, next: null }),
      'GET /v1/matters/names': () => ({ items: [] }),
      'GET /v1/matters/summary': ({ query }) => ({ by: query.get('by'), total: { ...NO_MATTERS, red: 3 }, items: [] }),
    });
  });
  afterEach(() => {
    server.close();
  });
  const shown = async (caller = MANAGER, hall = 'H1') => {
    const props = { hall, period: { from: '2026-02-10', to: '2026-03-09' } };
    const all = await mounted(EnterpriseItems, props, { caller });
    await settled();
    return all;
  };

  it('are asked for by item, in the hall and period of the page', async () => {
    await shown();
    expect(server.asked.map(({ path, query }) => [path, Object.fromEntries(query)])).toEqual([
      ['/v1/desks/enterprise-items', { hall: 'H1', from: '2026-02-10', to: '2026-03-09', by: 'item' }],
      ['/v1/items', { desk: 'enterprise' }],
      ['/v1/matters/summary', expect.objectContaining({ desk: 'enterprise-items', hall: 'H1', by: 'item' })],
    ]);
  });

  it('say where items are given to this desk while there are none, instead of figures of nothing', async () => {
    const { page } = await shown();
    expect(page.text()).toContain(phrase('desks.noItems'));
    expect(page.find('table').exists()).toBe(false);
  });

  it('show how many there are, in the whole and item by item', async () => {
    items = [ITEM];
    const { page, byTestId } = await shown();
    expect(byTestId('desk-items').text()).toBe(phrase('desks.items', { n: 1 }));
    expect(byTestId('figure-overdue').text()).toContain('3');
    expect(page.get('tbody').text()).toContain('印章备案');
  });

  it('lead to the catalogue only those who may open it', async () => {
    items = [ITEM];
    const { page, byTestId } = await shown(UNIT);
    expect(byTestId('desk-items').exists()).toBe(false);
    expect(page.text()).toContain(phrase('desks.items', { n: 1 }));
  });

  it('say that they could not be fetched, and are asked for again', async () => {
    items = [ITEM];
    answer = () => refusal(503, 'unavailable');
    const { page, byTestId } = await shown();
    expect(page.text()).toContain(phrase('desks.failed'));
    answer = () => report;
    await page.get('button').trigger('click');
    await settled();
    expect(byTestId('figure-open').text()).toContain('7');
  });
});
