import { useEventListener, useIntersectionObserver, type MaybeComputedElementRef } from '@vueuse/core';
import { ref, type Ref } from 'vue';

/** Asked for a little before somebody scrolls there. */
const AHEAD = '200px';

/** Whether a part of a page has come into sight, once: what stands far below is asked for when somebody goes there, or prints. */
export function useInSight(part: MaybeComputedElementRef): Readonly<Ref<boolean>> {
  const isSeen = ref(!('IntersectionObserver' in window));
  const { stop } = useIntersectionObserver(
    part,
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      isSeen.value = true;
      stop();
    },
    { rootMargin: AHEAD },
  );
  useEventListener(window, 'beforeprint', () => {
    isSeen.value = true;
  });
  return isSeen;
}
