import type { DeskChange, WhatIfAnswer } from '@cockpit/contracts';
import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue';
import { ApiError } from '../../shared/http';
import { askWhatIf } from './api';

/** A hall goes on while somebody thinks. */
const EVERY_MS = 30_000;

/** Asks the server again whenever the change is another one, and from time to time while it is the same; an answer to an earlier question is dropped. */
export function useWhatIf(hall: Ref<string>, change: Ref<DeskChange | null>) {
  const answer = shallowRef<WhatIfAnswer | null>(null);
  const problem = shallowRef<ApiError | null>(null);
  let latest = 0;

  async function ask(): Promise<void> {
    const mine = ++latest;
    if (change.value === null) return;
    try {
      const told = await askWhatIf(hall.value, change.value);
      if (mine !== latest) return;
      answer.value = told;
      problem.value = null;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (mine !== latest) return;
      answer.value = null;
      problem.value = error;
    }
  }
  function askAgain(): Promise<void> {
    answer.value = null;
    problem.value = null;
    return ask();
  }

  watch(
    () => JSON.stringify([hall.value, change.value]),
    () => {
      void askAgain();
    },
    { immediate: true },
  );
  const timer = setInterval(() => {
    if (!document.hidden) void ask();
  }, EVERY_MS);
  onScopeDispose(() => {
    latest += 1;
    clearInterval(timer);
  });
  const asking = computed(() => change.value !== null && answer.value === null && problem.value === null);
  return { answer, problem, asking, askAgain };
}
