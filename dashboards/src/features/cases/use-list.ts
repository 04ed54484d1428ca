import type { MatterSummaryBy } from '@cockpit/contracts';
import { computed, ref, watch, type ComputedRef, type Ref } from 'vue';
import { useAgingAnswer, type AgingAnswer } from '../../shared/answer';
import { fetchCounts, fetchMatters, type MatterPage } from './api';
import { without, type CaseFilter, type CaseState, type CountBy } from './filter';

export const PAGE_SIZE = 50;
const EVERY_MS = 20_000;

interface ListQuestion {
  filter: CaseFilter;
  by: CountBy;
  cursor: string | null;
}
interface ListAnswer {
  page: MatterPage;
  total: MatterSummaryBy['total'];
  counts: MatterSummaryBy;
}

export interface CaseList extends Pick<AgingAnswer<ListAnswer>, 'problem' | 'ageSec' | 'stale' | 'refresh'> {
  page: ComputedRef<MatterPage | null>;
  /** of everything but the chosen state: what the buttons of the states say */
  totals: ComputedRef<MatterSummaryBy['total'] | null>;
  counts: ComputedRef<MatterSummaryBy | null>;
  /** matters before this page */
  before: ComputedRef<number>;
  previous: () => void;
  next: () => void;
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
async function fetchList({ filter, by, cursor }: ListQuestion): Promise<ListAnswer> {
  const [page, all, counts] = await Promise.all([
    fetchMatters(filter, PAGE_SIZE, cursor),
    fetchCounts('kind', { ...filter, state: 'all' }),
    fetchCounts(by, without(filter, by)),
  ]);
  return { page, total: all.total, counts };
}

/** The list, its totals and one breakdown for a filter: asked again when it changes and every twenty seconds. */
export function useCaseList(filter: Readonly<Ref<CaseFilter>>, by: Readonly<Ref<CountBy>>): CaseList {
  /** cursors of the pages up to this one; the first has none */
  const cursors = ref<readonly (string | null)[]>([null]);
  const filterText = computed(() => JSON.stringify(filter.value));
  // at once: no page of the list before may be asked for by the new filter
  watch(
    filterText,
    () => {
      cursors.value = [null];
    },
    { flush: 'sync' },
  );
  const { data, problem, ageSec, stale, refresh } = useAgingAnswer<ListQuestion, ListAnswer>({
    name: 'matters',
    about: () => ({ filter: filter.value, by: by.value, cursor: cursors.value.at(-1) ?? null }),
    ask: fetchList,
    everyMs: EVERY_MS,
    // turning a page, or counting by something else, leaves the list where it is until the next one comes
    standsIn: (before, now) => JSON.stringify(before.filter) === JSON.stringify(now.filter),
  });
  const page = computed(() => data.value?.page ?? null);
  return {
    page,
    totals: computed(() => data.value?.total ?? null),
    counts: computed(() => (data.value?.counts.by === by.value ? data.value.counts : null)),
    problem,
    ageSec,
    stale,
    refresh,
    before: computed(() => (cursors.value.length - 1) * PAGE_SIZE),
    previous: () => {
      if (cursors.value.length > 1) cursors.value = cursors.value.slice(0, -1);
    },
    next: () => {
      const cursor = page.value?.next ?? null;
      if (cursor !== null) cursors.value = [...cursors.value, cursor];
    },
  };
}
