import type { GuidePerson } from '@cockpit/contracts';
import { shallowRef, watch, type Ref } from 'vue';
import { groupsOf, held, type Group } from './lines';

/** Groups as they stand on the page: those down to the last open one stay where they are, as a finger is on its way there. */
export function useGroups(
  people: () => readonly GuidePerson[],
  line: () => string | null,
): { groups: Readonly<Ref<readonly Group[]>>; turned: (key: string, isOpen: boolean) => void } {
  const groups = shallowRef<readonly Group[]>([]);
  const open = new Set<string>();
  watch(
    [people, line],
    ([listed, looked], [, before]) => {
      const stood = looked === before ? groups.value.map(({ key }) => key) : [];
      groups.value = held(groupsOf(listed, looked), stood, open);
    },
    { immediate: true },
  );
  return {
    groups,
    turned: (key, isOpen) => {
      if (isOpen) open.add(key);
      else open.delete(key);
    },
  };
}
