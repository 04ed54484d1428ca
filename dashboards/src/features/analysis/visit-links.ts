import { METRICS } from '@cockpit/contracts';
import type { Ref } from 'vue';
import type { RouteLocationRaw } from 'vue-router';
import type { Analysis } from './use-analysis';

/** Figures that are made of visits. */
const OF_VISITS: ReadonlySet<string> = new Set(['queue', 'window']);

/**
 * Where the visits behind a part of a hall's figure are shown: those of the last day with data, for a period has too many to read.
 * Null for figures that are made of something else.
 */
export function useVisitLinks(data: Readonly<Ref<Analysis | null>>): (code: string) => RouteLocationRaw | null {
  return (code) => {
    if (data.value === null || data.value.by === 'hall' || !OF_VISITS.has(METRICS[data.value.key].group)) return null;
    const { hall, by, days } = data.value;
    const day = days.parts.findLast(({ value }) => value !== null)?.by;
    return day === undefined ? null : { name: 'visits', query: { hall, day, [by]: code } };
  };
}
