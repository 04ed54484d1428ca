import type { HallSummary, MetricComparison, MetricKey, PeerClass } from '@cockpit/contracts';
import { computed, type ComputedRef } from 'vue';
import { useAgingAnswer, type AgingAnswer } from '../../shared/answer';
import { fetchComparison } from '../figures/api';
import type { Period } from '../figures/period';
import { classId, classesOf } from './peers';

export interface Ranking {
  classes: ComputedRef<PeerClass[]>;
  /** the class that is shown; null: everybody */
  shown: ComputedRef<PeerClass | null>;
  answer: AgingAnswer<MetricComparison>;
}

/** Halls of one class beside one another. */
export function useRanking(
  halls: () => readonly HallSummary[] | null,
  /** what was chosen: a class, `all`, or nothing yet, which is the largest class */
  chosen: () => string,
  question: () => { key: MetricKey; period: Period } | null,
): Ranking {
  const classes = computed(() => classesOf(halls() ?? []));
  const shown = computed(() =>
    chosen() === 'all' ? null : (classes.value.find((one) => classId(one) === chosen()) ?? classes.value[0] ?? null),
  );
  const answer = useAgingAnswer({
    name: 'comparison',
    about: () => {
      const asked = question();
      if (asked === null || halls() === null) return null;
      return { ...asked, tier: shown.value?.tier, size: shown.value?.size };
    },
    ask: ({ key, period, tier, size }) => fetchComparison(key, { ...period, tier, size }),
    everyMs: 60_000,
  });
  return { classes, shown, answer };
}
