import { onBeforeUnmount, onMounted, ref, watch } from 'vue';

/** A page that nobody looks at is not painted: its parts come all the same. */
const NOT_PAINTED_MS = 250;

/**
 * A large page comes part by part: what is looked at first is on the screen, and a touch is answered, before the rest is made.
 * What comes later must have its place already, so that nothing moves.
 * @param order the parts that come later, one after each time the page was painted
 * @param begins when there is something to show
 * @returns whether a part is to be shown
 */
export function useParts<Part extends string>(
  order: () => readonly Part[],
  begins: () => boolean = () => true,
): (part: Part) => boolean {
  const come = ref(0);
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const next = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    come.value += 1;
    if (come.value < order().length) wait();
  };
  const wait = () => {
    timer = setTimeout(next, NOT_PAINTED_MS);
    frame = requestAnimationFrame(() => {
      clearTimeout(timer);
      // the frame is painted when this has returned
      timer = setTimeout(next);
    });
  };
  onMounted(() => {
    watch(
      begins,
      (does) => {
        if (does && come.value === 0) wait();
      },
      { immediate: true },
    );
  });
  onBeforeUnmount(() => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  });
  return (part) => order().indexOf(part) < come.value;
}
