import type { Ref } from 'vue';
import { useStill } from './media';

/** Brings a heading into sight, together with those who read by keyboard or ear. */
export function useReveal(heading: Readonly<Ref<HTMLElement | null>>): () => void {
  const still = useStill();
  return () => {
    heading.value?.scrollIntoView({ behavior: still.value ? 'auto' : 'smooth', block: 'start' });
    heading.value?.focus({ preventScroll: true });
  };
}
