import { computed, type ComputedRef } from 'vue';
import { useAnswer } from '../../shared/answer';
import { fetchCounts } from '../cases/counts-api';

const KEEP_MS = 10 * 60_000;
export interface Choice {
  key: string;
  name: string;
}

/** Units and officers that have or had matters: to choose from, instead of having to know their codes. */
export function useWho(): { units: ComputedRef<Choice[]>; officers: ComputedRef<Choice[]> } {
  const { data } = useAnswer({
    name: 'act-who',
    about: () => 'all',
    ask: async () => {
      const [units, officers] = await Promise.all(
        (['unit', 'officer'] as const).map((by) => fetchCounts(by, { state: 'all' })),
      );
      return { units, officers };
    },
    freshMs: KEEP_MS,
    keepMs: KEEP_MS,
  });
  const choices = (of: 'units' | 'officers') =>
    computed(() =>
      (data.value?.[of]?.items ?? []).flatMap(({ key, name }): Choice[] =>
        key === null ? [] : [{ key, name: name ?? key }],
      ),
    );
  return { units: choices('units'), officers: choices('officers') };
}
