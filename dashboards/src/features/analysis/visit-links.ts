import { METRICS, NOBODY } from '@cockpit/contracts';
import { computed, type ComputedRef, type Ref } from 'vue';
import { useRoute, type RouteLocationRaw } from 'vue-router';
import { MOST_VISIT_DAYS } from '../visits/api';
import { fromEnd } from '../figures/period';
import type { Analysis } from './use-analysis';

/** Figures that are made of visits. */
const OF_VISITS: ReadonlySet<string> = new Set(['queue', 'window']);

/** Of how many days at most the prompts behind their minutes are listed. */
const MOST_SAVING_DAYS = 31;

/**
 * Where the visits behind a figure of a hall, or behind a part of it, are shown: those of the same days, at most of a quarter. Null for figures that
 * are made of something else. What else the address says goes with it, for the way back.
 */
export function useVisitLinks(data: Readonly<Ref<Analysis | null>>): {
  visitsOf: (code: string) => RouteLocationRaw | null;
  visitsHere: ComputedRef<RouteLocationRaw | null>;
} {
  const route = useRoute();
  /** minutes saved are made of prompts */
  const saving = (): RouteLocationRaw | null => {
    if (data.value?.key !== 'minutes_saved' || data.value.hall === '') return null;
    const { from, to: last } = fromEnd(data.value.days, MOST_SAVING_DAYS);
    return { name: 'saving', params: { hall: data.value.hall }, query: { day: from, to: last } };
  };
  const to = (parts: Readonly<Record<string, string>>): RouteLocationRaw | null => {
    if (data.value === null || data.value.hall === '' || !OF_VISITS.has(METRICS[data.value.key].group)) return null;
    const { hall, only, days } = data.value;
    const { from, to: last } = fromEnd(days, MOST_VISIT_DAYS);
    const { by: _, from: fixed, ...kept } = route.query;
    const period = fixed === undefined ? { days: kept['days'] ?? '28' } : { from: fixed };
    return { name: 'visits', query: { ...kept, ...period, hall, ...only, ...parts, day: from, to: last } };
  };
  return {
    visitsOf: (code) =>
      data.value === null || data.value.by === 'hall' ? null : to({ [data.value.by]: code === '' ? NOBODY : code }),
    visitsHere: computed(() => saving() ?? to({})),
  };
}
