import { computed, type ComputedRef } from 'vue';
import { useRoute } from 'vue-router';
import { useHallsStore } from '../features/halls/store';

/** The hall on the screen, else the one last seen, else the first in scope: many pages need one to open. */
export function useHallToOpen(): ComputedRef<string | null> {
  const route = useRoute();
  const halls = useHallsStore();
  return computed(() => (typeof route.params['hall'] === 'string' ? route.params['hall'] : halls.start));
}
