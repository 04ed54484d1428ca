import type { Caller, PackageReport } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted, type Mounted } from '../../testing/mounted';
import { serve, type Server } from '../../testing/server';
import PackagesPage from './PackagesPage.vue';

const MANAGER: Caller = { kind: 'user', id: 'u', name: '陈', role: 'manager', halls: 'all' };
const freshness = { lastEventAt: null, ageSec: null, silent: false, silentSince: null };
const effort = (steps: number, trips: number) => ({ steps, trips });
const one = { separately: effort(9, 3), together: effort(4, 1), saved: effort(5, 2) };
const report: PackageReport = {
  from: '2026-03-01',
  to: '2026-03-31',
  next: null,
  items: [
    {
      code: 'move',
      name: '落户一件事',
      items: ['a', 'b'],
      ...one,
      open: 1,
      handled: 4,
      onTime: 3,
      onTimeShare: 0.75,
      incomplete: 2,
      savedTotal: effort(20, 8),
    },
    {
      code: 'old',
      name: null,
      items: [],
      separately: null,
      together: null,
      saved: null,
      open: 0,
      handled: 1,
      onTime: 1,
      onTimeShare: 1,
      incomplete: 0,
      savedTotal: null,
    },
  ],
  places: [
    { package: 'move', hall: 'H1', open: 1, handled: 3, onTime: 2, incomplete: 2 },
    { package: 'move', hall: null, open: 0, handled: 1, onTime: 1, incomplete: 0 },
    { package: 'old', hall: 'H1', open: 0, handled: 1, onTime: 1, incomplete: 0 },
  ],
  total: {
    packages: 2,
    open: 1,
    handled: 5,
    onTime: 4,
    onTimeShare: 0.8,
    savedSteps: 20,
    savedTrips: 8,
    stepsShare: 0.55,
    tripsShare: 0.66,
  },
};

describe('the page of packages', () => {
  let server: Server;
  let answer: PackageReport;
  beforeEach(() => {
    answer = report;
    server = serve({
      'GET /v1/halls': () => ({ items: [], next: null }),
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
      'GET /v1/packages': () => answer,
    });
  });
  afterEach(() => {
    server.close();
  });
  async function shown(): Promise<Mounted> {
    const page = await mounted(PackagesPage, {}, { caller: MANAGER });
    await flushPromises();
    await flushPromises();
    return page;
  }

  it('says of each package what was handled, in time and spared, and leads to its matters', async () => {
    const all = await shown();
    expect(all.byTestId('packages').text()).toContain('80%');
    const row = all.byTestId('package-move').text();
    for (const text of ['落户一件事', '75%', '20', '8']) expect(row).toContain(text);
    expect(all.byTestId('package-old').text()).toContain('old');
    expect(all.byTestId('drill-open-move').attributes('href')).toContain('package=move');
    expect(all.byTestId('drill-closed-move').attributes('href')).toContain('state=closed');
  });

  it('shows the halls of one package when it is chosen, and of all when it is given up', async () => {
    const all = await shown();
    const handled = () =>
      all.page
        .findAll('section.panel')
        .at(-1)
        ?.findAll('tbody tr')
        .map((row) => row.find('td').text());
    expect(handled()).toEqual(['4', '1']);
    const button = all.byTestId('package-move').find('button');
    await button.trigger('click');
    expect([button.attributes('aria-pressed'), handled()]).toEqual(['true', ['3', '1']]);
    await button.trigger('click');
    expect(handled()).toEqual(['4', '1']);
  });

  it('says so where the organisation has no package', async () => {
    answer = { ...report, items: [], places: [] };
    expect((await shown()).page.find('[data-testid="package-table"]').exists()).toBe(false);
  });
});
