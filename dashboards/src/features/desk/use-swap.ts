import { onScopeDispose, ref, watch, type Ref } from 'vue';

/** As long as a finger already on its way takes. */
export const SWAP_MS = 800;

/** Whether another thing has just taken the place of the one that stood there: an answer given now was meant for the one before. */
export function useSwap(id: Readonly<Ref<string | null>>): Readonly<Ref<boolean>> {
  const swapped = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(
    id,
    (now, before) => {
      clearTimeout(timer);
      swapped.value = now !== null && before !== null;
      if (swapped.value)
        timer = setTimeout(() => {
          swapped.value = false;
        }, SWAP_MS);
    },
    { flush: 'sync' },
  );
  onScopeDispose(() => {
    clearTimeout(timer);
  });
  return swapped;
}
