import { computed, type ComputedRef } from 'vue';
import { useRouter } from 'vue-router';
import { useHallsStore } from '../halls/store';
import { isServed } from '../halls/served';
import { useSessionStore } from '../session/store';
import type { Known } from './slides';

/** What play lists can show on this screen. */
export function useKnown(): ComputedRef<Known> {
  const router = useRouter();
  const halls = useHallsStore();
  const session = useSessionStore();
  const pages = router.getRoutes().map(({ name, path, meta }) => ({ ...meta, name: String(name), path }));
  return computed(() => ({
    pages,
    halls: halls.halls === null ? null : new Set(halls.halls.filter(isServed).map(({ code }) => code)),
    caller: session.caller ?? { role: 'screen' },
  }));
}
