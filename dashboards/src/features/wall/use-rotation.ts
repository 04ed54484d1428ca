import { useIntervalFn } from '@vueuse/core';
import { computed, ref, watch, type Ref } from 'vue';
import { faceAt, type Face } from './faces';

/** Turns the wall's faces where it is to; what is new and urgent brings the map back. */
export function useRotation(
  /** so long each face stays; null: the map stands still */
  seconds: Readonly<Ref<number | null>>,
  boardOnly: Ref<boolean>,
  urgent: Ref<string>,
): Readonly<Ref<Face>> {
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
  return computed(() => (seconds.value === null ? 'map' : faceAt(turn.value, boardOnly.value)));
}
