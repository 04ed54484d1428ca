import type { Caller } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { refusal, serve, type Server } from '../../testing/server';
import CasesPage from './CasesPage.vue';

const caller = (role: Caller['role']): Caller => ({ kind: 'user', id: 'u', name: '李', role, halls: ['H1'] });

describe('the page of what has a deadline', () => {
  let server: Server;
  beforeEach(() => {
    server = serve({
      'GET /v1/rounds': () => ({ items: [], next: null }),
      'GET /v1/matters': () => refusal(503, 'unavailable'),
      'GET /v1/matters/names': () => ({ items: [] }),
      'GET /v1/matters/summary': () => refusal(503, 'unavailable'),
      'GET /v1/warnings': () => ({ items: [], next: null }),
    });
  });
  afterEach(() => {
    server.close();
  });
  const opened = async (role: Caller['role'], address: string) => {
    const all = await mounted(CasesPage, {}, { caller: caller(role), address });
    // its parts are fetched when they are opened
    for (let turn = 0; turn < 20 && !all.page.find('h1').exists(); turn++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      await flushPromises();
    }
    const parts = all.page.findAll('.parts a').map((link) => link.attributes('data-testid')?.slice('part-'.length));
    return { ...all, parts, title: all.page.get('h1').text(), current: all.page.get('[aria-current]').text() };
  };

  it('offers each role the parts that it may open', async () => {
    const desks = ['desk-difficult', 'desk-enterprise', 'desk-hotline', 'desk-complaints'];
    expect((await opened('officer', '/cases')).parts).toEqual(['cases', ...desks]);
    expect((await opened('manager', '/cases')).parts).toEqual(['cases', ...desks, 'ratings', 'rounds', 'consultation']);
  });

  it('shows the part that its address names, and all matters for one that may not be opened', async () => {
    const { title, current } = await opened('manager', '/cases?part=rounds');
    expect([title, current]).toEqual([phrase('rounds.title'), phrase('page.rounds')]);
    expect((await opened('officer', '/cases?part=rounds')).title).toBe(phrase('cases.title'));
  });
});
