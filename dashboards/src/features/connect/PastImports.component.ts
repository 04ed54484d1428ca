import { IMPORTS_LISTED, type ImportRecord } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { inSequence, phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import PastImports from './PastImports.vue';

const report: NonNullable<ImportRecord['report']> = {
  rows: 1200,
  events: 2300,
  skipped: {},
  accepted: 2290,
  rejected: { 'invalid-data': 7, late: 3 },
  problems: [],
  faults: [
    { reason: 'unmapped', path: 'data.queue', column: '业务', message: 'unknown', cause: null, count: 7, firstRow: 12 },
  ],
  firstEventAt: '2026-03-09T01:00:00.000Z',
  lastEventAt: '2026-03-09T09:00:00.000Z',
  dryRun: false,
};
const record = (over: Partial<ImportRecord>): ImportRecord => ({
  id: 'r1',
  source: 'tickets',
  file: '三月.csv',
  version: 1,
  trial: false,
  state: 'done',
  share: 1,
  report,
  fault: null,
  by: '李强',
  reason: '补录',
  at: '2026-03-09T02:00:00.000Z',
  ...over,
});

describe('past imports', () => {
  let server: Server;
  let items: ImportRecord[];
  beforeEach(() => {
    server = serve({ 'GET /v1/connect/imports': () => ({ items, next: null }) });
  });
  afterEach(() => {
    server.close();
  });

  it('say who brought in which file when, how much of it, and what was refused', async () => {
    items = [record({}), record({ id: 'r2', file: '坏.csv', state: 'failed', report: null, fault: 'not a table' })];
    const { page, byTestId } = await mounted(PastImports, { latest: null });
    await flushPromises();
    expect(byTestId('past-import-r1').text()).toMatch(
      inSequence('三月.csv', '补录', 'tickets', '李强', phrase('connect.state.done'), '1,200', '10'),
    );
    expect(byTestId('past-import-r2').text()).toMatch(inSequence('坏.csv', phrase('connect.state.failed'), '—', '—'));
    expect(page.find('[data-testid="connect-faults"]').exists()).toBe(false);
    await byTestId('past-import-r1').get('button').trigger('click');
    expect(byTestId('connect-faults').text()).toMatch(/业务.*7.*12/s);
    await byTestId('past-import-r2').get('button').trigger('click');
    expect(page.text()).toContain('not a table');
    page.unmount();
  });

  it('say that there may be older ones once there are as many as the server lists', async () => {
    const some = (n: number): ImportRecord[] => Array.from({ length: n }, (_, i) => record({ id: `r${String(i)}` }));
    for (const n of [IMPORTS_LISTED - 1, IMPORTS_LISTED]) {
      items = some(n);
      const { page } = await mounted(PastImports, { latest: null });
      await flushPromises();
      expect([n, page.text().includes(phrase('connect.onlyLatest', { n }))]).toEqual([n, n === IMPORTS_LISTED]);
      page.unmount();
    }
  });

  it('say that there are none, and ask anew once one has begun', async () => {
    items = [];
    const { page } = await mounted(PastImports, { latest: null });
    await flushPromises();
    expect(page.text()).toContain(phrase('connect.noPast'));
    items = [record({ state: 'running' })];
    await page.setProps({ latest: record({ state: 'running' }) });
    await flushPromises();
    expect(page.text()).toContain(phrase('connect.state.running'));
    page.unmount();
  });
});
