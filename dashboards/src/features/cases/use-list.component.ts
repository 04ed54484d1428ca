import { ref } from 'vue';
import { refusal, serve, type Server } from '../../testing/server';
import { within } from '../../testing/within';
import type { CaseFilter, CountBy } from './filter';
import { usualSort, type Sort } from './sort';
import { STRETCH, useCaseList } from './use-list';

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

const matter = (n: number) => ({
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

describe('the list of matters', () => {
  let server: Server;
  /** how long an answer takes, ms; null: the server is down */
  let takes: number | null = 10;
  let total = 1;
  /** how much later the count of all comes than the rows, ms */
  let countLater = 0;
  beforeEach(() => {
    jest.useFakeTimers();
    [takes, total, countLater] = [10, 100_000, 0];
    const late = async (answer: object, more = 0) => {
      const ms = takes === null ? null : takes + more;
      await new Promise((resolve) => setTimeout(resolve, ms ?? 0));
      return ms === null ? refusal(503, 'unavailable') : answer;
    };
    server = serve({
      'GET /v1/matters': ({ query }) => late(rowsOf(Number(query.get('offset') ?? 0), Number(query.get('limit')))),
      'GET /v1/matters/names': () => ({ items: [] }),
      'GET /v1/matters/summary': ({ query }) =>
        late({ by: query.get('by'), total: { ...ZERO, total, open: total, red: total }, items: [] }, countLater),
    });
  });
  afterEach(() => {
    jest.useRealTimers();
    server.close();
  });
  const rowsOf = (offset: number, limit: number) => {
    const n = Math.max(0, Math.min(limit, total - offset));
    return {
      items: Array.from({ length: n }, (_, i) => matter(offset + i)),
      next: offset + n < total ? 'more' : null,
    };
  };
  const opened = () => {
    const filter = ref<CaseFilter>({ state: 'open' });
    const by = ref<CountBy>('unit');
    const sort = ref<Sort>(usualSort(filter.value));
    return { filter, by, sort, ...within(() => useCaseList(filter, by, sort)) };
  };
  const asked = () =>
    server.asked
      .filter(({ path }) => path === '/v1/matters')
      .map(({ query }) => ['state', 'order', 'reversed', 'offset'].map((key) => query.get(key)));

  it('has the rows around those in sight, anywhere in 100,000, and asks for no others', async () => {
    const { value: list, stop } = opened();
    await jest.advanceTimersByTimeAsync(100);
    expect([list.total.value, list.rows.value?.first, list.rows.value?.items.length]).toEqual([100_000, 0, STRETCH]);
    for (let first = 0; first < 60; first += 5) list.look(first, first + 12);
    await jest.advanceTimersByTimeAsync(100);
    expect(asked()).toHaveLength(1);
    takes = 1000;
    list.look(70_000, 70_012);
    await jest.advanceTimersByTimeAsync(500);
    // until the others come, what is known stays where it is in the list
    expect(list.rows.value?.first).toBe(0);
    await jest.advanceTimersByTimeAsync(1000);
    const { first = NaN, items = [] } = list.rows.value ?? {};
    expect(items.find(({ caseId }) => caseId === 'C70006')).toBe(items[70_006 - first]);
    expect([first <= 70_000 - 40, first + items.length >= 70_012 + 40]).toEqual([true, true]);
    expect(asked()).toHaveLength(2);
    list.look(99_990, 99_999);
    await jest.advanceTimersByTimeAsync(1500);
    expect([list.rows.value?.isLast, list.total.value, list.rows.value?.items.at(-1)?.caseId]).toEqual([
      true,
      100_000,
      'C99999',
    ]);
    stop();
  });

  it('goes on beyond its first rows while it is not counted, so that it is not taken for the whole', async () => {
    countLater = 5000;
    const { value: list, stop } = opened();
    await jest.advanceTimersByTimeAsync(100);
    expect([list.rows.value?.items.length, list.rows.value?.isLast]).toEqual([STRETCH, false]);
    expect(list.total.value).toBeGreaterThan(STRETCH);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(list.total.value).toBe(100_000);
    stop();
  });

  it('begins anew with another filter or order: no place of the one before, and none of its answers', async () => {
    const { value: list, filter, sort, stop } = opened();
    await jest.advanceTimersByTimeAsync(100);
    list.look(5000, 5010);
    await jest.advanceTimersByTimeAsync(100);
    takes = 5000;
    void list.refresh();
    await jest.advanceTimersByTimeAsync(10);
    takes = 10;
    filter.value = { state: 'red' };
    await jest.advanceTimersByTimeAsync(1);
    expect([list.rows.value, list.totals.value]).toEqual([null, null]);
    await jest.advanceTimersByTimeAsync(10_000);
    expect([list.rows.value?.first, asked().at(-1)]).toEqual([0, ['red', 'due', null, null]]);
    list.look(5000, 5010);
    await jest.advanceTimersByTimeAsync(100);
    sort.value = { order: 'unit', reversed: true };
    await jest.advanceTimersByTimeAsync(100);
    expect([list.rows.value?.first, asked().at(-1)]).toEqual([0, ['red', 'unit', 'true', null]]);
    stop();
  });

  it('ends where the rows end, whatever was counted a moment before', async () => {
    total = 7;
    const { value: list, stop } = opened();
    await jest.advanceTimersByTimeAsync(100);
    total = 5;
    void list.refresh();
    await jest.advanceTimersByTimeAsync(100);
    expect(list.total.value).toBe(5);
    stop();
  });

  it('counts by something else without taking the list away', async () => {
    const { value: list, by, stop } = opened();
    await jest.advanceTimersByTimeAsync(100);
    by.value = 'hall';
    await jest.advanceTimersByTimeAsync(1);
    expect([list.rows.value === null, list.counts.value]).toEqual([false, null]);
    await jest.advanceTimersByTimeAsync(100);
    expect(list.counts.value?.by).toBe('hall');
    stop();
  });

  it('keeps what it has while the server is away, with its age, and takes the next answer', async () => {
    const { value: list, stop } = opened();
    await jest.advanceTimersByTimeAsync(100);
    takes = null;
    await jest.advanceTimersByTimeAsync(60_000);
    expect([list.rows.value === null, list.stale.value, list.problem.value?.status]).toEqual([false, true, 503]);
    expect(list.ageSec.value).toBeGreaterThanOrEqual(59);
    [takes, total] = [10, 7];
    await jest.advanceTimersByTimeAsync(21_000);
    expect([list.stale.value, list.problem.value, list.totals.value?.total]).toEqual([false, null, 7]);
    stop();
  });
});
