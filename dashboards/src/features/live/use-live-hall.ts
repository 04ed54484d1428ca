import { onBeforeUnmount, watch, type Ref } from 'vue';
import { useHallsStore } from '../halls/store';
import { useLiveStore } from './store';

/** Follows a hall while a page shows it: its live line, and its document, which is asked for again whenever the line comes back. */
export function useLiveHall(hall: Readonly<Ref<string>>): ReturnType<typeof useLiveStore> {
  const live = useLiveStore();
  const halls = useHallsStore();
  watch(
    hall,
    (code) => {
      live.start(code);
      void halls.open(code);
    },
    { immediate: true },
  );
  watch(
    () => live.state.link.phase,
    (phase, before) => {
      if (phase === 'open' && before === 'down') void halls.open(hall.value);
    },
  );
  onBeforeUnmount(() => {
    live.stop();
  });
  return live;
}
