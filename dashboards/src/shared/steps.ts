import { onBeforeUnmount, onMounted, ref, watch, type Ref } from 'vue';

/** A page that nobody looks at is not painted: its steps go on all the same. */
const NOT_PAINTED_MS = 250;

/**
 * A large page comes in steps: what is looked at first is on the screen, and a touch is answered, before the rest is made.
 * What comes later must have its place already, so that nothing moves.
 * @param begins when there is something to show
 * @returns the step that the page has come to: 0 until it begins, one more after each time it was painted then, at last `last`
 */
export function useSteps(last: number, begins: () => boolean = () => true): Readonly<Ref<number>> {
  const step = ref(0);
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const next = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    step.value += 1;
    if (step.value < last) wait();
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
        if (does && step.value === 0) wait();
      },
      { immediate: true },
    );
  });
  onBeforeUnmount(() => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  });
  return step;
}
