import { ref } from 'vue';
import { refusal, serve, type Server } from '../../testing/server';
import { within } from '../../testing/within';
import { NO_MATTERS } from '../desks/counts-sample';
import type { CaseFilter, CountBy } from './filter';
import { usualSort, type Sort } from './sort';
import { useCaseList } from './use-list';

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
  beforeEach(() => {
    jest.useFakeTimers();
    [takes, total] = [10, 100_000];
    const late = async (answer: object) => {
      const ms = takes;
      await new Promise((resolve) => setTimeout(resolve, ms ?? 0));
      return ms === null ? refusal(503, 'unavailable') : answer;
    };
    server = serve({
      'GET /v1/matters': () => late({ items: [matter(0)], next: null }),
      'GET /v1/matters/names': () => ({ items: [] }),
      'GET /v1/matters/summary': ({ query }) =>
        late({ by: query.get('by'), total: { ...NO_MATTERS, total, open: total, red: total }, items: [] }),
    });
  });
  afterEach(() => {
    jest.useRealTimers();
    server.close();
  });
  const opened = () => {
    const filter = ref<CaseFilter>({ state: 'open' });
    const by = ref<CountBy>('unit');
    const sort = ref<Sort>(usualSort(filter.value));
    return { filter, by, sort, ...within(() => useCaseList(filter, by, sort)) };
  };
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
