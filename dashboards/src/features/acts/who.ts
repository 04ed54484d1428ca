import { computed, type ComputedRef } from 'vue';
import { useNameList } from '../cases/names';

export interface Choice {
  key: string;
  name: string;
}

/** Units and officers that have or had matters: to choose from, instead of having to know their codes. */
export function useWho(): { units: ComputedRef<Choice[]>; officers: ComputedRef<Choice[]> } {
  const { data } = useNameList();
  const choices = (of: 'unit' | 'officer') =>
    computed(() =>
      (data.value ?? []).flatMap(({ by, key, name }): Choice[] => (by === of ? [{ key, name: name ?? key }] : [])),
    );
  return { units: choices('unit'), officers: choices('officer') };
}
