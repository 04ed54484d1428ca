import type { MatterSummary } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { defineComponent, h, ref } from 'vue';
import { PAGE_SIZE } from '../../shared/pages';
import { mounted } from '../../testing/mounted';
import { phrase } from '../../testing/phrase';
import { serve, type Server } from '../../testing/server';
import { NO_MATTERS } from '../desks/counts-sample';
import CaseList from './CaseList.vue';
import type { CaseFilter } from './filter';
import { usualSort } from './sort';
import { useCaseList } from './use-list';

const matter = (n: number): MatterSummary => ({
  id: `id${String(n)}`,
  caseId: `C${String(n)}`,
  source: 'cases',
  title: null,
  kind: 'case',
  item: null,
  hall: null,
  unit: null,
  officerId: null,
  stage: null,
  acceptedAt: null,
  dueAt: null,
  closedAt: null,
  elapsedDays: null,
  remainingDays: null,
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
});

describe('a list of matters', () => {
  const TOTAL = 120;
  let server: Server;
  beforeEach(() => {
    server = serve({
      'GET /v1/matters/names': () => ({ items: [] }),
      'GET /v1/matters/summary': ({ query }) => ({
        by: query.get('by'),
        total: { ...NO_MATTERS, open: TOTAL },
        items: [],
      }),
      'GET /v1/matters': ({ query }) => {
        const first = Number(query.get('cursor') ?? 0);
        const end = Math.min(TOTAL, first + Number(query.get('limit')));
        const items = Array.from({ length: end - first }, (_, at) => matter(first + at));
        return { items, next: end < TOTAL ? String(end) : null };
      },
    });
  });
  afterEach(() => {
    server.close();
    jest.restoreAllMocks();
  });
  const settled = async () => {
    for (let turn = 0; turn < 4; turn++) await flushPromises();
  };
  const filter = ref<CaseFilter>({ state: 'open' });
  const opened = async () => {
    filter.value = { state: 'open' };
    const Sample = defineComponent({
      setup() {
        const list = useCaseList(filter, ref('unit'), ref(usualSort(filter.value)));
        return () => h(CaseList, { list });
      },
    });
    const all = await mounted(Sample);
    await settled();
    const press = async (id: string) => {
      await all.byTestId(id).trigger('click');
      await settled();
    };
    return { ...all, press, rows: () => all.page.findAll('tbody tr').length };
  };
  const last = () => server.asked.filter(({ path }) => path === '/v1/matters').at(-1)?.query;

  it('goes from page to page and says which rows of how many are shown', async () => {
    const { byTestId, press, rows } = await opened();
    expect([rows(), byTestId('range').text()]).toEqual([
      PAGE_SIZE,
      phrase('cases.range', { from: 1, to: 50, n: TOTAL }),
    ]);
    await press('page-forth');
    await press('page-forth');
    expect([rows(), byTestId('range').text()]).toEqual([20, phrase('cases.range', { from: 101, to: 120, n: TOTAL })]);
  });

  it('begins anew in another order or under another filter', async () => {
    const { press, page } = await opened();
    await press('page-forth');
    await press('sort-unit');
    expect(['order', 'reversed', 'cursor'].map((key) => last()?.get(key))).toEqual(['unit', null, null]);
    await press('sort-unit');
    expect(last()?.get('reversed')).toBe('true');
    await press('page-forth');
    filter.value = { state: 'red' };
    await settled();
    expect([last()?.get('state'), last()?.get('cursor')]).toEqual(['red', null]);
    page.unmount();
  });

  it('is whole on paper', async () => {
    const { press, rows } = await opened();
    const onPaper: number[] = [];
    jest.spyOn(window, 'print').mockImplementation(() => {
      onPaper.push(rows());
    });
    await press('print');
    expect([onPaper, rows()]).toEqual([[TOTAL], PAGE_SIZE]);
  });
});
