import type { DeskReport, MatterSummaryBy } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import { NO_MATTERS } from './counts-sample';
import DeskTable from './DeskTable.vue';

const figures: DeskReport['figures'] = [
  { key: 'open', count: 5, of: null },
  { key: 'due-today', count: 1, of: null },
];
const report: DeskReport = {
  desk: 'hotline',
  from: null,
  to: null,
  today: '2026-03-09',
  by: 'unit',
  figures,
  parts: ['户政科', '交管科'].map((key) => ({ key, name: null, figures })),
};
const counts: MatterSummaryBy = {
  by: 'unit',
  total: NO_MATTERS,
  items: [{ ...NO_MATTERS, key: '户政科', name: null, red: 3 }],
};

describe('the figures of a desk by its parts', () => {
  let server: Server;
  beforeEach(() => {
    server = serve({
      'GET /v1/matters/names': () => ({ items: [] }),
      'GET /v1/matters/summary': ({ query }) => ({ by: query.get('by'), total: NO_MATTERS, items: [] }),
    });
  });
  afterEach(() => {
    server.close();
  });
  const shown = async (known: MatterSummaryBy | null) => {
    const { page } = await mounted(DeskTable, {
      report,
      hall: '',
      period: { from: '2026-03-01', to: '2026-03-09' },
      counts: known,
    });
    await flushPromises();
    return page;
  };

  it('have those past their time in front of those that fall due, each with its list', async () => {
    const page = await shown(counts);
    expect(page.findAll('thead th').map((one) => one.text())).toEqual([
      phrase('countBy.unit'),
      phrase('desks.figure.open'),
      phrase('desks.figure.overdue'),
      phrase('desks.figure.due-today'),
    ]);
    expect(page.findAll('tbody tr').map((row) => row.findAll('td').map((one) => one.text()))).toEqual([
      ['5', '3', '1'],
      ['5', '0', '1'],
    ]);
    const list = new URL(page.findAll('tbody a')[1]?.attributes('href') ?? '', 'http://cockpit');
    expect(Object.fromEntries(list.searchParams)).toMatchObject({ desk: 'hotline', state: 'red', unit: '户政科' });
  });

  it('say nothing of them while only those of other parts are known', async () => {
    for (const known of [null, { ...counts, by: 'hall' as const }])
      expect((await shown(known)).findAll('tbody td')[1]?.text()).toBe('—');
  });
});
