import { useEventListener, useResizeObserver } from '@vueuse/core';
import { onMounted, ref, type Ref } from 'vue';

export interface Box {
  width: number;
  height: number;
  /** root font size, px */ rem: number;
}

const rootRem = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

/** Root font size in px, which on the wall follows the screen; for charts, which know only pixels. */
export function useRem(): Readonly<Ref<number>> {
  const rem = ref(16);
  const measure = () => {
    rem.value = rootRem();
  };
  onMounted(measure);
  useEventListener('resize', measure);
  return rem;
}

/** The size of an element, kept up to date; zero until it is on the page. */
export function useBox(element: Readonly<Ref<HTMLElement | null>>): Readonly<Ref<Box>> {
  const box = ref<Box>({ width: 0, height: 0, rem: 16 });
  const measure = () => {
    const target = element.value;
    if (target) box.value = { width: target.clientWidth, height: target.clientHeight, rem: rootRem() };
  };
  onMounted(measure);
  useResizeObserver(element, measure);
  return box;
}
