import type { MatterSummary, MatterSummaryBy } from '@cockpit/contracts';
import { computed, type ComputedRef, type Ref } from 'vue';
import { useAgingAnswer, type AgingAnswer } from '../../shared/answer';
import { PAGE_SIZE, usePages, type ListPage, type Pages } from '../../shared/pages';
import { fetchMatters } from './api';
import { fetchCounts } from './counts-api';
import { without, type CaseFilter, type CaseState, type CountBy } from './filter';
import type { Sort } from './sort';

const EVERY_MS = 20_000;

export interface CaseList extends Pick<AgingAnswer<unknown>, 'problem' | 'ageSec' | 'stale' | 'refresh'> {
  filter: Readonly<Ref<CaseFilter>>;
  sort: Ref<Sort>;
  /** the page of it that is shown */
  rows: ComputedRef<ListPage<MatterSummary> | null>;
  pages: Pages;
  /** of the whole list */
  total: ComputedRef<number | null>;
  /** of everything but the chosen state: what the buttons of the states say */
  totals: ComputedRef<MatterSummaryBy['total'] | null>;
  counts: ComputedRef<MatterSummaryBy | null>;
}

const COUNT_OF = {
  open: 'open',
  red: 'red',
  yellow: 'yellow',
  'stage-red': 'stageRed',
  'stage-yellow': 'stageYellow',
  unattended: 'unattended',
  paused: 'paused',
  provisional: 'provisional',
  faulty: 'faulty',
  closed: 'closed',
  all: 'total',
  overdue: 'overdue',
  'at-risk': 'atRisk',
} as const;
/** How many are in a state; null before that is known. */
export const countOf = (totals: MatterSummaryBy['total'] | null, state: CaseState): number | null =>
  totals?.[COUNT_OF[state]] ?? null;

/** Asked together, so that the parts of the page agree. */
async function fetchBoth({ filter, by }: { filter: CaseFilter; by: CountBy }) {
  const [all, counts] = await Promise.all([
    fetchCounts('kind', { ...filter, state: 'all' }),
    fetchCounts(by, without(filter, by)),
  ]);
  return { total: all.total, counts };
}
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A list in pages, its totals and one breakdown: asked again when the filter changes and every twenty seconds. */
export function useCaseList(filter: Readonly<Ref<CaseFilter>>, by: Readonly<Ref<CountBy>>, sort: Ref<Sort>): CaseList {
  const pages = usePages(() => [filter.value, sort.value]);
  const list = useAgingAnswer({
    name: 'matters',
    about: () => ({ filter: filter.value, sort: sort.value, cursor: pages.cursor.value }),
    ask: ({ filter: narrowed, ...place }) => fetchMatters(narrowed, { ...place, limit: PAGE_SIZE }),
    everyMs: EVERY_MS,
    // what stands there stays until the other page comes
    standsIn: (before, now) => same(before.filter, now.filter) && same(before.sort, now.sort),
  });
  const figures = useAgingAnswer({
    name: 'matter-counts',
    about: () => ({ filter: filter.value, by: by.value }),
    ask: fetchBoth,
    everyMs: EVERY_MS,
    standsIn: (before, now) => same(before.filter, now.filter),
  });
  const totals = computed(() => figures.data.value?.total ?? null);
  return {
    filter,
    sort,
    rows: list.data,
    pages,
    totals,
    counts: computed(() => (figures.data.value?.counts.by === by.value ? figures.data.value.counts : null)),
    total: computed(() => countOf(totals.value, filter.value.state)),
    problem: computed(() => list.problem.value ?? figures.problem.value),
    ageSec: computed(() => Math.max(list.ageSec.value, figures.ageSec.value)),
    stale: computed(() => list.stale.value || figures.stale.value),
    refresh: async () => {
      await Promise.all([list.refresh(), figures.refresh()]);
    },
  };
}
