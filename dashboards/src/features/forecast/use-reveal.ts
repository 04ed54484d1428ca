import { ref } from 'vue';
import { useStill } from '../../shared/media';

/** A heading that can be brought into sight, together with those who read by keyboard or ear. */
export function useReveal() {
  const heading = ref<HTMLElement | null>(null);
  const still = useStill();
  const reveal = (): void => {
    heading.value?.scrollIntoView({ behavior: still.value ? 'auto' : 'smooth', block: 'start' });
    heading.value?.focus({ preventScroll: true });
  };
  return { heading, reveal };
}
