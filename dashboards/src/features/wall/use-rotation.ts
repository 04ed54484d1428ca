import { useIntervalFn } from '@vueuse/core';
import { computed, ref, watch, type Ref } from 'vue';
import { useRoute } from 'vue-router';
import { faceAt, rotationOf, type Face } from './faces';

/** Turns the wall's faces when the address asks for it; what is new and urgent brings the map back. */
export function useRotation(
  boardOnly: Ref<boolean>,
  urgent: Ref<string>,
): { face: Readonly<Ref<Face>>; seconds: Readonly<Ref<number | null>> } {
  const route = useRoute();
  const seconds = computed(() => rotationOf(route.query['rotate']));
  const turn = ref(0);
  const timer = useIntervalFn(
    () => {
      turn.value += 1;
    },
    () => (seconds.value ?? 0) * 1000,
    { immediate: false },
  );
  const start = (): void => {
    timer.pause();
    if (seconds.value !== null) timer.resume();
  };
  watch(
    seconds,
    () => {
      turn.value = 0;
      start();
    },
    { immediate: true },
  );
  watch(urgent, (now, before) => {
    if (now === '' || now === before) return;
    turn.value = 0;
    start();
  });
  return { face: computed(() => (seconds.value === null ? 'map' : faceAt(turn.value, boardOnly.value))), seconds };
}
