import { computed, onBeforeUnmount, watch, type Ref } from 'vue';
import { useLiveHall } from '../live/use-live-hall';
import { useDeskStore } from './store';

/** Follows a hall while its desk is open: the live line, the hall's document, and the lists of today. */
export function useDeskHall(hall: Readonly<Ref<string>>): void {
  const live = useLiveHall(hall);
  const desk = useDeskStore();
  // the lists are asked for again whenever a prompt or a warning moves
  const moved = computed(() => {
    const { snapshot } = live;
    if (snapshot === null) return null;
    const prompts = snapshot.prompts.map(({ id, state }) => `${id} ${state}`);
    const warnings = snapshot.warnings.map(({ id, handling }) => `${id} ${handling}`);
    return [snapshot.hall, ...prompts, ...warnings].join('|');
  });
  watch(
    moved,
    (key) => {
      if (key !== null) void desk.open(hall.value);
    },
    { immediate: true },
  );
  onBeforeUnmount(() => {
    desk.close();
  });
}
