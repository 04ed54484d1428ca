import { useIntervalFn } from '@vueuse/core';
import { watch, type Ref } from 'vue';
import { useLiveStore } from '../live/store';
import { useHallsStore } from './store';

/** A hall may be imported anew while its page stays open for weeks. */
const EVERY_MS = 1_800_000;

/** Keeps the hall's document: asked for at once, whenever the live line opens, and now and then. */
export function useFreshDetail(hall: Ref<string>): void {
  const halls = useHallsStore();
  const live = useLiveStore();
  const load = (): void => {
    void halls.loadDetail(hall.value);
  };
  watch(hall, load, { immediate: true });
  watch(
    () => live.state.link.phase === 'open',
    (open) => {
      if (open) load();
    },
  );
  useIntervalFn(load, EVERY_MS);
}
