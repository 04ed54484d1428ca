import type { MatterSummary, MatterSummaryBy } from '@cockpit/contracts';
import { computed, ref, watch, type ComputedRef, type Ref } from 'vue';
import { useAgingAnswer, type AgingAnswer } from '../../shared/answer';
import { fetchMatters } from './api';
import { fetchCounts } from './counts-api';
import { without, type CaseFilter, type CaseState, type CountBy } from './filter';
import type { Sort } from './sort';

/** Rows that are had at once, and how far one may scroll before others are asked for. */
export const STRETCH = 120;
const STEP = 40;
const EVERY_MS = 20_000;
/** so long the rows that one has just left are kept */
const KEPT_MS = 60_000;

interface StretchQuestion {
  filter: CaseFilter;
  sort: Sort;
  first: number;
}
interface Stretch {
  first: number;
  items: readonly MatterSummary[];
  isLast: boolean;
}

export interface CaseList extends Pick<AgingAnswer<unknown>, 'problem' | 'ageSec' | 'stale' | 'refresh'> {
  /** the rows around those one sees */
  rows: ComputedRef<Stretch | null>;
  /** of the whole list */
  total: ComputedRef<number | null>;
  /** of everything but the chosen state: what the buttons of the states say */
  totals: ComputedRef<MatterSummaryBy['total'] | null>;
  counts: ComputedRef<MatterSummaryBy | null>;
  sort: Ref<Sort>;
  /** which list it is: another one is read from its beginning */
  key: ComputedRef<string>;
  /** the rows from `first` to `last` are in sight */
  look: (first: number, last: number) => void;
  /** the first rows of the list, for paper */
  beginning: (limit: number) => Promise<readonly MatterSummary[]>;
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

const fetchStretch = async ({ filter, sort, first }: StretchQuestion): Promise<Stretch> => {
  const { items, next } = await fetchMatters(filter, { sort, limit: STRETCH, offset: first });
  return { first, items, isLast: next === null };
};

/** Asked together, so that the parts of the page agree. */
async function fetchBoth({ filter, by }: { filter: CaseFilter; by: CountBy }) {
  const [all, counts] = await Promise.all([
    fetchCounts('kind', { ...filter, state: 'all' }),
    fetchCounts(by, without(filter, by)),
  ]);
  return { total: all.total, counts };
}

/** A list of any length, of which only what is looked at is had; its totals and one breakdown: asked again when the filter changes and every twenty seconds. */
export function useCaseList(filter: Readonly<Ref<CaseFilter>>, by: Readonly<Ref<CountBy>>, sort: Ref<Sort>): CaseList {
  const first = ref(0);
  const key = computed(() => JSON.stringify([filter.value, sort.value]));
  // at once: no place of the list before may be asked for of the new one
  watch(
    key,
    () => {
      first.value = 0;
    },
    { flush: 'sync' },
  );
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  const stretch = useAgingAnswer<StretchQuestion, Stretch>({
    name: 'matters',
    about: () => ({ filter: filter.value, sort: sort.value, first: first.value }),
    ask: fetchStretch,
    everyMs: EVERY_MS,
    keepMs: KEPT_MS,
    // further down, or in another order, what stands there stays until the other rows come
    standsIn: (before, now) => same(before.filter, now.filter) && same(before.sort, now.sort),
  });
  const figures = useAgingAnswer({
    name: 'matter-counts',
    about: () => ({ filter: filter.value, by: by.value }),
    ask: fetchBoth,
    everyMs: EVERY_MS,
    standsIn: (before, now) => same(before.filter, now.filter),
  });
  const rows = stretch.data;
  const totals = computed(() => figures.data.value?.total ?? null);
  return {
    rows,
    totals,
    counts: computed(() => (figures.data.value?.counts.by === by.value ? figures.data.value.counts : null)),
    total: computed(() => {
      if (rows.value === null) return null;
      const seen = rows.value.first + rows.value.items.length;
      // where the end is in sight it is the end; else what was counted a moment earlier or later, and one more than is seen
      if (rows.value.isLast && (rows.value.items.length > 0 || rows.value.first === 0)) return seen;
      return Math.max(rows.value.isLast ? seen : seen + 1, countOf(totals.value, filter.value.state) ?? 0);
    }),
    sort,
    key,
    problem: computed(() => stretch.problem.value ?? figures.problem.value),
    ageSec: computed(() => Math.max(stretch.ageSec.value, figures.ageSec.value)),
    stale: computed(() => stretch.stale.value || figures.stale.value),
    refresh: async () => {
      await Promise.all([stretch.refresh(), figures.refresh()]);
    },
    look: (from, to) => {
      const place = Math.floor((from + to) / 2 - STRETCH / 2);
      first.value = to < STRETCH - STEP ? 0 : Math.max(0, Math.round(place / STEP) * STEP);
    },
    beginning: async (limit) => (await fetchMatters(filter.value, { sort: sort.value, limit })).items,
  };
}
