import { ref } from 'vue';
import { refusal, serve, type Server } from '../../testing/server';
import { within } from '../../testing/within';
import type { CaseFilter, CountBy } from './filter';
import { useCaseList } from './use-list';

const ZERO = {
  ...{ total: 0, open: 0, closed: 0, overdue: 0, yellow: 0, red: 0, stageYellow: 0, stageRed: 0 },
  ...{ paused: 0, unattended: 0, provisional: 0, faulty: 0, atRisk: 0 },
};

describe('the list of matters', () => {
  let server: Server;
  /** how long an answer takes, ms; null: the server is down */
  let takes: number | null = 10;
  let total = 1;
  beforeEach(() => {
    jest.useFakeTimers();
    [takes, total] = [10, 1];
    const late = async (answer: object) => {
      const ms = takes;
      await new Promise((resolve) => setTimeout(resolve, ms ?? 0));
      return ms === null ? refusal(503, 'unavailable') : answer;
    };
    server = serve({
      'GET /v1/matters': ({ query }) =>
        late({ items: [], next: query.get('cursor') === null ? `after ${query.get('state') ?? ''}` : null }),
      'GET /v1/matters/summary': ({ query }) => late({ by: query.get('by'), total: { ...ZERO, total }, items: [] }),
    });
  });
  afterEach(() => {
    jest.useRealTimers();
    server.close();
  });
  const opened = () => {
    const filter = ref<CaseFilter>({ state: 'open' });
    const by = ref<CountBy>('unit');
    return { filter, by, ...within(() => useCaseList(filter, by)) };
  };
  const cursors = () =>
    server.asked
      .filter(({ path }) => path === '/v1/matters')
      .map(({ query }) => [query.get('state'), query.get('cursor')]);

  it('leaves the page where it is until the next one comes, and goes back', async () => {
    const { value: list, stop } = opened();
    await jest.advanceTimersByTimeAsync(100);
    expect([list.page.value?.next, list.before.value]).toEqual(['after open', 0]);
    takes = 1000;
    list.next();
    await jest.advanceTimersByTimeAsync(500);
    expect([list.page.value?.next, list.before.value]).toEqual(['after open', 50]);
    await jest.advanceTimersByTimeAsync(1000);
    expect(list.page.value?.next).toBeNull();
    list.previous();
    await jest.advanceTimersByTimeAsync(1500);
    expect([list.before.value, cursors()]).toEqual([
      0,
      [
        ['open', null],
        ['open', 'after open'],
        ['open', null],
      ],
    ]);
    stop();
  });

  it('begins anew with another filter: no page of the one before, and none of its answers', async () => {
    const { value: list, filter, stop } = opened();
    await jest.advanceTimersByTimeAsync(100);
    list.next();
    await jest.advanceTimersByTimeAsync(100);
    takes = 5000;
    void list.refresh();
    await jest.advanceTimersByTimeAsync(10);
    takes = 10;
    filter.value = { state: 'red' };
    await jest.advanceTimersByTimeAsync(1);
    expect([list.page.value, list.totals.value]).toEqual([null, null]);
    await jest.advanceTimersByTimeAsync(10_000);
    expect([list.page.value?.next, list.before.value, cursors().at(-1)]).toEqual(['after red', 0, ['red', null]]);
    stop();
  });

  it('counts by something else without taking the list away', async () => {
    const { value: list, by, stop } = opened();
    await jest.advanceTimersByTimeAsync(100);
    by.value = 'hall';
    await jest.advanceTimersByTimeAsync(1);
    expect([list.page.value === null, list.counts.value]).toEqual([false, null]);
    await jest.advanceTimersByTimeAsync(100);
    expect(list.counts.value?.by).toBe('hall');
    stop();
  });

  it('keeps what it has while the server is away, with its age, and takes the next answer', async () => {
    const { value: list, stop } = opened();
    await jest.advanceTimersByTimeAsync(100);
    takes = null;
    await jest.advanceTimersByTimeAsync(60_000);
    expect([list.page.value === null, list.stale.value, list.problem.value?.status]).toEqual([false, true, 503]);
    expect(list.ageSec.value).toBeGreaterThanOrEqual(59);
    [takes, total] = [10, 7];
    await jest.advanceTimersByTimeAsync(21_000);
    expect([list.stale.value, list.problem.value, list.totals.value?.total]).toEqual([false, null, 7]);
    stop();
  });
});
