import type { MatterSummary } from '@cockpit/contracts';
import { flushPromises } from '@vue/test-utils';
import { computed, ref } from 'vue';
import { mounted } from '../../testing/mounted';
import { serve, type Server } from '../../testing/server';
import CaseList from './CaseList.vue';
import type { Sort } from './sort';
import type { CaseList as List } from './use-list';

const KNOWN = 3;
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
const ZERO = {
  total: 0,
  open: 0,
  closed: 0,
  overdue: 0,
  yellow: 0,
  red: 0,
  stageYellow: 0,
  stageRed: 0,
  paused: 0,
  unattended: 0,
  provisional: 0,
  faulty: 0,
  atRisk: 0,
};

describe('a list of matters on paper', () => {
  let server: Server;
  const onPaper: number[] = [];
  let leave = (): void => undefined;
  beforeEach(() => {
    onPaper.length = 0;
    server = serve({
      'GET /v1/matters/names': () => ({ items: [] }),
      'GET /v1/matters/summary': ({ query }) => ({ by: query.get('by'), total: ZERO, items: [] }),
    });
  });
  afterEach(() => {
    leave();
    server.close();
    jest.restoreAllMocks();
  });
  const opened = async (total: number) => {
    const list: List = {
      rows: computed(() => ({ first: 0, items: Array.from({ length: KNOWN }, (_, n) => matter(n)), isLast: false })),
      total: computed(() => total),
      totals: computed(() => null),
      counts: computed(() => null),
      sort: ref<Sort>({ order: 'due', reversed: false }),
      key: computed(() => 'a'),
      problem: computed(() => null),
      ageSec: computed(() => 0),
      stale: computed(() => false),
      refresh: () => Promise.resolve(),
      look: () => undefined,
      beginning: (limit) => Promise.resolve(Array.from({ length: Math.min(limit, total) }, (_, n) => matter(n))),
    };
    const { page } = await mounted(CaseList, { list });
    leave = () => {
      page.unmount();
    };
    jest.spyOn(window, 'print').mockImplementation(() => {
      onPaper.push(page.findAll('tbody tr[data-index]').length);
    });
    await flushPromises();
    return page;
  };
  const press = async (more: KeyboardEventInit = {}) => {
    const event = new KeyboardEvent('keydown', { key: 'p', ctrlKey: true, cancelable: true, bubbles: true, ...more });
    document.body.dispatchEvent(event);
    await flushPromises();
    return event.defaultPrevented;
  };

  it('is whole, whether the button is pressed or the key of every browser', async () => {
    const page = await opened(50);
    expect(page.find('[data-testid="printed-part"]').exists()).toBe(true);
    await page.get('[data-testid="print"]').trigger('click');
    await flushPromises();
    expect(await press()).toBe(true);
    expect(await press({ ctrlKey: false, metaKey: true })).toBe(true);
    expect(onPaper).toEqual([50, 50, 50]);
  });

  it('leaves other keys alone', async () => {
    await opened(50);
    expect([await press({ ctrlKey: false }), await press({ key: 'o' }), await press({ shiftKey: true })]).toEqual([
      false,
      false,
      false,
    ]);
    expect(onPaper).toEqual([]);
  });

  it('is left to the browser where every row stands on the page', async () => {
    const page = await opened(KNOWN);
    expect(page.find('[data-testid="printed-part"]').exists()).toBe(false);
    expect(await press()).toBe(false);
  });
});
