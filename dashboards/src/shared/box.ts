import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue';

export interface Box {
  width: number;
  height: number;
  /** root font size, px */ rem: number;
}

/** Root font size in px, which on the wall follows the screen; for charts, which know only pixels. */
export function useRem(): Readonly<Ref<number>> {
  const rem = ref(16);
  const measure = () => {
    rem.value = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  };
  onMounted(() => {
    measure();
    window.addEventListener('resize', measure);
  });
  onBeforeUnmount(() => {
    window.removeEventListener('resize', measure);
  });
  return rem;
}

/** The size of an element, kept up to date; zero until it is on the page. */
export function useBox(element: Readonly<Ref<HTMLElement | null>>): Readonly<Ref<Box>> {
  const box = ref<Box>({ width: 0, height: 0, rem: 16 });
  let observer: ResizeObserver | null = null;
  onMounted(() => {
    const target = element.value;
    if (!target) return;
    const measure = () => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      box.value = { width: target.clientWidth, height: target.clientHeight, rem };
    };
    observer = new ResizeObserver(measure);
    observer.observe(target);
    measure();
  });
  onBeforeUnmount(() => {
    observer?.disconnect();
  });
  return box;
}
