import { onScopeDispose, ref, type Ref } from 'vue';

/** The device's clock as a ref, for countdowns and ages; one timer, gone with the component. */
export function useTicker(everyMs = 1000): Readonly<Ref<number>> {
  const now = ref(Date.now());
  const timer = setInterval(() => {
    now.value = Date.now();
  }, everyMs);
  onScopeDispose(() => {
    clearInterval(timer);
  });
  return now;
}
