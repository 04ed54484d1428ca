import type { Caller, Enterprise } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted, type Mounted } from '../../testing/mounted';
import { refusal, serve, type Server } from '../../testing/server';
import { NO_MATTERS } from './counts-sample';
import EnterpriseList from './EnterpriseList.vue';

const MANAGER: Caller = { kind: 'user', id: 'u', name: '陈', role: 'manager', halls: 'all' };
const OFFICER: Caller = { ...MANAGER, role: 'officer', halls: ['H32'], officerId: 'o1' };
const CHIEF: Caller = { ...MANAGER, name: '李', role: 'supervisor', halls: ['H32'] };
const firm: Enterprise = {
  enterpriseRef: '云江造船',
  officerId: 'o1',
  officerName: '王明',
  needs: 2,
  open: 1,
  overdue: 1,
  visits: 0,
  lastVisit: null,
  nextBy: null,
};

describe('the list of enterprises', () => {
  let server: Server;
  let firms: Enterprise[];
  let failing: boolean;
  beforeEach(() => {
    [firms, failing] = [[firm], false];
    server = serve({
      'GET /v1/matters/names': () => ({ items: [] }),
      'GET /v1/matters/summary': ({ query }) => ({ by: query.get('by'), total: NO_MATTERS, items: [] }),
      'GET /v1/enterprises': () => ({ total: firms.length, items: firms }),
      'GET /v1/enterprises/%E4%BA%91%E6%B1%9F%E9%80%A0%E8%88%B9/visits': () => ({ items: [], next: null }),
      'POST /v1/enterprises/%E4%BA%91%E6%B1%9F%E9%80%A0%E8%88%B9/visits': ({ body }) => {
        if (failing) return refusal(503, 'unavailable');
        const { day, who, found } = body as { day: string; who: string; found: string };
        const by = { by: '陈', at: '2026-03-09T02:00:00.000Z' };
        return { id: '1', enterpriseRef: firm.enterpriseRef, day, hall: null, who, found, nextBy: null, ...by };
      },
      'PUT /v1/liaisons/%E4%BA%91%E6%B1%9F%E9%80%A0%E8%88%B9': ({ body }) => ({
        enterpriseRef: firm.enterpriseRef,
        officerId: (body as { officerId: string }).officerId,
      }),
    });
  });
  afterEach(() => {
    server.close();
    document.body.innerHTML = '';
  });
  async function shown(caller = MANAGER): Promise<Mounted> {
    const list = await mounted(EnterpriseList, { hall: '', today: '2026-03-09' }, { caller });
    await flushPromises();
    await flushPromises();
    return list;
  }
  const asked = (method: string) => server.asked.filter((one) => one.method === method);
  const inDialog = (id: string): HTMLElement => {
    const found = document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
    if (found === null) throw new Error(`no ${id}`);
    return found;
  };
  async function fill(id: string, value: string): Promise<void> {
    const field = inDialog(id);
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement))
      throw new Error(`${id} is no field`);
    field.value = value;
    field.dispatchEvent(new Event('input'));
    await flushPromises();
  }

  it('leads from the number of open needs to exactly these, and to a new one of that firm', async () => {
    const { page } = await shown();
    const links = page.findAll('a').map((link) => decodeURIComponent(link.attributes('href') ?? ''));
    expect(links).toEqual([
      '/cases?desk=enterprise&enterprise=云江造船',
      '/cases/new?kind=enterprise-need&enterprise=云江造船',
    ]);
    expect(page.get('td.bad').text()).toBe('1');
  });

  it('lets the bureau appoint a liaison officer, and nobody else', async () => {
    const { page, byTestId } = await shown();
    await byTestId('appoint').trigger('click');
    await byTestId('liaison-officer').setValue('o9');
    firms = [{ ...firm, officerId: 'o9', officerName: '李红' }];
    await page.get('form.appoint').trigger('submit');
    await flushPromises();
    await flushPromises();
    expect(asked('PUT').map(({ body }) => body)).toEqual([{ officerId: 'o9' }]);
    expect(page.text()).toContain('李红');
    expect((await shown(CHIEF)).byTestId('appoint').exists()).toBe(false);
  });

  it('enters a visit once it is complete, and under the same key when it is sent again', async () => {
    const { byTestId } = await shown();
    await byTestId('visit').trigger('click');
    await flushPromises();
    expect(inDialog('visit-day').querySelector('input')).toHaveProperty('value', '2026-03-09');
    expect(inDialog('visit-save')).toHaveProperty('disabled', true);
    await fill('visit-who', ' 王明 ');
    await fill('visit-found', '需要岸线证明');
    failing = true;
    const form = inDialog('visit-save').closest('form');
    form?.dispatchEvent(new Event('submit', { cancelable: true }));
    await flushPromises();
    failing = false;
    form?.dispatchEvent(new Event('submit', { cancelable: true }));
    await flushPromises();
    const sent = asked('POST').map(({ body }) => body as { key: string });
    // the first try is sent once more by itself
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
    expect(sent[1]).toMatchObject({ day: '2026-03-09', who: '王明', found: '需要岸线证明' });
    expect(sent[1]).not.toHaveProperty('hall');
  });

  it('lets an officer enter visits to whom they look after, and a unit none', async () => {
    firms = [firm, { ...firm, enterpriseRef: '青石茶业', officerId: 'o2' }];
    const officer = await shown(OFFICER);
    const rows = officer.page.findAll('tbody tr');
    expect(rows.map((row) => row.find('[data-testid="visit"]').exists())).toEqual([true, false]);
    expect(officer.byTestId('visit-new').exists()).toBe(false);
    const unit = await shown({ ...MANAGER, role: 'unit', halls: [], units: ['A'] });
    expect(unit.page.find('[data-testid="visit"]').exists()).toBe(false);
    expect(unit.page.findAll('thead th')).toHaveLength(5);
  });
});
