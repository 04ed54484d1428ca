import { computed, onBeforeUnmount, watch, type Ref } from 'vue';
import { useOpenHall } from '../halls/use-open-hall';
import { useLiveStore } from '../live/store';
import { useDeskStore } from './store';

/** Follows a hall while its desk is open: the live line, the hall's document, and the lists of today. */
export function useDeskHall(hall: Readonly<Ref<string>>): void {
  const live = useLiveStore();
  const desk = useDeskStore();
  watch(
    hall,
    (code) => {
      live.start(code);
    },
    { immediate: true },
  );
  useOpenHall(hall);
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
    live.stop();
    desk.close();
  });
}
