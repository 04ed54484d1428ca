import type { MatterSummaryBy } from '@cockpit/contracts';
import { useIntervalFn } from '@vueuse/core';
import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue';
import { ApiError } from '../../shared/http';
import { useTicker } from '../../shared/ticker';
import { fetchCounts, fetchMatters, type MatterPage } from './api';
import { without, type CaseFilter, type CountBy } from './filter';

export const PAGE_SIZE = 50;
const EVERY_MS = 20_000;
const OLD_SEC = 50;

export interface CaseList {
  page: Readonly<Ref<MatterPage | null>>;
  /** of everything but the chosen state: what the buttons of the states say */
  totals: Readonly<Ref<MatterSummaryBy['total'] | null>>;
  counts: Readonly<Ref<MatterSummaryBy | null>>;
  problem: Readonly<Ref<ApiError | null>>;
  /** matters before this page */
  before: ComputedRef<number>;
  ageSec: ComputedRef<number>;
  stale: ComputedRef<boolean>;
  previous: () => void;
  next: () => void;
  refresh: () => Promise<void>;
}

/** The list, its totals and one breakdown for a filter: asked again when it changes and every twenty seconds. */
export function useCaseList(filter: Readonly<Ref<CaseFilter>>, by: Readonly<Ref<CountBy>>): CaseList {
  const page = shallowRef<MatterPage | null>(null);
  const totals = shallowRef<MatterSummaryBy['total'] | null>(null);
  const counts = shallowRef<MatterSummaryBy | null>(null);
  const problem = shallowRef<ApiError | null>(null);
  /** cursors of the pages up to this one; the first has none */
  const cursors = ref<readonly (string | null)[]>([null]);
  const seenAt = ref(Date.now());
  const now = useTicker();
  let asked = 0;

  async function refresh(): Promise<void> {
    const turn = ++asked;
    const [wanted, dimension] = [filter.value, by.value];
    try {
      const [list, all, some] = await Promise.all([
        fetchMatters(wanted, PAGE_SIZE, cursors.value.at(-1) ?? null),
        fetchCounts('kind', { ...wanted, state: 'all' }),
        fetchCounts(dimension, without(wanted, dimension)),
      ]);
      // somebody chose otherwise meanwhile: that answer is on its way
      if (turn !== asked) return;
      page.value = list;
      totals.value = all.total;
      counts.value = some;
      problem.value = null;
      seenAt.value = Date.now();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (turn === asked) problem.value = error;
    }
  }

  watch(
    () => JSON.stringify(filter.value),
    () => {
      cursors.value = [null];
      page.value = null;
      void refresh();
    },
    { immediate: true },
  );
  watch(by, () => {
    counts.value = null;
    void refresh();
  });
  useIntervalFn(() => {
    void refresh();
  }, EVERY_MS);
  onScopeDispose(() => {
    asked++;
  });

  const turnTo = (to: readonly (string | null)[]) => {
    cursors.value = to;
    void refresh();
  };
  const ageSec = computed(() => Math.max(0, (now.value - seenAt.value) / 1000));
  return {
    page,
    totals,
    counts,
    problem,
    ageSec,
    refresh,
    before: computed(() => (cursors.value.length - 1) * PAGE_SIZE),
    stale: computed(() => page.value !== null && ageSec.value > OLD_SEC),
    previous: () => {
      if (cursors.value.length > 1) turnTo(cursors.value.slice(0, -1));
    },
    next: () => {
      const cursor = page.value?.next ?? null;
      if (cursor !== null) turnTo([...cursors.value, cursor]);
    },
  };
}
