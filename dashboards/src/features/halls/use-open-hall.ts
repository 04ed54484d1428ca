import { watch, type Ref } from 'vue';
import { useLiveStore } from '../live/store';
import { useHallsStore } from './store';

/** Puts the hall of a live page on the screen, and asks for its document again whenever the live line comes back. */
export function useOpenHall(hall: Readonly<Ref<string>>): void {
  const halls = useHallsStore();
  const live = useLiveStore();
  watch(hall, (code) => void halls.open(code), { immediate: true });
  watch(
    () => live.state.link.phase,
    (phase, before) => {
      if (phase === 'open' && before === 'down') void halls.open(hall.value);
    },
  );
}
