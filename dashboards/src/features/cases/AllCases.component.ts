import type { Caller } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import { NO_MATTERS } from '../desks/counts-sample';
import AllCases from './AllCases.vue';

const manager: Caller = { kind: 'user', id: 'm', name: '李', role: 'manager', halls: 'all' };
describe('the page of cases', () => {
  let server: Server;
  beforeEach(() => {
    server = serve({
      'GET /v1/matters': () => ({ items: [], next: null }),
      'GET /v1/matters/names': () => ({ items: [] }),
      'GET /v1/matters/summary': ({ query }) => ({
        by: query.get('by'),
        total: { ...NO_MATTERS, total: 1204, open: 1200, red: 12 },
        items: [
          { ...NO_MATTERS, key: 'U1', name: '户政科', total: 700, open: 700, yellow: 9 },
          { ...NO_MATTERS, key: 'U2', name: '交管科', total: 90, open: 90, red: 1 },
          { ...NO_MATTERS, key: null, name: null, total: 3, open: 3 },
        ],
      }),
      'GET /v1/warnings': () => ({ items: [], next: null }),
    });
  });
  afterEach(() => {
    server.close();
    document.body.innerHTML = '';
  });
  const opened = async (address = '/cases') => {
    const all = await mounted(AllCases, {}, { caller: manager, address });
    const settle = async (): Promise<void> => {
      for (let i = 0; i < 4; i++) await flushPromises();
    };
    await settle();
    const press = async (id: string): Promise<void> => {
      await all.byTestId(id).trigger('click');
      await settle();
    };
    return { ...all, press, query: () => all.router.currentRoute.value.query };
  };
  const asked = (path: string) => server.asked.filter((one) => one.path === path).map(({ query }) => query);

  it('shows the list its address asks for, and leaves out what the address says wrongly', async () => {
    const { page, byTestId } = await opened('/cases?state=red&unit=U1&kind=nonsense');
    const query = asked('/v1/matters').at(-1);
    expect([query?.get('state'), query?.get('unit'), query?.get('kind')]).toEqual(['red', 'U1', null]);
    expect(byTestId('state-red').attributes('aria-pressed')).toBe('true');
    page.unmount();
  });

  it('keeps in its address which state and which unit were chosen, and gives both up again', async () => {
    const { page, press, query } = await opened();
    await press('state-yellow');
    await press('count-U2');
    expect(query()).toMatchObject({ state: 'yellow', unit: 'U2' });
    // a line that is chosen is given up
    await press('count-U2');
    expect(query()).not.toHaveProperty('unit');
    expect(query()).toMatchObject({ state: 'yellow' });
    page.unmount();
  });

  it('says what the list is narrowed by, and clears all of it but the state', async () => {
    const { page, press, query } = await opened('/cases?state=yellow&unit=U1&hall=&desk=hotline');
    const chips = page.findAll('.chosen button').map((chip) => chip.text());
    expect(chips).toHaveLength(4);
    // matters of no hall are a choice as well
    expect(chips.some((chip) => chip.includes(phrase('cases.nobody')))).toBe(true);
    await press('clear');
    expect(query()).toEqual({ state: 'yellow' });
    page.unmount();
  });

  it('lists the worst unit first, and counts by another dimension without losing the choice', async () => {
    const { page, press } = await opened('/cases?unit=U1');
    const names = page.findAll('.rows .name').map((name) => name.text());
    expect(names.slice(0, 2)).toEqual(['交管科', '户政科']);
    await press('by-kind');
    expect(asked('/v1/matters/summary').map((query) => query.get('by'))).toContain('kind');
    expect(asked('/v1/matters').at(-1)?.get('unit')).toBe('U1');
    page.unmount();
  });

  it('keeps the other units to choose from while one is chosen', async () => {
    const { page } = await opened('/cases?unit=U1');
    const counted = asked('/v1/matters/summary').filter((query) => query.get('by') === 'unit');
    expect(counted.length).toBeGreaterThan(0);
    expect(counted.map((query) => query.get('unit'))).toEqual(counted.map(() => null));
    page.unmount();
  });
});
